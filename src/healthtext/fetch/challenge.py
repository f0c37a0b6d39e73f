"""Tell answers that are meant to keep programs out from pages and from errors."""

from __future__ import annotations

import re
from collections.abc import Mapping

_HEADERS = {
    "cf-mitigated": re.compile("challenge", re.IGNORECASE),
    "x-amzn-waf-action": re.compile("challenge|captcha", re.IGNORECASE),
    "x-datadome": re.compile("protected", re.IGNORECASE),
}
# Titles of challenge pages; an article about captchas has another title and more text.
_TITLE = re.compile(
    rb"<title[^>]*>\s*(?:just a moment|attention required! \| cloudflare|ddos-guard|"
    rb"checking your browser|please wait\.\.\. \| cloudflare|pardon our interruption|"
    rb"access denied|are you a (?:robot|human)|robot check|human verification|"
    rb"security check|verify(?:ing)? (?:that )?you are (?:a )?human|"
    rb"making sure you(?:'|&#39;|\xe2\x80\x99)re not a bot|just a second|bot verification|"
    rb"one moment, please|sucuri website firewall)",
    re.IGNORECASE,
)
_PARTS = re.compile(
    rb"cf-browser-verification|cf_chl_opt|_Incapsula_Resource|captcha-delivery\.com|px-captcha|"
    rb"awswafcookiedomainlist|g-recaptcha|h-captcha|cf-turnstile",
    re.IGNORECASE,
)
_TAGS = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]{0,2000}>", re.IGNORECASE | re.DOTALL)
_HEAD = 60_000
_FEW_WORDS = 150


def is_challenge(status: int, headers: Mapping[str, str], body: bytes) -> bool:
    """Tell whether an answer asks the reader to prove that it is no program.

    Of an answer of status 200 more is asked than the word: a title no article has, or the parts
    of a challenge and hardly any text.
    """
    if any(pattern.search(headers.get(name, "")) for name, pattern in _HEADERS.items()):
        return status != 200 or "cf-mitigated" in headers
    head = body[:_HEAD]
    title, parts = _TITLE.search(head), _PARTS.search(head)
    if not (title or parts):
        return False
    if status != 200:
        return True
    return len(body) <= _HEAD and len(_TAGS.sub(b" ", head).split()) < _FEW_WORDS
