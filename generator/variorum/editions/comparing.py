"""Two snapshots of one story -> what changed between them."""

from __future__ import annotations

from dataclasses import dataclass

from variorum.editions.nouns import Cited, Edition, Moved, Question, Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """What an edition changed in a story that stood in an earlier one."""

    edition: Edition
    sources: tuple[Cited, ...]  # new ones
    moves: tuple[Moved, ...]


def moves(before: Snapshot, after: Snapshot) -> tuple[Moved, ...]:
    """Return the questions that opened, whose answers moved, that were settled or are no longer asked.

    A question is the same if it has the same id, or the same words and kind (a new report may change an id). Rounding
    and scope alone are no news and are left out.
    """
    old, new = _asked(before), _asked(after)
    names = {(q.kind, q.question): q.id for q in after.questions}
    same = {q.id: q.id if q.id in new else names.get((q.kind, q.question), "") for q in old.values()}
    found = [_move(old_q, new.get(same[old_q.id])) for old_q in old.values()]
    fresh = [q for q in new.values() if q.id not in same.values()]
    found += [_moved(q, "opened" if q.relation == "contested" else "moved", (), _values(q)) for q in fresh if _told(q)]
    return tuple(move for move in found if move)


def _asked(story: Snapshot) -> dict[str, Question]:
    return {q.id: q for q in story.questions}


def _told(question: Question) -> bool:
    return question.relation in {"contested", "updated"}


def _values(question: Question) -> tuple[str, ...]:
    return tuple(side.value for side in question.sides)


def _move(was: Question, now: Question | None) -> Moved | None:
    if now is None:
        return _moved(was, "gone", _values(was), ()) if _told(was) else None
    if was.relation == "contested" and now.relation != "contested":
        return _moved(now, "settled", _values(was), _values(now))
    if now.relation == "contested" and was.relation != "contested":
        return _moved(now, "opened", (), _values(now))
    if _told(now) and set(_values(was)) != set(_values(now)):
        return _moved(now, "moved", _values(was), _values(now))
    return None


def _moved(question: Question, what: str, was: tuple[str, ...], now: tuple[str, ...]) -> Moved:
    return Moved(id=question.id, question=question.question, what=what, was=was, now=now)  # type: ignore[arg-type]


def homes(frozen: tuple[Edition, ...], stories: dict[str, frozenset[str]]) -> dict[str, str]:
    """Return, for each slug that an edition ever used, the slug of the story that it is today.

    ``stories`` maps the slugs of today to their articles. A slug that is still in use is itself; else it is the story
    that holds most of its articles; one whose articles are all withdrawn is left out.
    """
    found = {slug: slug for slug in stories}
    for edition in reversed(frozen):
        for story in edition.all:
            if story.slug not in found:
                ids = {source.id for source in story.sources}
                shared = {slug: len(ids & held) for slug, held in stories.items() if ids & held}
                if shared:
                    found[story.slug] = min(shared, key=lambda slug: (-shared[slug], slug))
    return found
