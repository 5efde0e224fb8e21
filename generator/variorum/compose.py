"""Story + Provenance + Comparison + decisions -> Briefing; verify() holds the promise of verbatim quotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import sqrt

from variorum.errors import InvariantError, Problem
from variorum.models import (
    Article,
    Briefing,
    Collection,
    Comparison,
    Disagreement,
    Mention,
    Position,
    Provenance,
    Quote,
    Reading,
    Sentence,
    Story,
    StoryFile,
)
from variorum.words import stem, stopwords, tokenize

OPENING = 5  # sentences of an article that may serve as lead: news tells the most important thing first
SHORTEST = 40  # characters; shorter sentences rarely say who did what
ALIKE = 0.4  # share of common stems from which on a second quote would only repeat the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is worked out of a story's articles alone, before any decision of an editor on a disagreement."""

    provenance: Provenance
    comparison: Comparison
    lead: tuple[Quote, ...]


# Kinds whose positions may be named by a word of the language files ("planned", "leads it"); the quotes below each
# are verbatim as everywhere.
LABELLED = frozenset(("status", "claim", "role"))


def compose(
    story: Story,
    provenance: Provenance,
    comparison: Comparison,
    collection: Collection,
    opening: tuple[Quote, ...] | None = None,
) -> Briefing:
    """Return the briefing of one story, with the editor's decisions applied; ``opening`` is its lead, if known.

    A dismissed disagreement stays in the comparison, marked "dismissed", so that the export tells of it; the pages
    leave it out.
    """
    file = next((f for f in collection.stories if f.slug == story.slug), None)
    return Briefing(
        story=story,
        provenance=provenance,
        comparison=replace(comparison, disagreements=tuple(_decided(d, file) for d in comparison.disagreements)),
        lead=lead(story, provenance, collection.site.quote_length) if opening is None else opening,
        editor_lead=file.lead if file else None,
        tags=_tags(story),
    )


def _decided(found: Disagreement, file: StoryFile | None) -> Disagreement:
    decision = file.decisions.get(found.id) if file else None
    return replace(found, decision=decision.ruling, note=decision.note) if decision else found


def _tags(story: Story) -> tuple[str, ...]:
    """Return the tags of all articles, the most frequent first; "politics" and "Politics" are one."""
    counted: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for reading in story.readings:
        for tag in dict.fromkeys(" ".join(t.split()) for t in reading.article.tags):
            if tag:
                counted[tag.casefold()] += 1
                spelling.setdefault(tag.casefold(), tag)
    return tuple(spelling[key] for key, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])))


# the lead -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidate:
    score: float
    order: tuple[int, int]
    stems: frozenset[str]
    quote: Quote


def lead(story: Story, provenance: Provenance, longest: int) -> tuple[Quote, ...]:
    """Return one or two sentences, from two articles, that hold most of what several articles speak of."""
    ranked = sorted(_candidates(story, provenance, longest), key=lambda c: (-c.score, c.order))
    if not ranked:
        return ()
    first = ranked[0]
    if len(story.readings) == 1:
        return (first.quote,)
    second = next((c for c in ranked if c.quote.article != first.quote.article and _differs(c, first)), None)
    chosen = [first, second] if second and second.score >= first.score / 2 else [first]
    return tuple(c.quote for c in chosen)


def _differs(one: _Candidate, other: _Candidate) -> bool:
    return len(one.stems & other.stems) < ALIKE * min(len(one.stems), len(other.stems))


def _candidates(story: Story, provenance: Provenance, longest: int) -> Iterator[_Candidate]:
    several = len(story.readings) > 1  # of one article alone the order tells enough
    stems = {
        r.article.id: [(s, _stems(r, s) if several else frozenset()) for s in r.sentences if not s.heading]
        for r in story.readings
    }
    heard = Counter(s for sentences in stems.values() for s in frozenset().union(*(w for _, w in sentences)))
    for number, reading in enumerate(story.readings):
        article = reading.article
        if article.id in provenance.copy_of:
            continue
        opening = [(s, w) for s, w in stems[article.id] if s.field == "text"][:OPENING]
        for place, (sentence, words) in enumerate(opening):
            text = reading.quote(sentence)
            shared = sum(heard[w] - 1 for w in words) / sqrt(len(words) + 3) if several else 1.0
            score = (shared + 0.1) / (1 + place / 2)
            score *= 1.0 if SHORTEST <= len(text) <= longest else 0.3
            score *= 1.0 if article.language == story.language else 0.4
            yield _Candidate(score, (number, place), words, _quote(reading, sentence))


def _stems(reading: Reading, sentence: Sentence) -> frozenset[str]:
    language = reading.article.language
    words = (t for t in tokenize(reading.quote(sentence)) if t.is_word or t.is_number)
    return frozenset(stem(t.text, language) for t in words if t.lower not in stopwords(language))


def _quote(reading: Reading, sentence: Sentence) -> Quote:
    return Quote(
        article=reading.article.id,
        field=sentence.field,
        start=sentence.start,
        end=sentence.end,
        text=reading.quote(sentence),
    )


# verify -------------------------------------------------------------------------------------------------------------


def verify(briefing: Briefing) -> Briefing:
    """Return the briefing unchanged, or raise InvariantError with every quote that does not stand in its article."""
    articles = {r.article.id: r.article for r in briefing.story.readings}
    where = {r.article.id: (r.article.path, r.article.line) for r in briefing.story.readings}
    problems = []
    for article, message in _broken(briefing, articles):
        path, line = where.get(article, (f"content/stories/{briefing.story.slug}.yaml", 1))
        problems.append(Problem(path=path, line=line, message=f"{message} (a bug of Variorum: please report it)"))
    if problems:
        raise InvariantError(*problems)
    return briefing


def _broken(briefing: Briefing, articles: dict[str, Article]) -> Iterator[tuple[str, str]]:
    for quote in briefing.lead:
        if _text(articles, quote.article, quote.field)[quote.start : quote.end] != quote.text or not quote.text:
            yield quote.article, f"the lead quote {quote.text[:60]!r} does not stand at its place"
    for single in briefing.comparison.single:
        if not 0 <= single.start < single.end <= len(_text(articles, single.article, single.field)):
            yield single.article, f"a single statement points outside the {single.field}: {single.start}-{single.end}"
    for agreement in briefing.comparison.agreements:
        yield from (broken for m in agreement.mentions if (broken := _misplaced(m, articles)))
        if not any(agreement.statement in _text(articles, m.article, m.field) for m in agreement.mentions):
            yield (
                agreement.mentions[0].article,
                f"agreement {agreement.id}: its statement stands in none of its articles",
            )
    for disagreement in briefing.comparison.disagreements:
        for position in disagreement.positions:
            yield from _unsupported(disagreement, position, articles)


def _unsupported(
    disagreement: Disagreement, position: Position, articles: dict[str, Article]
) -> Iterator[tuple[str, str]]:
    yield from (broken for m in position.mentions if (broken := _misplaced(m, articles)))
    if not position.mentions or not position.value.strip():
        yield "", f"disagreement {disagreement.id}: a position without a value or a mention"
    elif disagreement.kind not in LABELLED and not any(
        _folded(position.value) in _folded(_text(articles, m.article, m.field)) for m in position.mentions
    ):
        yield position.mentions[0].article, f"disagreement {disagreement.id}: {position.value!r} is not in the text"


def _folded(text: str) -> str:
    """Return a text as a page shows it: a value may run over a line break."""
    return " ".join(text.split())


def _misplaced(mention: Mention, articles: dict[str, Article]) -> tuple[str, str] | None:
    text = _text(articles, mention.article, mention.field)
    start, end = mention.sentence
    if 0 <= start <= mention.start < mention.end <= end <= len(text):
        return None
    span = f"{mention.start}-{mention.end} in {start}-{end}"
    return mention.article, f"a mention points outside its sentence or the {mention.field}: {span}"


def _text(articles: dict[str, Article], article: str, field: str) -> str:
    """Return the title or text of an article; "" for an article that is not in the story, so that nothing matches."""
    found = articles.get(article)
    return "" if found is None else found.title if field == "title" else found.text
