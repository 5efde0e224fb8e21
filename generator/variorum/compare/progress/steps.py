"""Ladders as data: questions of news, their answers, and the words that carry these (see ladders.py)."""

from __future__ import annotations

from collections.abc import Mapping

from variorum.language import Rules


class Step(Rules):
    """One answer of a ladder."""

    rank: int
    value: str
    negated: str | None = None  # step meant when negated; None: then the words say nothing
    planned: str | None = None  # step meant when only planned or expected
    words: Mapping[str, tuple[str, ...]] = {}  # lower-case piece of the sentence -> regular expressions
    hints: Mapping[str, tuple[str, ...]] = {}  # the same, for words that only tell that the step has been reached


class Ladder(Rules):
    """One question, its answers by key."""

    question: str
    about: str = ""  # regular expression that the sentence, or one beside it, must match
    subject: bool = False  # both sides must share a name or a central word
    actor: bool = False  # ... that stands before the words: who did it
    object: bool = False  # ... which is one of the nouns of ``about`` in the clause
    personal: bool = False  # a proper name tells one answer's person from another's within a report
    individual: bool = False  # of one person by name it may be asked apart, what befell others being left aside
    unlike: str = ""  # regular expression; a sentence that matches tells of another question
    anywhere: bool = False  # counts outside title and lead too
    formerly: bool = False  # what came long before the event answers too: "converted years ago"
    both: bool = False  # a report that gives both answers may stand on both sides
    office: bool = False  # ... or an office of which an event knows one holder: "the captain"
    people: bool = False  # ... and is a person's
    person: bool = False  # answers that name other people than most do are about others
    several: bool = False  # of one event there may be several: a report that gives both answers stands on both sides
    turns: bool = False  # may go back and forth as days pass: what is told later then is news, not a contradiction
    things: Mapping[str, str] = {}  # kind of thing -> pattern: a clause that names one tells of it, named before or not
    settled: tuple[str, ...] = ()  # steps that a report at the first step can only know of an earlier case
    soft: tuple[str, ...] = ()  # steps between which reports of one day differ in grain only
    steps: dict[str, Step]


class LadderRules(Rules):
    """languages/<code>/status.yaml and claims.yaml; the words are alternatives of a regular expression."""

    negators: str = ""
    planned: str = ""
    doubtful: str = ""
    past: str = ""
    joining: str = ""  # "and"
    still: str = ""  # what is said may have changed since: "yet"
    contrast: str = ""  # sets one answer against another in one sentence: "though"
    denied_after: str = ""  # the three: what follows the words in their clause, to its end, and denies, plans or doubts
    planned_after: str = ""
    doubtful_after: str = ""
    passive: str = ""  # of ``planned``: makes a passive of now with a participle ("wird vernommen")
    hearsay: str = ""  # ... passes on what others say with a participle and ``have`` ("soll gewarnt haben")
    participle: str = ""  # alternatives of a pattern
    have: str = ""
    later: str = ""  # with it a passive is planned: "wird morgen vernommen"
    embedded: str = ""  # begins a clause that another may deny, before it or around it: "dass"
    pointing: str = ""  # points to such a clause: "darauf"
    names_after: str = ""  # words after which a name is a place or a victim: "in", "of"
    ladders: Mapping[str, Ladder] = {}
    who: Mapping[str, str] = {}  # lower-case word for such an office -> its English name, the same in all languages
    corrected: str = ""
    instead: str = ""
    exposing: str = ""  # names a thing (`exact`) that was only described (`vague`)
    denial: str = ""  # a negation with its verb as the one group
    unidentified: tuple[str, ...] = ()
    persons: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    recalled: tuple[str, ...] = ()  # said of words that were spoken on an earlier day
    pronouns: tuple[str, ...] = ()
    foreign: frozenset[str] = frozenset()
    contractions: Mapping[str, str] = {}
    questions: Mapping[str, str] = {}
