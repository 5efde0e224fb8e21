"""Story -> Provenance: who credits whom, who copies whom, and how many origins are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from variorum.models import Article, Provenance, Publisher, Story
from variorum.origins.copies import copies
from variorum.origins.credits import agency, cited, is_same_outlet, signed


def trace(story: Story, publishers: Iterable[Publisher]) -> Provenance:
    """Return credits, copies, families and the number of independent origins of a story's articles.

    Articles that copy one another, that sign with the same agency, or whose publishers have one owner are one origin.
    The number is None where it cannot be told: somebody published an article and nothing says who.
    """
    known = tuple(publishers)
    wires = {r.article.id: signed(r) for r in story.readings}
    names = {r.article.id: _publisher(r.article, known) for r in story.readings}
    credited = {}
    for reading in story.readings:
        own = (names[reading.article.id] or "", _host(reading.article))
        found = dict.fromkeys((*wires[reading.article.id], *cited(reading)))
        credited[reading.article.id] = tuple(c for c in found if not any(is_same_outlet(c, o) for o in own if o))
    copied = copies(story.readings)
    family = {a: _owner(name, known) for a, name in names.items() if name}
    return Provenance(
        credits=credited, copy_of=copied, family=family, origins=_origins(list(names), wires, copied, family)
    )


def _publisher(article: Article, known: Sequence[Publisher]) -> str | None:
    """Return the name by which sources.yaml knows the publisher, else the one given, else the host; None if unknown."""
    host = _host(article)
    given = article.publisher or ""
    for publisher in known:
        if publisher.name.casefold() == given.casefold():
            return publisher.name
    for publisher in known:
        for domain in publisher.domains:
            if any(h == domain or h.endswith("." + domain) for h in (host, given.casefold())):
                return publisher.name
    return article.publisher or host or None


def _owner(name: str, known: Sequence[Publisher]) -> str:
    return next((p.owner for p in known if p.name == name and p.owner), name)


def _host(article: Article) -> str:
    host = urlsplit(article.url or "").hostname or ""
    return host.removeprefix("www.")


def _origins(
    articles: Sequence[str],
    wires: Mapping[str, Sequence[str]],
    copied: Mapping[str, str],
    family: Mapping[str, str],
) -> int | None:
    """Return the number of groups of articles that depend on one another; None if nothing tells who published one."""
    leader: dict[str, str] = {}

    def lead(node: str) -> str:
        while (up := leader.get(node, node)) != node:
            node = up
        return node

    def join(one: str, two: str) -> None:
        leader[max(lead(one), lead(two))] = min(lead(one), lead(two))

    for article in articles:
        if article in copied:
            join(f"article {article}", f"article {copied[article]}")
        if article in family:
            join(f"article {article}", f"outlet {agency(family[article])}")
        for wire in wires[article]:
            join(f"article {article}", f"outlet {wire}")
    groups: dict[str, list[str]] = {}
    for article in articles:
        groups.setdefault(lead(f"article {article}"), []).append(article)
    told = [any(a in family or wires[a] for a in group) for group in groups.values()]
    return len(groups) if len(groups) == 1 or all(told) else None
