"""The language server over real pipes: what it shows, and what it does while one writes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from healthtext.evidence import DISCLAIMER

Editor = Any  # tests/lsp/conftest.py
Place = Callable[[int, int, int, int], dict[str, Any]]
SMALL = str(Path(__file__).with_name("small_server.py"))
TEXT = "Knee 🦵🏽 and\r\nthe 🫁 spinal twine,\x0c agony\u2028here.\rA miracle."


WAIT = 120


def hover(editor: Editor, line: int, character: int) -> Any:
    place = {"line": line, "character": character}
    return editor.ask(
        "textDocument/hover", {"textDocument": {"uri": editor.uri}, "position": place}
    )  # fmt: skip


def actions(editor: Editor, where: dict[str, Any], **context: Any) -> list[dict[str, Any]]:
    about = {
        "textDocument": {"uri": editor.uri},
        "range": where,
        "context": {"diagnostics": [], **context},
    }
    found: list[dict[str, Any]] = editor.ask("textDocument/codeAction", about)
    return found


def test_it_says_what_it_can_and_goes_when_it_is_told(launch: Callable[..., Editor]) -> None:
    editor = launch(SMALL, "0")
    result = editor.start()
    can = result["capabilities"]
    assert can["hoverProvider"] and can["textDocumentSync"]["change"] == 2  # incremental
    assert can["codeActionProvider"]["codeActionKinds"] == ["quickfix", "source.fixAll.healthtext"]
    assert can["positionEncoding"] == "utf-16"
    assert result["serverInfo"]["name"] == "healthtext"
    editor.open("agony")
    editor.diagnostics(1)
    assert editor.end() == 0
    assert "closed\n" in editor.told


def test_diagnostics_stand_in_utf_16_behind_every_line_end(editor: Editor, place: Place) -> None:
    editor.open(TEXT)
    twine, agony, miracle = editor.diagnostics(1)
    assert twine["range"] == place(1, 7, 1, 19)
    assert agony["range"] == place(1, 22, 1, 27)
    assert miracle["range"] == place(2, 2, 2, 9)
    assert (twine["code"], twine["severity"], twine["source"]) == ("despin-term", 2, "healthtext")
    assert (miracle["code"], miracle["severity"]) == ("NO_CITATION", 1)
    assert twine["message"].startswith("“spinal twine” should be “spinal cord”: out of place")


def test_positions_and_versions_are_as_the_editor_asks(
    launch: Callable[..., Editor], place: Place
) -> None:
    editor = launch(SMALL, "0")
    result = editor.start(
        general={"positionEncodings": ["utf-8", "utf-16"]},
        workspace={"workspaceEdit": {"documentChanges": True}},
    )
    assert result["capabilities"]["positionEncoding"] == "utf-8"
    editor.open(TEXT)
    assert editor.diagnostics(1)[0]["range"] == place(1, 9, 1, 21)
    (change,) = actions(editor, place(1, 9, 1, 9))[0]["edit"]["documentChanges"]
    assert change["textDocument"] == {"uri": editor.uri, "version": 1}


def test_a_hover_says_why(editor: Editor, place: Place) -> None:
    editor.open(TEXT)
    editor.diagnostics(1)
    shown = hover(editor, 1, 8)
    assert shown["range"] == place(1, 7, 1, 19)
    assert shown["contents"]["kind"] == "plaintext"
    lines = shown["contents"]["value"].splitlines()
    assert lines[0].startswith("despin-term: “spinal twine” should be “spinal cord”: out of place")
    assert lines[-1].startswith("Source: ")
    assert hover(editor, 0, 0) is None
    assert hover(editor, 99, 99) is None


def test_a_hover_says_what_evidence_says_of_a_claim(editor: Editor, place: Place) -> None:
    editor.open("No claim.\nOils heal.\n")
    editor.diagnostics(1)
    shown = hover(editor, 1, 3)
    assert shown["range"] == place(1, 0, 1, 10)
    assert shown["contents"] == {
        "kind": "plaintext",
        "value": (
            "Evidence on this treatment claim (medium possible harm)\n"
            "insufficient (0.80): studies exist and show no clear effect\n"
            "  unknown: oil for pain\n"
            "    systematic review, certainty low, match 1.00 and 0.90: https://doi.org/10.1/x\n"
            "asked\\u001b\n" + DISCLAIMER
        ),
    }
    assert hover(editor, 0, 1) is None


def test_quick_fixes_replace_by_each_wording(editor: Editor, place: Place) -> None:
    editor.open(TEXT)
    editor.diagnostics(1)
    first, second, every = actions(editor, place(1, 9, 1, 9))
    assert first["title"] == "Replace by “spinal cord”"
    assert first["kind"] == "quickfix" and first["isPreferred"]
    assert first["diagnostics"][0]["code"] == "despin-term"
    edit = {"range": place(1, 7, 1, 19), "newText": "spinal cord"}
    assert first["edit"] == {"changes": {editor.uri: [edit]}}
    assert second["title"] == "Replace by “spinal column”" and not second["isPreferred"]
    assert every["kind"] == "source.fixAll.healthtext"
    assert every["edit"] == {"changes": {editor.uri: [edit]}}  # the review edit stays the editor's
    assert [a["title"] for a in actions(editor, place(1, 22, 1, 22), only=["quickfix"])] == [
        "Replace by “pain”"
    ]
    assert [a["kind"] for a in actions(editor, place(0, 0, 0, 0), only=["source"])] == [
        "source.fixAll.healthtext"
    ]
    assert actions(editor, place(0, 0, 2, 9), only=["refactor"]) == []


def test_changes_apply_one_after_the_other_in_utf_16(editor: Editor, place: Place) -> None:
    editor.open(TEXT)
    editor.diagnostics(1)
    editor.change(
        2,
        {"range": place(1, 4, 1, 6), "text": "𝛼𝛽\n"},  # 🫁
        {"range": place(2, 0, 2, 1), "text": ""},
        {"range": place(2, 22, 3, 0), "text": "🦵 "},  # from behind the line separator on
        {"range": place(9, 9, 9, 9), "text": " agony"},  # behind the end
    )
    twine, agony, miracle = editor.diagnostics(2)
    assert twine["range"] == place(2, 0, 2, 12)
    assert agony["range"] == place(2, 15, 2, 20)
    assert miracle["range"] == place(2, 27, 2, 34)
    editor.change(3, {"text": "All new, agony."})
    (agony,) = editor.diagnostics(3)
    assert agony["range"] == place(0, 9, 0, 14)


def test_what_is_shown_always_belongs_to_the_last_version(editor: Editor, place: Place) -> None:
    editor.open("slow agony")
    while "checked 10\n" not in editor.told:
        time.sleep(0.01)
    editor.change(2, {"range": place(0, 0, 0, 5), "text": ""})  # while version 1 is checked
    assert hover(editor, 0, 1) is None  # nothing is known of version 2 yet
    assert actions(editor, place(0, 0, 0, 5)) == []
    (agony,) = editor.diagnostics(2)
    assert agony["range"] == place(0, 0, 0, 5)
    about = [message["params"] for message in editor.quiet() if "params" in message]
    assert not [one for one in about if (one["uri"], one["version"]) == (editor.uri, 1)]


def test_a_burst_of_changes_is_checked_once(editor: Editor, place: Place) -> None:
    editor.open("")
    editor.diagnostics(1)
    before = len(editor.told)
    for number, letter in enumerate("agony"):
        editor.change(number + 2, {"range": place(0, number, 0, number), "text": letter})
    assert len(editor.diagnostics(6)) == 1
    deadline = time.monotonic() + 10  # what a server tells comes by another way than what it shows
    while len(editor.told) == before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert editor.told[before:] == ["checked 5\n"]


def test_a_document_that_is_closed_shows_nothing_any_more(editor: Editor) -> None:
    editor.open("agony")
    editor.diagnostics(1)
    editor.notify("textDocument/didClose", textDocument={"uri": editor.uri})
    assert editor.diagnostics(None) == []
    editor.change(2, {"text": "agony"})  # of a document that is not open
    assert hover(editor, 0, 1) is None


def test_markdown_and_other_languages(editor: Editor) -> None:
    editor.open("<b>agony</b>", "html", "file:///articles/a.html")
    editor.open("agony", "", "file:///articles/b.md")
    assert len(editor.diagnostics(1, "file:///articles/b.md")) == 1
    shown = [m["params"]["uri"] for m in editor.quiet() if "params" in m]
    assert "file:///articles/a.html" not in shown


def test_an_article_that_fails_is_told_and_the_next_is_checked(editor: Editor) -> None:
    editor.open("crash")
    assert editor.diagnostics(1) == []
    said = editor.wait(lambda message: message.get("method") == "window/logMessage")
    assert said["params"]["message"].endswith("fell over; wait")
    editor.change(2, {"text": "agony"})
    assert len(editor.diagnostics(2)) == 1


def test_a_text_passes_what_every_file_passes(editor: Editor) -> None:
    editor.open("<!-- healthtext: off --> agony\n")
    assert editor.diagnostics(1) == []
    deadline = time.monotonic() + WAIT  # the other stream is read beside this one
    while "checked 31\n" not in editor.told and time.monotonic() < deadline:
        time.sleep(0.05)
    assert "checked 31\n" in editor.told
    editor.change(2, {"text": "agony and half a character \ud83e"})
    assert editor.diagnostics(2) == []
    said = editor.wait(lambda message: message.get("method") == "window/logMessage")
    assert "half a character, \\ud83e" in said["params"]["message"]
    editor.change(3, {"text": " \n"})
    assert editor.diagnostics(3) == []
    assert not [m for m in editor.quiet() if m.get("method") == "window/logMessage"]


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Length: 5\r\n\r\n{oops",
        b"Content-Length: 2\r\n\r\n[]",
        b"Content-Length: 4\r\n\r\nnull",
        b'Content-Length: 16\r\n\r\n{"jsonrpc":"2.0"',
        b"Content-Length: x\r\n\r\n",
        b"no header at all\r\n\r\n",
        b"Content-Length: 3\r\n\r\n\xff\xfe\xfd",
    ],
)
def test_a_malformed_message_ends_nothing(editor: Editor, data: bytes) -> None:
    editor.raw(data)
    editor.open("agony")
    assert len(editor.diagnostics(1)) == 1


def test_messages_that_are_wrong_get_an_error(editor: Editor) -> None:
    number = editor.request("textDocument/none", {})
    assert editor.wait(lambda message: message.get("id") == number)["error"]["code"] == -32601
    number = editor.request("textDocument/hover", {"textDocument": 7})
    assert "error" in editor.wait(lambda message: message.get("id") == number)
    editor.notify("textDocument/didChange", textDocument={"uri": editor.uri})
    editor.notify("$/cancelRequest", id=999)
    editor.open("agony")
    assert len(editor.diagnostics(1)) == 1


def test_a_wrong_configuration_is_told_and_mended_without_a_restart(
    launch: Callable[..., Editor], tmp_path: Path
) -> None:
    editor = launch(SMALL, "0")
    (tmp_path / "healthtext.toml").write_text("max_bites = 1\n")
    about = {"processId": None, "rootUri": tmp_path.as_uri(), "capabilities": {}}
    editor.ask("initialize", about)
    editor.open("agony")
    assert editor.diagnostics(1) == []
    said = editor.wait(lambda message: message.get("method") == "window/logMessage")
    assert "unknown setting 'max_bites'" in said["params"]["message"]
    (tmp_path / "healthtext.toml").write_text("")
    editor.change(2, {"text": "agony and more"})
    assert len(editor.diagnostics(2)) == 1
    editor.change(3, {"text": "slow agony"})
    editor.process.stdin.close()  # the editor goes without a word
    assert editor.process.wait(WAIT) is not None


def test_the_command_serves_with_the_real_pipeline(launch: Callable[..., Editor]) -> None:
    call = "from healthtext.cli import main; main()"
    skip = "despin,grammar,entities,claims"
    editor = launch("-c", call, "lsp", "--skip", skip, "--delay", "0")
    editor.start()
    editor.open("Studies show 🦵 that natural oils are a guaranteed cure for cancer.\n")
    found = editor.diagnostics(1)
    assert found and all(item["source"] == "healthtext" for item in found)
    assert editor.end() == 0
