"""languages/<code>/figures.yaml: the words of numbers, units, hedges, and of what figures count."""

from __future__ import annotations

from pydantic import Field as Default

from variorum.language import Rules


class FigureRules(Rules):
    """languages/<code>/figures.yaml. All words in lower case; phrases of several words are separated by blanks."""

    numbers: dict[str, int] = Default(default_factory=dict)  # zero to nineteen
    tens: dict[str, int] = Default(default_factory=dict)
    joined: tuple[str, ...] = ()  # how a ten and a unit join: "{ten}-{unit}", "{unit}und{ten}"
    article: frozenset[str] = frozenset()  # words for one that are also articles: numbers only before a scale
    pronoun: frozenset[str] = frozenset()  # words for one that are also pronouns: numbers only before a noun
    hundred: tuple[str, ...] = ()
    scales: dict[str, float] = Default(default_factory=dict)
    letters: dict[str, float] = Default(default_factory=dict)  # k, m, bn: only after money or right after a digit
    none: tuple[str, ...] = ()  # before what is counted: "no injuries"
    nobody: tuple[str, ...] = ()  # stand alone: "no one was hurt"
    negated: tuple[str, ...] = ()  # mean none where a negation stands before: "not found any witnesses"
    negations: frozenset[str] = frozenset()
    countable: tuple[str, ...] = ()  # nouns of which there may be none, besides people: beginnings of words
    pace: tuple[str, ...] = ()  # makes the number after it a speed in km/h: "Tempo 80"
    victims: frozenset[str] = frozenset()  # nouns before which an article is a number: "ein Toter"
    vague: dict[str, tuple[float, float]] = Default(default_factory=dict)
    fractions: dict[str, float] = Default(default_factory=dict)
    halved: dict[str, float] = Default(
        default_factory=dict
    )  # after a number, or its end: "two and a half", "zweieinhalb"
    multiples: dict[str, float] = Default(default_factory=dict)  # in themselves: "doubled", "twice as", "verdreifacht"
    ranks: frozenset[str] = frozenset()  # fractions that count in order too: "a third of them", "a third suspect"
    ordinals: frozenset[str] = frozenset()  # before a fraction they make it a part of a game or year: "second half"
    percent: tuple[str, ...] = ("%",)
    currencies: dict[str, str] = Default(default_factory=dict)
    coins: dict[str, str] = Default(default_factory=dict)  # money from a million on, a measure below: "pounds"
    units: dict[str, tuple[str, ...]] = Default(default_factory=dict)
    ages: tuple[str, ...] = ()  # what follows a number to make it an age
    aged: tuple[str, ...] = ()  # what stands before a number to make it an age
    # parts of a decade of age -> its first and last year: early -> 0 to 4; "" is a decade without a part
    decades: dict[str, tuple[int, int]] = Default(default_factory=dict)
    decade_leads: tuple[str, ...] = ()  # must stand before: "in his"; where there are none the part must
    decade_end: str = ""  # what is tied to the number: "s"
    hedges: dict[str, tuple[str, ...]] = Default(default_factory=dict)
    hourly: tuple[str, ...] = ()  # mean "about" before hours only: "gegen 7.15 Uhr", but "23 gegen 18 Stimmen"
    idioms: tuple[str, ...] = ()  # end like a hedge and are none: "handed over"
    after: dict[str, tuple[str, ...]] = Default(default_factory=dict)
    fillers: frozenset[str] = frozenset()  # may stand between a hedge and its number
    between: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    both: tuple[str, ...] = ()  # the "and" of "between 3 and 5"
    clock: tuple[str, ...] = ()  # what follows an hour of 24
    # what stands before an hour, where the word after it may mean how long as well: "à 16 heures"; none: it never does
    hours: tuple[str, ...] = ()
    oclock: tuple[str, ...] = ()  # makes the bare number after it an hour: "ore 18", "godz. 18"
    morning: tuple[str, ...] = ()  # a.m.
    evening: tuple[str, ...] = ()  # p.m.
    months: dict[str, int] = Default(default_factory=dict)  # besides those of CLDR: inflected
    monthly: frozenset[str] = frozenset()  # right before a bare month: "in May", "late March"
    weekdays: dict[str, int] = Default(default_factory=dict)  # the same; 0 is Monday
    years: tuple[str, ...] = ()  # what makes the next number a year: "in", "im jahr"
    laws: tuple[str, ...] = ()  # what makes the next number an address: "§", "article", "chapter"
    excepted: tuple[str, ...] = ()  # what makes the next number one of those left out: "all but three"
    stops: frozenset[str] = frozenset()  # end a noun phrase: prepositions, conjunctions, frequent verbs
    roles: dict[str, tuple[str, ...]] = Default(default_factory=dict)  # what is done or counted: beginnings of words
    grave: str = ""  # regular expression of what follows a count of those seriously hurt
    harmed: tuple[str, ...] = ()  # what did not befall "nobody": beginnings of words
    people: tuple[str, ...] = ()  # nouns for people, beginnings of words
    dimensions: dict[str, tuple[str, ...]] = Default(default_factory=dict)  # what a length measures: height, depth, ...
    stints: tuple[str, ...] = ()  # what makes years those that someone spent at one place: beginnings of words
    weak: tuple[str, ...] = ()  # nouns that say little of what is counted, beginnings of words: "times", "games"
    # nouns that news use for each other, by a name that all languages share: "passenger" -> "passagier", "fahrgäst";
    # beginnings of words, a whole word with a blank at its end
    kin: dict[str, tuple[str, ...]] = Default(default_factory=dict)
    # what people do that is itself counted, by the name of its kin: "90 women filed complaints" are 90 complaints
    acts: dict[str, tuple[str, ...]] = Default(default_factory=dict)
    amounting: tuple[str, ...] = ()  # verbs, regular expressions: "amounted to"; before them stands what is measured
    of_whom: frozenset[str] = frozenset()  # all that stands between a part and its whole: "27 of the 116"
    links: frozenset[str] = frozenset()  # between what is measured and its figure: "exports of $188 billion"
    blank: frozenset[str] = frozenset()  # what stands there and says nothing of it: "a total of"
    versus: tuple[str, ...] = ()  # between the two sides of a vote: "23 votes to 18"
    sides: tuple[str, ...] = ()  # of a vote, right beside its number: "dagegen waren 18"; none: in favour
    scopes: dict[str, tuple[str, ...]] = Default(default_factory=dict)  # whole, part, more, per: beginnings of words
    updates: tuple[str, ...] = ()  # wording that supersedes: "inzwischen", "risen to"
    superseded: tuple[str, ...] = ()  # whole words that make a sentence tell what was said before: "earlier reports"
    changes: tuple[str, ...] = ()  # verbs of rise and fall, beginnings of words: "rose from 21 to 24"
    replaced: frozenset[str] = frozenset()  # all that stands between two counts of which one replaces the other
    rising: tuple[str, ...] = ()  # wording of a count that grows, whole words: "risen to", "inzwischen"
    questions: dict[str, str] = Default(default_factory=dict)  # role or class -> question in this language
