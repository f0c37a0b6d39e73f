"""A program that looks like LanguageTool's server from outside: `PORT [COUNTER-FILE]`.

It answers by the words of the text: `hang`, `die`, `html`, `error` and `nonsense` do what they
say, `once-die` and `once-hang` only for the first server that counts itself in COUNTER-FILE, and
every `teh` is a spelling mistake.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

LANGUAGES = [{"code": "en", "longCode": code} for code in ("en-US", "en-GB")]


def match(text: str, start: int, end: int, *new: str, rule: str, category: str) -> dict[str, Any]:
    """Make a match as the server does: offsets and lengths in UTF-16 units."""
    return {
        "message": f"Say {new[0]}.", "replacements": [{"value": value} for value in new],
        "offset": units(text[:start]), "length": units(text[start:end]),
        "context": {"text": text[start:end], "offset": 0, "length": units(text[start:end])},
        "sentence": text,
        "rule": {"id": rule, "issueType": "misspelling", "category": {"id": category}},
    }  # fmt: skip


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class Handler(BaseHTTPRequestHandler):
    servers = 1

    def do_GET(self) -> None:
        self.answer("OK" if self.path.endswith("healthcheck") else json.dumps(LANGUAGES))

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = form["text"][0]
        first = self.servers == 1
        if "die" in text and ("once-die" not in text or first):
            os._exit(3)
        if "hang" in text and ("once-hang" not in text or first):
            time.sleep(30)
        if "html" in text:
            self.answer("<html><body>Welcome</body></html>")
        elif "error" in text:
            self.answer("Error: Internal Error", 500)
        elif "nonsense" in text:
            self.answer('{"answer": 42}')
        else:
            found = [match(text, m.start(), m.end(), "the", rule="X", category="TYPOS")
                     for m in re.finditer("teh", text)]  # fmt: skip
            self.answer(json.dumps({"matches": found}))

    def answer(self, body: str, status: int = 200) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        return


def main() -> None:
    counter = Path(sys.argv[2]) if len(sys.argv) > 2 else None
    if counter is not None:
        Handler.servers = int(counter.read_text() or 0) + 1
        counter.write_text(str(Handler.servers))
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    print("Server started", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
