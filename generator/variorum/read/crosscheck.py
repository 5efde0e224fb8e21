"""What no single file can tell: ids given twice, stories that name unknown articles, decisions against each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches

from slugify import slugify

from variorum.errors import Problem
from variorum.models import Article, Publisher, StoryFile

LETTER = re.compile(r"[A-Za-z0-9]")
Lines = Mapping[str, Mapping[str, int]]  # article id -> key -> line


def problems(articles: Sequence[Article], stories: Sequence[StoryFile], lines: Lines) -> list[Problem]:
    """Return what is wrong between the files."""
    return [*_ids(articles), *_titles(articles, lines), *_members(articles, stories, lines), *_addresses(stories)]


def clash(publisher: Publisher, others: Sequence[Publisher]) -> Iterator[str]:
    """Yield why a publisher cannot stand beside those before it in sources.yaml."""
    for other in others:
        if other.name.casefold() == publisher.name.casefold():
            yield f'the publisher "{publisher.name}" stands twice; keep one of them'
        for domain in sorted(set(other.domains) & set(publisher.domains)):
            yield f'the domain "{domain}" already belongs to "{other.name}"; keep it with one of them'


def _ids(articles: Sequence[Article]) -> Iterator[Problem]:
    first: dict[str, Article] = {}
    for article in articles:
        other = first.setdefault(article.id, article)
        if other is not article:
            where = f"{other.path}:{other.line}"
            what = f'the id "{article.id}" is already taken by {where}; give one of them another id'
            yield Problem(path=article.path, line=article.line, message=what)


def _titles(articles: Sequence[Article], lines: Lines) -> Iterator[Problem]:
    for article in articles:
        if article.title and not article.stories and not _makes_address(article.title):
            what = (
                f'the title "{article.title[:60]}" has no letter or digit to make an address of; '
                'mend the title or add "story: some-slug"'
            )
            line = lines.get(article.id, {}).get("title", article.line)
            yield Problem(path=article.path, line=line, message=what)


def _makes_address(title: str) -> bool:
    plain = LETTER.search(title) and "&" not in title  # which may begin a name for another character, as in HTML
    return bool(plain or slugify(title))


def _members(articles: Sequence[Article], stories: Sequence[StoryFile], lines: Lines) -> Iterator[Problem]:
    known = {article.id: article for article in articles}
    for story in stories:
        for verb, ids in (("add", story.add), ("remove", story.remove)):
            for id_ in ids:
                line = story.lines.get(f"{verb}.{id_}", 1)
                if id_ not in known:
                    close = get_close_matches(id_, known, n=1, cutoff=0.6)
                    hint = f'did you mean "{close[0]}"?' if close else "ids are paths below content/articles/"
                    yield Problem(path=story.path, line=line, message=f'there is no article "{id_}"; {hint}')
        for id_ in story.remove:
            line = story.lines.get(f"remove.{id_}", 1)
            if id_ in story.add:
                other = story.lines.get(f"add.{id_}", 1)
                what = f'"{id_}" is removed here and added in line {other}; delete one of the two'
                yield Problem(path=story.path, line=line, message=what)
            elif id_ in known and story.slug in known[id_].stories:
                article = known[id_]
                where = f"{article.path}:{lines.get(id_, {}).get('story', article.line)}"
                what = f'"{id_}" is removed here, but {where} pins it to this story; delete one of the two'
                yield Problem(path=story.path, line=line, message=what)


def _addresses(stories: Sequence[StoryFile]) -> Iterator[Problem]:
    taken: dict[str, StoryFile] = {}
    for story in stories:
        other = taken.setdefault(story.slug, story)
        if other is not story:
            what = f'the story "{story.slug}" has another file, {other.path}; keep one of them'
            yield Problem(path=story.path, line=1, message=what)
    for story in stories:
        line = story.lines.get("former", 1)
        for slug in story.former:
            other = taken.setdefault(slug, story)
            if other is not story:
                what = f'the former address "{slug}" already belongs to {other.path}; keep it in one file'
                yield Problem(path=story.path, line=line, message=what)
            elif slug == story.slug:
                what = f'"{slug}" is this story\'s own address; a former one must differ'
                yield Problem(path=story.path, line=line, message=what)
