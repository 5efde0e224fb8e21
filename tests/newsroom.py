"""A hand-made collection of invented stories for the tests of compose, render and publish.

cases/render/newsroom.yaml says which words of which article each position stands on; here they become offsets. So the
pages can be tested apart from what grouping and comparing make of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from variorum.compose import compose, verify
from variorum.editions import Edition, editions
from variorum.models import (
    Agreement,
    Article,
    Briefing,
    Collection,
    Comparison,
    Decision,
    Disagreement,
    Mention,
    Position,
    Provenance,
    Publisher,
    Reading,
    Sentence,
    Single,
    Site,
    Story,
    StoryFile,
)

SITE = Site(title="Die Abweichung", url="https://abweichung.example/", language="de", timezone="Europe/Berlin")
T = TypeVar("T", Position, Agreement)
NEWSROOM = Path(__file__).parent / "cases" / "render" / "newsroom.yaml"


def load(site: Site = SITE, path: Path = NEWSROOM) -> tuple[tuple[Briefing, ...], Collection]:
    """Return the verified briefings of the newsroom and the collection they come from."""
    raw = yaml.safe_load(path.read_text("utf-8"))
    stories = [_story(s) for s in raw["stories"]]
    collection = Collection(
        site=site,
        publishers=tuple(Publisher(**p) for p in raw["publishers"]),
        stories=tuple(_file(s) for s in raw["stories"]),
        articles=tuple(sorted((r.article for s in stories for r in s.readings), key=lambda a: a.id)),
    )
    made = []
    for story, told in zip(stories, raw["stories"], strict=True):
        made.append(verify(compose(story, _provenance(story, told), _comparison(story, told), collection)))
    return tuple(made), collection


def retell(briefing: Briefing, ids: frozenset[str]) -> Briefing:
    """Return a briefing as it was with these articles alone: hand-made comparisons are cut, not made anew."""
    found = briefing.comparison
    asked = tuple(
        replace(d, positions=tuple(p for p in (_heard(p, ids) for p in d.positions) if p.mentions))
        for d in found.disagreements
    )
    agreed = tuple(_heard(a, ids) for a in found.agreements)
    return replace(
        briefing,
        story=replace(briefing.story, readings=tuple(r for r in briefing.story.readings if r.article.id in ids)),
        comparison=Comparison(
            disagreements=tuple(d for d in asked if len(d.positions) > 1),
            agreements=tuple(a for a in agreed if len({m.article for m in a.mentions}) > 1),
            single=tuple(s for s in found.single if s.article in ids),
        ),
        lead=tuple(q for q in briefing.lead if q.article in ids),
    )


def _heard(told: T, ids: frozenset[str]) -> T:
    return replace(told, mentions=tuple(m for m in told.mentions if m.article in ids))


def weeks(briefings: Iterable[Briefing], site: Site, frozen: tuple[Edition, ...] = ()) -> tuple[Edition, ...]:
    """Return the editions of the newsroom."""
    return editions(briefings, site, frozen, retell)


def sentences(title: str, text: str) -> tuple[Sentence, ...]:
    found = [Sentence(field="title", start=0, end=len(title), paragraph=0, heading=True)] if title else []
    ends = re.finditer(r"\S.*?(?:[.!?؟](?=\s|$)|$)", text, re.DOTALL)
    found += [Sentence(field="text", start=m.start(), end=m.end(), paragraph=1) for m in ends]
    return tuple(found)


def _story(told: dict[str, Any]) -> Story:
    readings = tuple(_reading(a, told["slug"]) for a in told["articles"])
    return Story(
        slug=told["slug"],
        title=told["title"],
        language=told["language"],
        readings=readings,
        former=tuple(told.get("former", ())),
    )


def _reading(told: dict[str, Any], slug: str) -> Reading:
    article = Article(
        id=told["id"],
        path=f"content/articles/{told['id']}.md",
        line=1,
        title=told.get("title", ""),
        text=told["text"],
        language=told["language"],
        published=told.get("published"),
        added=told.get("added"),
        publisher=told.get("publisher"),
        authors=tuple(told.get("authors", ())),
        url=told.get("url"),
        archived=told.get("archived"),
        kind=told.get("kind", "report"),
        stories=(slug,),
        tags=tuple(told.get("tags", ())),
    )
    return Reading(
        article=article,
        title=article.title,
        sentences=sentences(article.title, article.text),
        credits=tuple(told.get("credits", ())),
        ai_disclosed=told.get("ai", False),
    )


def _file(told: dict[str, Any]) -> StoryFile:
    return StoryFile(
        slug=told["slug"],
        path=f"content/stories/{told['slug']}.yaml",
        lead=told.get("lead"),
        decisions={k: Decision(ruling=v["is"], note=v.get("note")) for k, v in told.get("decisions", {}).items()},
    )


def _provenance(story: Story, told: dict[str, Any]) -> Provenance:
    return Provenance(
        credits={r.article.id: r.credits for r in story.readings},
        copy_of=told.get("copy_of", {}),
        family={r.article.id: r.article.publisher or r.article.id for r in story.readings},
        origins=told.get("origins"),
    )


def _comparison(story: Story, told: dict[str, Any]) -> Comparison:
    readings = {r.article.id: r for r in story.readings}
    return Comparison(
        disagreements=tuple(
            Disagreement(
                id=d["id"],
                kind=d["kind"],
                question=d["question"],
                relation=d["relation"],
                importance=d.get("importance", 2),
                positions=tuple(_position(p, readings) for p in d["positions"]),
            )
            for d in told.get("disagreements", ())
        ),
        agreements=tuple(_agreement(a, readings) for a in told.get("agreements", ())),
        single=tuple(_single(readings[s["article"]], s["words"]) for s in told.get("single", ())),
    )


def _position(told: dict[str, Any], readings: dict[str, Reading]) -> Position:
    return Position(
        value=str(told["value"]),
        mentions=tuple(_mention(readings[a], words, told.get("said_by")) for a, words in told["in"].items()),
        low=told.get("low"),
        high=told.get("high"),
        unit=told.get("unit"),
        hedge=told.get("hedge", "exact"),
    )


def _agreement(told: dict[str, Any], readings: dict[str, Reading]) -> Agreement:
    mentions = tuple(_mention(readings[a], words) for a, words in told["in"].items())
    first = mentions[0]
    text = readings[first.article].article.text
    return Agreement(id=told["id"], kind=told["kind"], statement=text[slice(*first.sentence)], mentions=mentions)


def _single(reading: Reading, words: str) -> Single:
    mention = _mention(reading, words)
    return Single(article=mention.article, field=mention.field, start=mention.sentence[0], end=mention.sentence[1])


def _mention(reading: Reading, words: str, said_by: str | None = None) -> Mention:
    start = reading.article.text.index(words)
    end = start + len(words)
    around = next(s for s in reading.sentences if s.field == "text" and s.start <= start and end <= s.end)
    return Mention(
        article=reading.article.id,
        field="text",
        start=start,
        end=end,
        sentence=(around.start, around.end),
        said_by=said_by,
    )


def day(text: str) -> date:
    return date.fromisoformat(text)
