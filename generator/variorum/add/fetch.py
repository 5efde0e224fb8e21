"""A url -> the bytes of its page: the one place where ``add`` opens a connection."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from typing import IO

from variorum import __version__

LONGEST = 20.0  # seconds to wait for an answer
LARGEST = 20_000_000  # bytes; a news page is rarely above 5 MB
KINDS = frozenset({"text/html", "application/xhtml+xml", "text/plain"})


class FetchError(Exception):
    """A page could not be fetched; the message says why."""


class _HttpOnly(urllib.request.HTTPRedirectHandler):
    """Follows redirects to http and https only."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not newurl.lower().startswith(("http://", "https://")):
            raise FetchError("the page leads to an address that is neither http nor https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch_page(url: str) -> bytes:
    """Return the page at an http or https url, in UTF-8 where the server names its encoding.

    Raises FetchError if the server does not answer within 20 seconds, answers with an error, or sends something other
    than a page of at most 20 MB.
    """
    if not url.lower().startswith(("http://", "https://")):
        raise FetchError("only http and https addresses are fetched")
    headers = {"User-Agent": f"variorum/{__version__}", "Accept": "text/html,application/xhtml+xml"}
    opener = urllib.request.build_opener(_HttpOnly())
    try:
        with opener.open(urllib.request.Request(url, headers=headers), timeout=LONGEST) as answer:
            kind, charset = answer.headers.get_content_type(), answer.headers.get_content_charset()
            data: bytes = answer.read(LARGEST + 1)
    except urllib.error.HTTPError as error:
        raise FetchError(f"the server answers {error.code} {error.reason}") from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(str(getattr(error, "reason", "") or error)) from None
    if kind not in KINDS:
        raise FetchError(f"it is {kind}, not a page")
    if len(data) > LARGEST:
        raise FetchError(f"it is larger than {LARGEST // 1_000_000} MB")
    return _in_utf8(data, charset)


def _in_utf8(data: bytes, charset: str | None) -> bytes:
    if not charset or charset.lower().replace("-", "") == "utf8":
        return data
    try:
        return data.decode(charset).encode("utf-8")
    except (LookupError, UnicodeError):
        return data
