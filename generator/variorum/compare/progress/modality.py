"""Modality: whether words tell of something as done, or deny, plan or doubt it.

What governs a verb stands before it in most languages. In German it may stand behind ("besteht nicht", "gesperrt
werden soll"), and the verb that makes a future also makes the passive of what is done now ("wird vernommen").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from variorum.compare import sentences
from variorum.compare.progress.steps import LadderRules, Step

NEAR = 48  # characters before the words in which a negator or a modal verb still governs them
GAP = r"(?:\S+ ){"  # in a pattern: other words may stand between its own


@dataclass(frozen=True, slots=True)
class Modality:
    """The compiled words of one language that deny, plan or doubt."""

    negators: re.Pattern[str]
    planned: re.Pattern[str]
    doubtful: re.Pattern[str]
    joining: re.Pattern[str]
    denied_after: re.Pattern[str]  # in what follows the words in their clause
    planned_after: re.Pattern[str]
    doubtful_after: re.Pattern[str]
    passive: re.Pattern[str]  # of the words that plan: those that only make a passive with a participle
    hearsay: re.Pattern[str]  # ... those that only pass on what others say with a participle and "have"
    done: re.Pattern[str]  # a clause that ends with a participle, and "have" as the group
    having: re.Pattern[str]  # a clause that ends with "have"
    later: re.Pattern[str]  # tells when it is to come
    embedded: re.Pattern[str]  # begins a clause that another may deny
    pointing: re.Pattern[str]  # ends the part of that other before it

    def denied(self, before: str, gap: str, after: str) -> bool:
        """Return whether a clause denies its words; ``gap`` is what stands among them."""
        return bool(self.negators.search(before) or self.negators.search(gap) or self.denied_after.search(after))

    def expected(self, before: str, gap: str, words: str, after: str) -> bool:
        """Return whether a clause only plans or expects what its words tell."""
        if self.planned_after.search(after):
            return True
        found = [m[0] for part in (before, gap) for m in self.planned.finditer(part)]
        if not found or self.later.search(before + words + after):
            return bool(found)
        closing = self.done.search(words + after) or self.done.search(words)
        if closing is None:
            return True
        harmless = self.hearsay if closing.group("have") else self.passive
        return not all(harmless.fullmatch(word) for word in found)

    def awaited(self, before: str, after: str) -> bool:
        """Return whether a clause only plans a thing; what others tell of it ("soll ein Leck haben") is told."""
        found = [m[0] for m in self.planned.finditer(before)]
        told = self.having.search(after) and all(self.hearsay.fullmatch(word) for word in found)
        return bool(found) and not told

    def unsure(self, before: str, gap: str, after: str) -> bool:
        """Return whether a clause leaves open what its words tell."""
        return bool(self.doubtful.search(before) or self.doubtful.search(gap) or self.doubtful_after.search(after))


def modality(rules: LadderRules) -> Modality:
    """Return the compiled words of a language's status rules; those it has not match nothing."""

    def plain(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern or r"(?!)", re.IGNORECASE)

    participle = rules.participle or r"(?!)"
    return Modality(
        negators=words(rules.negators),
        planned=words(rules.planned),
        doubtful=words(rules.doubtful),
        joining=words(rules.joining),
        denied_after=plain(rules.denied_after),
        planned_after=plain(rules.planned_after),
        doubtful_after=plain(rules.doubtful_after),
        passive=words(rules.passive),
        hearsay=words(rules.hearsay),
        # in its own case: in German a noun may look like a participle, but for its capital
        done=re.compile(rf"\b(?:{participle})(?: worden)?(?P<have> (?:{rules.have or '(?!)'}))?\W*$"),
        having=plain(rf"\b(?:{rules.have or '(?!)'})\W*$"),
        later=words(rules.later),
        embedded=words(rules.embedded),
        pointing=plain(rf"\b(?:{rules.pointing})$" if rules.pointing else ""),
    )


def words(alternatives: str) -> re.Pattern[str]:
    """Return the pattern of whole words, in either case; of no alternatives one that matches nothing."""
    return re.compile(rf"\b(?:{alternatives})(?!\w)" if alternatives else r"(?!)", re.IGNORECASE)


def meant(
    step: Step, name: str, text: str, clause: tuple[int, int], match: re.Match[str], mood: Modality
) -> str | None:
    """Return the step meant: another where the words are negated or planned, None where that says nothing.

    What governs the words stands before them, after them, or in a gap of the pattern ("wurde nicht festgenommen"); a
    pattern that itself names a negation ("no arrests") says what it says.
    """
    start, end = clause
    pattern = match.re.pattern
    before = text[max(start, match.start() - NEAR) : match.start()]
    after = text[match.end() : end]
    if joined := mood.joining.search(after):
        after = after[: joined.start()]

    def within(governing: re.Pattern[str]) -> str:
        return match[0] if GAP in pattern and not governing.search(pattern) else ""

    if mood.unsure(before, within(mood.doubtful), after):
        return None
    if mood.denied(before, within(mood.negators), "" if mood.negators.search(pattern) else after):
        return step.negated
    if mood.embedded.match(text[start:end].lstrip()) and _rejected(text, start, end, mood):
        return step.negated
    return step.planned if mood.expected(before, within(mood.planned), match[0], after) else name


def _rejected(text: str, start: int, end: int, mood: Modality) -> bool:
    """Return whether the clause around an embedded one denies it.

    It does before it ("bestritt, dass ...", "keine Hinweise darauf, dass ..."), or after it, where it points to it
    ("Hinweise darauf, dass ..., liegen nicht vor").
    """
    if start < 2:
        return False
    main = text[sentences.clause(text, start - 2, start - 2)[0] : start].rstrip(", ")
    if mood.negators.search(main):
        return True
    following = text[end + 1 : sentences.clause(text, end + 1, end + 1)[1]]
    return bool(mood.pointing.search(main) and mood.denied_after.search(following))
