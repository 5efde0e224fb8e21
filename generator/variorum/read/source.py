"""Bytes -> text: UTF-8 without characters that no page or feed may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from variorum.errors import Problem

# not allowed in XML 1.0 (section 2.2), so never in a feed: controls but tab and line ends, surrogates, non-characters
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

CONTROLS = bytes(n for n in range(0x80) if FORBIDDEN.match(chr(n)))

# what no field may hold: of the controls only tab and line ends, which count as white space
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# what would break a line or a terminal: C0, DEL, C1, the line ends of Unicode, bytes of a name that are not UTF-8
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def escaped(name: str) -> str:
    """Return a file's name as a message can show it: on one line, control characters and stray bytes by their codes."""
    return UNPRINTABLE.sub(lambda m: _escape(ord(m[0])), name)


def _escape(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # how Python holds a byte of a name that is not UTF-8 (PEP 383)
        code -= 0xDC00
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def decode(data: bytes, path: str) -> str | Problem:
    """Return the text of a UTF-8 file, a byte order mark left out and line ends as they are, or what is wrong."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(path=path, line=1, message="is UTF-16, not UTF-8; save it as UTF-8")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # the offset counts from behind a byte order mark
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"is not UTF-8 (byte 0x{error.object[error.start]:02X}); save it as UTF-8"
        return Problem(path=path, line=line, message=message)


def forbidden(text: str, path: str, line: int) -> Iterator[Problem]:
    """Yield a problem for the first forbidden character of ``text``, which begins in this line of the file."""
    match = FORBIDDEN.search(text) if _may_be_forbidden(text) else None
    if match:
        at = line + text.count("\n", 0, match.start())
        message = f"holds the control character U+{ord(match[0]):04X}, which no feed may hold; delete it"
        yield Problem(path=path, line=at, message=message)


def _may_be_forbidden(text: str) -> bool:
    """Return whether to search a text for forbidden characters; the search takes ten times as long as this."""
    try:
        data = text.encode()
    except UnicodeEncodeError:  # a surrogate
        return True
    return len(data.translate(None, CONTROLS)) < len(data) or "\ufffe" in text or "\uffff" in text


def without_forbidden(text: str) -> str:
    """Return text taken out of a page or mail without characters that no page or feed may hold."""
    return FORBIDDEN.sub("", text)
