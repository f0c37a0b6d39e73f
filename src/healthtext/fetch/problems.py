"""What servers do wrong, in words: an answer without a page, or none."""

from __future__ import annotations

import httpcore
import httpx

from healthtext.fetch import unpack
from healthtext.fetch.challenge import is_challenge
from healthtext.fetch.network import PrivateAddressError
from healthtext.fetch.results import Blocked, Failed, seconds

LATER = "try again later"


def of_answer(url: str, response: httpx.Response) -> Failed:
    """Say what an answer without a page means."""
    status = response.status_code
    wait = seconds(response.headers.get("Retry-After", ""))
    start = _beginning(response)
    if status == 403 or is_challenge(status, response.headers, start):
        return Blocked(url, retry_after=wait)
    if status in (429, 503) and (wait or status == 429):
        return Failed(url, "rate-limited", f"answers that it is asked too often ({status})",
                      LATER, wait or 60.0)  # fmt: skip
    if status >= 500:
        return Failed(url, "http-5xx", f"has trouble itself (status {status})", LATER, wait)
    if status in (404, 410):
        return Failed(url, "gone", f"is not there (status {status})", "check the address")
    if status in (401, 402, 407):
        remedy = "save the page from a browser and give the file"
        return Failed(url, "login", f"wants a login or a fee (status {status})", remedy)
    return Failed(url, f"http-{status}", f"answers with status {status}", "check the address")


def _beginning(response: httpx.Response) -> bytes:
    """Return how an error page begins, as far as it can be had."""
    coding = response.headers.get("Content-Encoding", "")
    try:
        return unpack.unpacked(response.iter_raw(), coding, 200_000)
    except (unpack.TooLargeError, unpack.DamagedError, httpx.HTTPError, *_BROKEN):
        return b""


_BROKEN = (httpcore.ReadError, httpcore.RemoteProtocolError, httpcore.ReadTimeout)


def of_error(url: str, error: Exception) -> Failed:
    """Say what went wrong on the way."""
    reason = str(error)[:200] or type(error).__name__
    match error:
        case httpx.RemoteProtocolError() if "location header" in reason:
            problem = f"is redirected to what is no address ({reason})"
            return Failed(url, "redirects", problem, "give the address it is to be")
        case PrivateAddressError():
            problem = f"leads to {error}, which is not on the public internet"
            return Failed(url, "private", problem, "if it is yours, allow it: --allow-private")
        case NameError():
            return Failed(url, "dns", "has a host name that is not known", "check the address")
        case unpack.TooLargeError():
            remedy = "raise the setting max_bytes"
            return Failed(url, "too-large", "is larger than it may be", remedy)
        case unpack.DamagedError():
            return Failed(url, "cut-off", f"did not come whole: {reason}", LATER)
        case httpcore.TimeoutException() | httpx.TimeoutException():
            return Failed(url, "timeout", "did not come in the time it has",
                          "try again later or raise the setting timeout")  # fmt: skip
        case httpcore.ConnectError() | httpx.ConnectError() | OSError():
            if "SSL" in reason or "certificate" in reason:
                remedy = "tell the site; it is not read without"
                return Failed(url, "tls", f"has no valid certificate ({reason})", remedy)
            return Failed(url, "connect", f"cannot be reached ({reason})", LATER)
        case httpcore.NetworkError() | httpcore.ProtocolError() | httpx.TransportError():
            return Failed(url, "cut-off", f"did not come whole ({reason})", LATER)
    return Failed(url, "fetch", f"cannot be fetched ({type(error).__name__}: {reason})",
                  "check the address")  # fmt: skip
