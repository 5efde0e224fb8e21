"""Where everything stands on the site. An address, once published, does not change."""

from __future__ import annotations

import posixpath
import re
from hashlib import sha256

from slugify import slugify

UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"))
PLAIN = re.compile(r"[^\w\s.,'’&/()!?:–-]")  # signs that carry meaning and that a slug loses: C and C++


def of_story(slug: str) -> str:
    """Return the address of a story's page, relative to the site."""
    return f"stories/{slug}/"


def of_edition(name: str) -> str:
    """Return the address of an edition."""
    return f"editions/{name}/"


def of_tag(tag: str) -> str:
    """Return the address of a topic."""
    return f"topics/{slug(tag)}/"


def of_publisher(name: str) -> str:
    """Return the address of a publisher's page."""
    return f"sources/{slug(name)}/"


def slug(name: str) -> str:
    """Return a name for an address that depends on this name alone, never empty.

    Where the short form would lose a sign that tells two names apart ("C" and "C++"), or everything ("???"), a
    fingerprint of the name is appended. Names that differ in case, accents or spaces share one slug.
    """
    short = slugify(name, replacements=UMLAUTS, max_length=80, word_boundary=True)
    if short and not PLAIN.search(name):
        return short
    mark = sha256(name.casefold().encode()).hexdigest()[:6]
    return f"{short}-{mark}" if short else mark


def relative(target: str, page: str) -> str:
    """Return the way from one address of the site to another; both relative to the site, "" is the front page."""
    path, _, anchor = target.partition("#")
    way = posixpath.relpath("/" + path, "/" + page) if path != page else "."
    way = f"{way}/" if not path or path.endswith("/") else way
    return way + (f"#{anchor}" if anchor else "")


def source_of(address: str) -> str:
    """Return the markdown file that the site builder turns into an address."""
    return f"{address}index.md"
