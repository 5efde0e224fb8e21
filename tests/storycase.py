"""A story from a few lines, for tests of the comparison: ``A 2025-03-01 Title | First sentence. Second sentence.``"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from variorum.models import Article, Comparison, Provenance, Reading, Sentence, Story

LINE = re.compile(
    r"(?P<id>[A-Z]) (?P<day>\d{4}-\d\d-\d\d|-)(?: \((?P<lang>\w\w)\))?(?: =(?P<copy>[A-Z]))?"
    r" (?:(?P<title>[^|]*) )?\| (?P<text>.+)"
)
SENTENCE = re.compile(r"\S.*?(?<!\bLt)(?<!\bSgt)(?<!\bMr)(?<!\bSt)[.!?…](?=[\"”“’»]?(?:\s+|$))[\"”“’»]?|\S.*$")


def reading(line: str, language: str) -> tuple[Reading, str | None]:
    """Return the article of one line with its sentences, and the id of the article it copies."""
    match = LINE.fullmatch(line)
    assert match, line
    title, text = match["title"] or "", match["text"]
    day = None if match["day"] == "-" else date.fromisoformat(match["day"])
    sentences = [Sentence(field="title", start=0, end=len(title), paragraph=0, heading=True)] if title else []
    sentences += [Sentence(field="text", start=m.start(), end=m.end(), paragraph=1) for m in SENTENCE.finditer(text)]
    article = Article(
        id=match["id"], path=f"{match['id']}.md", line=1, title=title, text=text, language=match["lang"] or language,
        published=day,
    )  # fmt: skip
    return Reading(article=article, title=title, sentences=tuple(sentences)), match["copy"]


def story(given: str, language: str) -> tuple[Story, Provenance]:
    """Return the story of the lines, oldest first, and who copies whom."""
    rows = [reading(line, language) for line in given.splitlines() if line.strip()]
    readings = sorted((r for r, _ in rows), key=lambda r: (r.published or date.max, r.article.id))
    provenance = Provenance(
        credits={},
        copy_of={r.article.id: copy for r, copy in rows if copy},
        family={r.article.id: r.article.id for r, _ in rows},
        origins=None,
    )
    made = Story(slug="story", title=readings[0].title, language=language, readings=tuple(readings))
    return made, provenance


def rows(comparison: Comparison) -> str:
    """Return the disagreements, one a line: ``status updated | planned: A | done: B C``, sorted."""
    return "\n".join(
        sorted(
            " | ".join(
                [
                    f"{d.kind} {d.relation}",
                    *(f"{p.value}: {' '.join(sorted({m.article for m in p.mentions}))}" for p in d.positions),
                ]
            )
            for d in comparison.disagreements
        )
    )


def spans(comparison: Comparison, made: Story) -> None:
    """Assert that every mention stands verbatim in its article and that ids are unique."""
    articles = {r.article.id: r.article for r in made.readings}
    mentions = [m for d in comparison.disagreements for p in d.positions for m in p.mentions]
    mentions += [m for a in comparison.agreements for m in a.mentions]
    for m in mentions:
        source = articles[m.article].title if m.field == "title" else articles[m.article].text
        assert m.sentence[0] <= m.start < m.end <= m.sentence[1] <= len(source)
        assert m.end - m.start <= 200
    ids = [d.id for d in comparison.disagreements]
    assert len(ids) == len(set(ids))


Finder = Callable[[Story, Provenance, str], Comparison]
