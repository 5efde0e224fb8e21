"""Article -> Reading: the sentences worth reading as verbatim spans, without page furniture."""

from __future__ import annotations

import re

import sentencex

from variorum.models import Article, Reading, Sentence


def clean(article: Article) -> Reading:
    """Return the article's sentences; every one is a verbatim span of its title or text."""
    sentences = []
    if article.title:
        sentences.append(Sentence(field="title", start=0, end=len(article.title), paragraph=0, heading=True))
    for paragraph, line in enumerate(re.finditer(r"[^\n]+", article.text), 1):
        at = line.start()
        for piece in sentencex.segment(article.language, line[0]):
            start = article.text.index(piece, at)
            at = start + len(piece)
            body = piece.strip()
            if body:
                lead = len(piece) - len(piece.lstrip())
                sentences.append(
                    Sentence(field="text", start=start + lead, end=start + lead + len(body), paragraph=paragraph)
                )
    return Reading(article=article, title=article.title, sentences=tuple(sentences))
