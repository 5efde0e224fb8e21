"""Strings -> values: days, urls, languages, names. Each raises ValueError saying what is wrong and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache, lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from babel import Locale
from slugify import slugify

from variorum.days import only_date

URL_LIKE = re.compile(r"[a-z][a-z0-9+.\-]*:(?=\S)", re.IGNORECASE)
WIKI_LINK = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")
LONGEST_SLUG = 100  # characters; a slug names a folder, and file systems end at 255 bytes
SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi"}  # older or narrower tags of one language


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A day and, where given, the time of day (HH:MM)."""

    day: date
    time: str | None = None


def word(value: object) -> str:
    """Return one line of text."""
    if not isinstance(value, str):
        raise ValueError("must be one line of text; put it in quotation marks")
    return " ".join(value.split())


def name(value: object) -> str:
    """Return one line of text that is not blank."""
    text = word(value)
    if not text:
        raise ValueError("is empty; write a name")
    return text


def title(value: object) -> str:
    """Return a title exactly as given, since offsets count in it; a blank one is empty."""
    if not isinstance(value, str):
        raise ValueError("must be one line of text; put it in quotation marks")
    return value if value.strip() else ""


def words(value: object) -> tuple[str, ...]:
    """Return a list of texts; one text counts as a list of one."""
    items = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(text for item in items if item is not None and (text := word(item))))


def people(value: object) -> tuple[str, ...]:
    """Return names; "[[Name]]" as note programs write it, "By A and B" and lists of {name: A} are understood."""
    items = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in items:
        if isinstance(item, dict):
            item = item.get("name") or " ".join(str(item[k]) for k in ("given", "family") if item.get(k))  # noqa: PLW2901
        if item is None:
            continue
        text = re.sub(r"^(?:by|von|par|por|di|door)\s+", "", WIKI_LINK.sub(r"\1", word(item)), flags=re.IGNORECASE)
        if isinstance(value, list):
            names.append(text)
        elif ";" in text or text.count(",") != 1:  # "Doe, Jane" is one name
            names.extend(re.split(r"\s*[;,]\s*|\s+(?:and|und|et|y|e|&)\s+", text))
        else:
            left, right = (part.strip() for part in text.split(","))
            names.extend([left, right] if " " in left and " " in right else [text])
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def slugs(value: object) -> tuple[str, ...]:
    """Return slugs; each must already be one."""
    found = words(value)
    for text in found:
        if len(text) > LONGEST_SLUG:
            raise ValueError(f'"{_short(text)}" is longer than {LONGEST_SLUG} characters; choose a shorter name')
        better = slugify(text)
        if better != text:
            hint = f'write "{better}"' if better else "use letters a to z, digits and hyphens"
            raise ValueError(f'"{text}" cannot stand in an address; {hint}')
    return found


def url(value: object) -> str:
    """Return an absolute http or https url."""
    text = word(value)
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        raise ValueError(f'"{text}" is not a url; copy it from the address bar') from None
    if parts.scheme.lower() not in {"http", "https"}:
        raise ValueError(f'"{_short(text)}" is not an http or https url; copy it from the address bar')
    if not host or re.search(r'[\s<>"\\]', text) or parts.username is not None:
        raise ValueError(f'"{_short(text)}" is not a url; copy it from the address bar')
    return text


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def when(value: object) -> When:
    """Return a day and time; the form 2025-06-13 is best, written dates in English and German are understood."""
    return _when(word(value))


@lru_cache(maxsize=10_000)  # a collection has far fewer days than articles
def _when(text: str) -> When:
    for language in ("en", "de"):
        try:
            found = only_date(text, language)
        except ValueError as error:
            raise ValueError(f"{error}; write it as 2025-06-13") from None
        if found:
            return When(day=found.day, time=found.time)
    raise ValueError(f'"{_short(text)}" is not a date; write it as 2025-06-13')


def clock(value: object) -> str:
    """Return a time of day as HH:MM."""
    match = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.][0-5]\d)?(?: Uhr)?", word(value))
    if not match:
        raise ValueError(f'"{value}" is not a time of day; write it as 14:05')
    return f"{int(match[1]):02}:{match[2]}"


@cache
def _language_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for locale in (Locale("en"), Locale("de")):
        names.update({name.casefold(): code for code, name in locale.languages.items() if "_" not in code})
    return names


def language(value: object) -> str:
    """Return the primary tag of a BCP 47 tag."""
    return _language(word(value))


@lru_cache(maxsize=1000)
def _language(text: str) -> str:
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*", text)
    primary = match[1].lower() if match else ""
    if primary == "und" or primary in Locale("en").languages:
        return SAME.get(primary, primary)
    code = _language_names().get(text.casefold())
    hint = f'write "{code}"' if code else 'write a tag such as "de" or "en"'
    raise ValueError(f'"{_short(text)}" is no language tag; {hint}')


def country(value: object) -> str:
    """Return an ISO 3166 country code in capitals."""
    text = word(value).upper()
    if len(text) != 2 or text not in Locale("en").territories:
        raise ValueError(f'"{_short(text)}" is no country code; write two letters such as DE')
    return text


def timezone(value: object) -> str:
    """Return the IANA name of a time zone."""
    text = word(value)
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zones = sorted(available_timezones())
        last = {zone.rpartition("/")[2].casefold(): zone for zone in zones}
        close = get_close_matches(text, zones, n=1, cutoff=0.6)
        guess = last.get(text.casefold()) or (close[0] if close else "Europe/Berlin")
        raise ValueError(f'"{_short(text)}" is no time zone; write an IANA name such as "{guess}"') from None
    return text


def whole(value: object) -> int:
    """Return a whole number."""
    text = word(value)
    if not re.fullmatch(r"\d{1,9}", text):
        raise ValueError(f'"{_short(text)}" is not a whole number; write digits only')
    return int(text)


def domains(value: object) -> tuple[str, ...]:
    """Return host names in lower case, without www."""
    found = []
    for text in words(value):
        host = (urlsplit(text).hostname or "") if "//" in text else text.rstrip("/")
        host = host.casefold().removeprefix("www.")
        if not re.fullmatch(r"[^\s/:@.]+(?:\.[^\s/:@.]+)+", host):
            raise ValueError(f'"{_short(text)}" is no domain; write it as in "example.org"')
        found.append(host)
    return tuple(dict.fromkeys(found))
