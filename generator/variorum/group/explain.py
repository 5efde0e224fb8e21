"""Stories -> why each article stands where it stands: what `variorum stories` shows an editor."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from variorum.group import age
from variorum.group.likeness import likeness
from variorum.group.traits import Look, spellings, traits
from variorum.models import Reading, Story
from variorum.words import stopwords

SHOWN = 6  # shared names, and shared figures, of a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why an article is in a story.

    ``likeness`` is its mean likeness to the story's other articles, on the scale of group.THRESHOLD. ``margin`` is how
    much that is more than to the nearest other story: an article with a small or negative margin is doubtful.
    """

    story: str
    article: str
    pinned: bool  # an editor put it there
    likeness: float
    margin: float
    names: tuple[str, ...]  # shared with other articles of the story, the rarest first, as this article spells them
    figures: tuple[str, ...]
    nearest: str | None  # the most alike article of the story; None: the article is alone
    other: str | None  # the most alike other story


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The reasons for all groups."""

    members: tuple[Reason, ...]  # of stories with several articles, the most doubtful first, pinned ones last
    lonely: tuple[Reason, ...]  # articles that are alone, those nearest to another story first


def explain(stories: Iterable[Story], readings: Iterable[Reading], look: Look = traits) -> Explanation:
    """Return why each article is in its story, with the doubtful first, and where the lonely ones might belong.

    ``look`` returns the traits of an article.
    """
    told = tuple(sorted(stories, key=lambda s: s.slug))
    view = _look(told, sorted(readings, key=age), look)
    found = [_reason(view.at[r.article.id], story, view) for story in told for r in story.readings]
    members = [r for r in found if len(view.groups[r.story]) > 1]
    lonely = [r for r in found if len(view.groups[r.story]) == 1]
    return Explanation(
        members=tuple(sorted(members, key=lambda r: (r.pinned, r.margin, r.story, r.article))),
        lonely=tuple(sorted(lonely, key=lambda r: (r.margin, r.story, r.article))),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    ordered: Sequence[Reading]
    at: Mapping[str, int]  # article id -> its place in ``ordered``
    names: Sequence[Mapping[int, int]]  # of each article, how often each name and figure stands in it
    near: Sequence[Mapping[int, float]]  # for each article, the near ones and how alike they are
    groups: Mapping[str, Sequence[int]]  # slug -> articles
    homes: Mapping[int, Sequence[str]]  # article -> slugs
    rarity: Mapping[int, float]


def _look(stories: Sequence[Story], ordered: Sequence[Reading], look: Look) -> _View:
    looks = [look(r) for r in ordered]
    at = {r.article.id: i for i, r in enumerate(ordered)}
    near: list[dict[int, float]] = [{} for _ in ordered]
    for (i, j), s in likeness(looks).items():
        near[i][j] = near[j][i] = s
    groups = {s.slug: [at[r.article.id] for r in s.readings] for s in stories}
    homes: dict[int, list[str]] = {}
    for slug, members in groups.items():
        for i in members:
            homes.setdefault(i, []).append(slug)
    names = [look.names.counts() for look in looks]
    frequency = Counter(key for counts in names for key in counts)
    rarity = {key: math.log((len(looks) + 1) / count) for key, count in frequency.items()}
    return _View(ordered=ordered, at=at, names=names, near=near, groups=groups, homes=homes, rarity=rarity)


def _reason(i: int, story: Story, view: _View) -> Reason:
    near, groups, article = view.near[i], view.groups, view.ordered[i].article
    fellows = [j for j in groups[story.slug] if j != i]
    own = _mean(near, fellows)
    others = sorted({slug for j in near for slug in view.homes.get(j, ()) if i not in groups[slug]})
    other = max(others, key=lambda slug: _mean(near, groups[slug]), default=None)
    shared = _shared(i, fellows, view)
    return Reason(
        story=story.slug,
        article=article.id,
        pinned=article.id in story.pinned,
        likeness=own,
        margin=own - (_mean(near, groups[other]) if other else 0.0),
        names=tuple(name for name in shared if not name[0].isdigit())[:SHOWN],
        figures=tuple(name for name in shared if name[0].isdigit())[:SHOWN],
        nearest=view.ordered[max(fellows, key=lambda j: (near.get(j, 0.0), -j))].article.id if fellows else None,
        other=other,
    )


def _mean(near: Mapping[int, float], members: Sequence[int]) -> float:
    return sum(near.get(j, 0.0) for j in members) / max(1, len(members))


def _shared(i: int, fellows: Sequence[int], view: _View) -> list[str]:
    """Return names and figures that an article shares with others, as it spells them, the most telling first."""
    mine = view.names[i]
    theirs = {key for j in fellows for key in view.names[j]}
    spelt = spellings(view.ordered[i])
    functional = stopwords(view.ordered[i].article.language)
    kept = [key for key in mine if key in theirs and key in spelt and spelt[key].casefold() not in functional]
    return [spelt[key] for key in sorted(kept, key=lambda k: (-view.rarity[k] * (1 + math.log(mine[k])), k))]
