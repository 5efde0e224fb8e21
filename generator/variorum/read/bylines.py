"""Author fields of pages -> names: lists in one string apart, offices, sites and addresses left out."""

from __future__ import annotations

import re
from collections.abc import Iterable

BY = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|autor(?:in)?|author|text|written by|posted by)\s*:?\s+", re.IGNORECASE
)
APART = re.compile(r"\s*[;/|]\s*|\s+(?:and|und|et|og|och|e|y|en|&)\s+", re.IGNORECASE)
DOMAIN = re.compile(r"\b[\w-]+\.(?:com|org|net|de|at|ch|co|info|eu|[a-z]{2})\b", re.IGNORECASE)
PARTICLES = frozenset(
    {
        "van",
        "von",
        "de",
        "der",
        "den",
        "del",
        "da",
        "di",
        "du",
        "la",
        "le",
        "al",
        "bin",
        "zu",
        "dos",
        "das",
        "ter",
        "of",
    }
)
NO_NAME = re.compile(r"\d|\b(?:About|Author|Follow|Twitter|Facebook|More|All|Share)\b")
MOST_WORDS = 5  # a longer part between commas is an office, not a name
LONGEST_FIELD = 2_000  # characters of an author field that are read
LETTERS = re.compile(r"\W+")


def names(given: Iterable[str], *, site: str = "", trusted: bool = True) -> tuple[str, ...]:
    """Return the names of people and agencies in author fields, in order.

    ``trusted`` fields (JSON-LD) may name the site or an organisation; others name it where they know nobody, so there
    the site's name and anything that holds a domain is left out.
    """
    found: list[str] = []
    for text in (t[:LONGEST_FIELD] for t in given):
        if re.match(r"\w+://", text) or (not trusted and _is_site(text, site)):
            continue
        text = BY.sub("", re.sub(r"\s+", " ", re.sub(r"\([^()]*\)|\S+@\S+", " ", text)).strip(" ,;|"))  # noqa: PLW2901
        parts = [part for whole in APART.split(text) for part in _commas(whole)]
        for part in parts:
            name = part.strip(" ,.;|-–") if not re.search(r"\b[A-Z]\.$", part) else part.strip(" ,;|-–")
            if not name or len(name) > 80 or (not trusted and _is_site(name, site)):
                continue
            found.append(name)
    return tuple(dict.fromkeys(found))


def first_person(given: Iterable[str], site: str) -> tuple[str, ...]:
    """Return the first name of a person among texts of elements that are marked as the author's; () if there is none.

    "By Jane Doe 30 August 2023" counts, "About the author" and "Follow us" do not.
    """
    for text in given:
        name = BY.sub("", re.sub(r"\s\d.*$", "", text)).strip(" ,;|")
        words = name.split()
        proper = [w for w in words if w not in PARTICLES]
        capitals = all(w[0].isupper() for w in proper)
        if 2 <= len(words) <= MOST_WORDS and capitals and not _is_site(name, site) and not NO_NAME.search(name):
            return (name,)
    return ()


def _commas(text: str) -> list[str]:
    """Return the names of "A B, C D" or "A B, dpa"; of "A B, professor of law" only the first."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) < 2:
        return parts
    kept = parts[:1]
    for part in parts[1:]:
        words = part.split()
        if len(words) > MOST_WORDS or any(w[:1].islower() and w not in PARTICLES for w in words[1:]):
            break
        kept.append(part)
    return kept


def _is_site(name: str, site: str) -> bool:
    one, other = LETTERS.sub("", name).casefold(), LETTERS.sub("", site).casefold()
    if DOMAIN.search(name) or re.match(r"https?:", name) or name.isdigit():
        return True
    return bool(other) and (one in other or other in one)
