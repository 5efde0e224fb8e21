"""Readings -> Stories: articles about one event, with the editor's decisions honoured.

Read in this order: traits (what identifies an event), vectors (an index), near (near pairs), likeness (one scale for
all collections and languages), link (groups), editor (pins, story files), naming (titles and addresses), explain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from variorum.group.editor import Decisions, decisions, seeds
from variorum.group.likeness import Find, likeness
from variorum.group.link import link
from variorum.group.naming import Name, address, language_of, title, unique
from variorum.group.near import near
from variorum.group.traits import Look, Traits, traits
from variorum.models import Reading, Site, Story, StoryFile

# Mean likeness at which groups are joined. Lower finds more of loose stories, higher keeps lonely articles alone: .33
# loses .002 where stories are whole and gains .002 where most articles are lonely. bench/tuning.py chose this
# and the other constants of grouping, and tells what each brings.
THRESHOLD = 0.31


def group(
    readings: Iterable[Reading],
    files: Iterable[StoryFile],
    site: Site,
    look: Look = traits,
    find: Find = near,
    name: Name = title,
) -> tuple[Story, ...]:
    """Return the stories, sorted by slug; every reading is in at least one, in each the oldest comes first.

    ``look`` returns the traits of an article, ``find`` near pairs, ``name`` a title: what is costly where there are
    many. An article is in all stories it is pinned or added to; where an editor says nothing, in the one it is most
    like.
    """
    ordered = sorted(readings, key=age)
    word = decisions(ordered, files)
    slugs, first, barred = seeds(ordered, word)
    found = _link(ordered, first, barred, look, find)
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
    return tuple(_story(slug, sorted(stories[slug], key=age), word, site, name) for slug in sorted(stories))


def age(reading: Reading) -> tuple[date, date, str]:
    """Return the order in which articles came: as they were saved, else published; undated ones last."""
    published = reading.published or date.max
    return (reading.article.added or published, published, reading.article.id)


def _link(
    ordered: Sequence[Reading],
    first: Sequence[int | None],
    barred: Mapping[int, frozenset[int]],
    look: Look,
    find: Find,
) -> list[list[int]]:
    """Return the groups; word-for-word copies are looked at once, so that many copies cost and weigh no more."""
    copies: dict[tuple[Traits, int | None, frozenset[int] | None], list[int]] = {}
    for i, reading in enumerate(ordered):
        copies.setdefault((look(reading), first[i], barred.get(i)), []).append(i)
    members = list(copies.values())
    groups = link(
        len(copies),
        likeness([seen for seen, _, _ in copies], find),
        THRESHOLD,
        [seed for _, seed, _ in copies],
        {k: kept_out for k, (*_, kept_out) in enumerate(copies) if kept_out is not None},
    )
    return sorted(sorted(i for k in inside for i in members[k]) for inside in groups)


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


def _story(slug: str, inside: Sequence[Reading], word: Decisions, site: Site, name: Name) -> Story:
    file = word.files.get(slug)
    language = language_of(inside, site.language)
    return Story(
        slug=slug,
        title=(file.title if file else None) or name(inside, language) or slug,
        language=language,
        readings=tuple(inside),
        pinned=frozenset(r.article.id for r in inside if slug in word.pins.get(r.article.id, ())),
        former=tuple(sorted(file.former)) if file else (),
    )
