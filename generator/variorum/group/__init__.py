"""Readings -> Stories: articles about one event, with the editor's decisions honoured.

Read in this order: traits (what identifies an event), vectors (an index of near pairs), likeness (one scale for all
collections and languages), link (groups), editor (pins and story files), naming (titles and addresses), explain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from variorum.group.editor import Decisions, decisions, seeds
from variorum.group.likeness import likeness
from variorum.group.link import link
from variorum.group.naming import address, language_of, title, unique
from variorum.group.traits import Look, Traits, traits
from variorum.models import Reading, Site, Story, StoryFile

# Mean likeness at which groups are joined. Lower finds more of loose stories, higher keeps lonely articles alone: .33
# loses .002 where stories are whole and gains .002 where most articles are lonely. bench/tuning.py chose this
# and the other constants of grouping, and tells what each brings.
THRESHOLD = 0.31


def group(
    readings: Iterable[Reading], files: Iterable[StoryFile], site: Site, look: Look = traits
) -> tuple[Story, ...]:
    """Return the stories, sorted by slug; every reading is in at least one, in each the oldest comes first.

    ``look`` returns the traits of an article. An article is in all stories it is pinned or added to; where an editor
    says nothing, in the one it is most like.
    """
    ordered = sorted(readings, key=age)
    word = decisions(ordered, files)
    slugs, first, barred = seeds(ordered, word)
    found = _link(ordered, first, barred, look)
    stories: dict[str, list[Reading]] = {slug: [] for slug in slugs}
    loose: list[list[Reading]] = []
    for members in found:
        seed = next((s for i in members if (s := first[i]) is not None), None)
        inside = [ordered[i] for i in members]
        if seed is None:
            loose.append(inside)
        else:
            stories[slugs[seed]] += inside
    _settle(loose, stories, word)
    for reading in ordered:
        for slug in word.pins.get(reading.article.id, ()):
            if reading not in stories[slug]:
                stories[slug].append(reading)
    return tuple(_story(slug, sorted(stories[slug], key=age), word, site) for slug in sorted(stories))


def age(reading: Reading) -> tuple[date, date, str]:
    """Return the order in which articles came: as they were saved, else published; undated ones last."""
    published = reading.published or date.max
    return (reading.article.added or published, published, reading.article.id)


def _link(
    ordered: Sequence[Reading], first: Sequence[int | None], barred: Mapping[int, frozenset[int]], look: Look
) -> list[list[int]]:
    """Return the groups; word-for-word copies are looked at once, so that many copies cost and weigh no more."""
    known: dict[object, list[int]] = {}  # what is quickly compared -> those to compare wholly
    copies: list[list[int]] = []
    looks: list[Traits] = []
    for i, reading in enumerate(ordered):
        seen = look(reading)
        alike = known.setdefault((seen.day, len(seen.names), len(seen.words), first[i], barred.get(i)), [])
        at = next((k for k in alike if looks[k] == seen), len(copies))
        if at == len(copies):
            alike.append(at)
            copies.append([])
            looks.append(seen)
        copies[at].append(i)
    groups = link(
        len(copies),
        likeness(looks),
        THRESHOLD,
        [first[c[0]] for c in copies],
        {k: barred[c[0]] for k, c in enumerate(copies) if c[0] in barred},
    )
    return sorted(sorted(i for k in members for i in copies[k]) for members in groups)


def _settle(loose: Sequence[Sequence[Reading]], stories: dict[str, list[Reading]], word: Decisions) -> None:
    """Give each group that no pin holds its address, with what story files say of that address.

    An article added to the story that the machine calls so-and-so joins that story, even if it is like none of it: so a
    group goes to the story of its address, unless that has the article whose headline makes the address already.
    """
    claimed = {slug for slug, inside in stories.items() if any(address([r]) == slug for r in inside)}
    held = {slug for slug, inside in stories.items() if inside}
    out: list[Reading] = []
    for inside in loose:
        name = unique(address(inside), claimed)
        claimed.add(name)
        today = word.renamed.get(name)
        if today in held:  # that story has its articles; this group only happens to be called alike
            name = unique(name, {*claimed, *word.renamed, *stories})
            claimed.add(name)
        else:
            name = today or name
        for reading in inside:
            if name in word.barred.get(reading.article.id, ()):
                out.append(reading)
            else:
                stories.setdefault(name, []).append(reading)
    for reading in out:
        stories[unique(address([reading]), {*claimed, *stories})] = [reading]


def _story(slug: str, inside: Sequence[Reading], word: Decisions, site: Site) -> Story:
    file = word.files.get(slug)
    language = language_of(inside, site.language)
    return Story(
        slug=slug,
        title=(file.title if file else None) or title(inside, language) or slug,
        language=language,
        readings=tuple(inside),
        pinned=frozenset(r.article.id for r in inside if slug in word.pins.get(r.article.id, ())),
        former=tuple(sorted(file.former)) if file else (),
    )
