"""Any text -> text that stays text: in markdown, in HTML, in an attribute and in a template.

What an article says is hostile until proven otherwise: markdown passes HTML and ``[x](javascript:...)`` on as they are.
Every character that some markdown dialect, HTML or a template engine could take for a sign becomes a numeric
character reference, which all of them show as the character itself.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup

# never shown, and able to break XML or the markdown converter's own placeholders; the last are bidi overrides, which
# could reorder the text around a quote
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff0-\uffff\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
ANYWHERE = re.compile(r"""[\\`*_{}\[\]<>#!&|~^=@$"+]|:(?=\S)|-(?=-)|(?<=-)-|\.(?=\.)|(?<=www)\.""")
AT_START = re.compile(r"^(\d+(?=[.)])|)([-%?;:.,/()'])")


def plain(value: object) -> str:
    """Return a text on one line, without control characters and bidi overrides."""
    return " ".join(INVISIBLE.sub(" ", str(value)).split())


def md(value: object) -> Markup:
    """Return a text escaped for markdown, HTML and attributes alike; Markup is returned as it is.

    It shows exactly the text given, with white space folded.
    """
    if isinstance(value, Markup):
        return value
    text = plain(value)
    escaped = ANYWHERE.sub(lambda m: f"&#{ord(m[0])};", text)
    # the start last: a list marker, "1." or an indent must not open a block
    return Markup(AT_START.sub(lambda m: f"{m[1]}&#{ord(m[2])};", escaped))


def keep(value: object) -> Markup:
    """Return a text escaped as by ``md``, with a space where it begins or ends with white space: a part of a quote."""
    text = INVISIBLE.sub(" ", str(value))
    if not text.strip():
        return Markup(" ") if text else Markup("")
    return Markup("{}{}{}").format(" " * text[0].isspace(), md(text), " " * text[-1].isspace())


def url(value: object) -> Markup:
    """Return an http(s) URL safe for an attribute, or "" for anything else."""
    address = plain(value or "")
    try:
        parts = urlsplit(address)
    except ValueError:
        return Markup("")
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname or " " in address:
        return Markup("")
    return Markup(quote(address, safe="/:?#@!$&'*+,;=%~-._").replace("&", "&amp;").replace("'", "%27"))
