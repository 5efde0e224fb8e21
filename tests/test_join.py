"""What one finder says agreed and another disputed, settled."""

from __future__ import annotations

from dataclasses import replace

from tests import storycase
from variorum.compare.join import join
from variorum.models import (
    Agreement,
    Article,
    Comparison,
    Disagreement,
    Kind,
    Mention,
    Position,
    Reading,
    Relation,
    Single,
    Story,
)

TEXTS = {
    "a": "Two climbers were saved after three nights. The two climbers are well.",
    "b": "Two climbers spent four nights there.",
    "c": "Two climbers were saved.",
}


def story() -> Story:
    readings = tuple(
        Reading(article=Article(id=name, path=name, line=1, title="", text=text, language="en"), title="", sentences=())
        for name, text in TEXTS.items()
    )
    return Story(slug="s", title="S", language="en", readings=readings)


def mention(article: str, words: str) -> Mention:
    text = TEXTS[article]
    start = text.index(words)
    first = text.rfind(". ", 0, start) + 2 if ". " in text[:start] else 0
    return Mention(
        article=article,
        field="text",
        start=start,
        end=start + len(words),
        sentence=(first, text.index(".", start) + 1),
    )


def nights(relation: Relation = "contested") -> Disagreement:
    sides = (mention("a", "three nights"), mention("b", "four nights"))
    positions = tuple(Position(value=TEXTS[m.article][m.start : m.end], mentions=(m,)) for m in sides)
    return Disagreement(id="x", kind="count", question="Nights", relation=relation, importance=2, positions=positions)


def agreed(*mentions: Mention, name: str = "x") -> Agreement:
    first = mentions[0]
    statement = TEXTS[first.article][slice(*first.sentence)]
    return Agreement(id=name, kind="claim", statement=statement, mentions=mentions)


def single(words: str) -> Single:
    found = mention("a", words)
    return Single(article="a", field="text", start=found.sentence[0], end=found.sentence[1])


def both(disagreement: Disagreement, *agreements: Agreement) -> Comparison:
    return join([Comparison(disagreements=(disagreement,)), Comparison(agreements=agreements)], story())


def test_nothing_is_agreed_that_is_disputed() -> None:
    assert both(nights(), agreed(mention("a", "three nights"), mention("b", "four nights"))).agreements == ()


def test_rounding_is_no_dispute() -> None:
    assert both(nights("rounding"), agreed(mention("a", "three nights"), mention("b", "four nights"))).agreements


def test_the_sentence_shown_says_nothing_disputed_where_another_one_does_not() -> None:
    [found] = both(nights(), agreed(mention("a", "Two climbers"), mention("b", "Two"), mention("c", "Two"))).agreements
    assert found.statement == "Two climbers were saved."
    assert {m.article for m in found.mentions} == {"a", "b", "c"}


def test_no_id_stands_twice_in_a_story() -> None:
    found = both(nights(), agreed(mention("a", "Two climbers"), mention("c", "Two climbers")))
    assert [found.disagreements[0].id, found.agreements[0].id] == ["x", "x-2"]


def test_what_cites_the_same_sentences_is_said_once() -> None:
    one = agreed(mention("a", "The two climbers"), mention("c", "Two climbers"))
    two = agreed(mention("a", "climbers are well"), mention("c", "were saved"), name="y")
    assert len(both(nights(), one, two).agreements) == 1


def test_two_figures_of_one_sentence_are_both_said() -> None:
    one = agreed(mention("a", "Two climbers"), mention("c", "Two climbers"))
    two = replace(agreed(mention("a", "were saved"), mention("c", "were saved"), name="y"), kind="count")
    assert len(both(nights("rounding"), one, two).agreements) == 2


def test_a_claim_is_said_beside_a_figure_of_its_sentence() -> None:
    one = replace(agreed(mention("a", "Two climbers"), mention("c", "Two climbers")), kind="count")
    two = agreed(mention("a", "were saved"), mention("c", "were saved"), name="y")
    found = both(nights("rounding"), one, two).agreements
    assert [a.kind for a in found] == ["count", "claim"]
    assert found[0].statement == found[1].statement


def test_what_is_agreed_or_disputed_is_not_said_by_one_alone() -> None:
    alone = [single("saved"), single("well")]
    parts = [Comparison(disagreements=(nights(),)), Comparison(single=tuple(alone))]
    assert join(parts, story()).single == (alone[1],)
    told = agreed(mention("a", "climbers are well"), mention("c", "climbers"))
    assert join([*parts, Comparison(agreements=(told,))], story()).single == ()


def test_a_second_fact_of_a_sentence_is_shown_in_that_sentence() -> None:
    one = agreed(mention("a", "Two climbers"), mention("c", "Two climbers"), name="one")
    two = replace(agreed(mention("c", "saved"), mention("a", "saved"), name="two"), kind="count")
    assert len({a.statement for a in join([Comparison(agreements=(one, two))], story()).agreements}) == 1


def test_what_more_sources_say_comes_first() -> None:
    few = agreed(mention("a", "climbers are well"), mention("c", "climbers"), name="few")
    many = agreed(mention("b", "Two"), mention("a", "Two climbers"), mention("c", "Two"), name="many")
    assert [a.id for a in join([Comparison(agreements=(few, many))], story()).agreements] == ["many", "few"]


def test_the_sentence_shown_is_the_one_that_the_others_say_most_of() -> None:
    made, _ = storycase.story(
        "A 2025-03-01 | The old harbour crane at Selby fell while a brass band from Holm practised on the pier.\n"
        "B 2025-03-01 | The old harbour crane at Selby fell on Monday night.\n"
        "C 2025-03-01 | In heavy wind the old harbour crane at Selby fell.",
        "en",
    )
    mentions = []
    for r in made.readings:
        start, sentence = r.article.text.lower().index("old harbour"), r.sentences[0]
        spot = Mention(
            article=r.article.id, field="text", start=start, end=start + 17, sentence=(sentence.start, sentence.end)
        )
        mentions.append(spot)
    first = made.readings[0].article.text
    [found] = join(
        [Comparison(agreements=(Agreement(id="x", kind="claim", statement=first, mentions=tuple(mentions)),))], made
    ).agreements
    assert found.statement != first


def test_what_stands_in_a_cited_sentence_is_not_said_by_one_alone() -> None:
    alone = Comparison(single=(single("well"),))
    figure = replace(agreed(mention("a", "two climbers"), mention("c", "Two climbers")), kind="count")
    assert join([alone, Comparison(agreements=(figure,))], story()).single == ()
    assert join([alone], story()).single


def test_a_notice_to_readers_is_never_agreed() -> None:
    made, _ = storycase.story(
        "A 2025-03-01 | Anyone with information is asked to call the police of Selby on 0555 01044.\n"
        "B 2025-03-01 | Anyone with information should call the police of Selby on 0555 01044.",
        "en",
    )
    spots = tuple(
        Mention(article=r.article.id, field="text", start=0, end=6, sentence=(0, r.sentences[0].end))
        for r in made.readings
    )
    notice = Agreement(id="x", kind="count", statement=made.readings[0].article.text, mentions=spots)
    assert join([Comparison(agreements=(notice,))], made).agreements == ()


def asked(kind: Kind, a: str, b: str) -> Disagreement:
    positions = tuple(Position(value=words, mentions=(mention(at, words),)) for at, words in (("a", a), ("b", b)))
    return Disagreement(id=kind, kind=kind, question=kind, relation="contested", importance=1, positions=positions)


def test_two_claims_of_the_same_sentences_are_asked_once_and_a_name_in_them_too() -> None:
    claim, status = asked("claim", "saved", "spent"), asked("status", "climbers were saved", "climbers spent")
    name = asked("name", "Two climbers", "Two climbers")
    found = join([Comparison(disagreements=(claim, status, name))], story()).disagreements
    assert sorted(d.kind for d in found) == ["claim", "name"]
    assert len(join([Comparison(disagreements=(status, name))], story()).disagreements) == 1
