"""Article -> Reading: lines, furniture, edges and sentences put together."""

from __future__ import annotations

from variorum.clean.furniture import Sifted, sift, without_furniture
from variorum.clean.lines import Line, lines, trimmed
from variorum.clean.opening import trim
from variorum.clean.rules import patterns
from variorum.clean.sentences import spans
from variorum.models import Article, Reading, Sentence
from variorum.packed import Sentences

LONGEST_TITLE = 200  # characters
LONGEST_HEADING = 100


def clean(article: Article) -> Reading:
    """Return the article's sentences without its page furniture; every one is a verbatim span of its title or text.

    What the furniture tells is kept: the author's sign, a date line, credited agencies, a note on the use of AI.
    Where the file gives no title, the first line that looks like a heading is it. Nothing is raised for any text.
    """
    rules = patterns(article.language)
    sifted = sift(lines(article.text), rules, article.title, article.language)
    trim(sifted, rules, article.title, article.language)
    title, first = _title(article, sifted)
    sentences = list(first)
    kept = [line for line in sifted.kept if not (first and line.start == first[0].start and first[0].field == "text")]
    for paragraph, line in enumerate(kept, 1):
        following = kept[paragraph] if paragraph < len(kept) else None
        heading = _is_heading(line, following)
        found = [(0, len(line.text))] if heading else spans(line.text, article.language, rules)
        for start, end in found:
            sentences.append(_sentence(line.start + start, line.start + end, paragraph, heading=heading))
    return Reading(
        article=article,
        title=title,
        sentences=Sentences.of(sentences),
        sign=sifted.sign,
        dated=sifted.dated,
        credits=tuple(sifted.credits),
        ai_disclosed=sifted.ai_disclosed,
    )


def tidy(text: str, title: str, language: str) -> str:
    """Return the text that was extracted from a page without lines that are plainly furniture, the others as they are.

    Lines that tell something (an author's sign, a credit, a date, a note on AI) stay; ``clean`` understands them.
    """
    kept = without_furniture(lines(text), patterns(language), title, language)
    spans_ = {text.rfind("\n", 0, line.start) + 1: text.find("\n", line.end) for line in kept}
    return "\n".join(text[start : end if end >= 0 else len(text)] for start, end in spans_.items())


def _sentence(start: int, end: int, paragraph: int, *, heading: bool) -> Sentence:
    return Sentence(field="text", start=start, end=end, paragraph=paragraph, heading=heading)


def _title(article: Article, sifted: Sifted) -> tuple[str, tuple[Sentence, ...]]:
    """Return the title and the sentence that holds it: the file's, else the first heading, else one that is quoted."""
    start, end = trimmed(article.title, 0, len(article.title))
    if start < end:
        return article.title, (Sentence(field="title", start=start, end=end, paragraph=0, heading=True),)
    head = sifted.kept[0] if sifted.kept else None
    if head and _could_be_title(head, sifted.kept):
        return head.text, (_sentence(head.start, head.end, 0, heading=True),)
    if sifted.title:
        start, end = sifted.title
        return article.text[start:end], (_sentence(start, end, 0, heading=True),)
    return "", ()


def _could_be_title(line: Line, kept: list[Line]) -> bool:
    if line.kind == "heading":
        return True
    size = line.end - line.start
    if line.kind == "item" or size > LONGEST_TITLE or len(kept) < 2:
        return False
    asks = line.text.rstrip("\"”“’'»«").endswith(("?", "!"))
    return not line.ends or (asks and size <= LONGEST_HEADING)


def _is_heading(line: Line, following: Line | None) -> bool:
    if line.kind == "heading":
        return True
    return line.kind == "text" and not line.ends and line.end - line.start <= LONGEST_HEADING and following is not None
