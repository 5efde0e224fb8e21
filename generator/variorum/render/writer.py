"""Directory + templates -> the markdown pages of the site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined, TemplateError
from markupsafe import Markup

from variorum import __version__
from variorum.errors import Problem, RenderError
from variorum.group.naming import address
from variorum.labels import Labels, labels
from variorum.measured import Measured
from variorum.models import Page
from variorum.render.addresses import of_edition, of_publisher, of_story, of_tag, relative, source_of
from variorum.render.escape import keep, md, plain, url
from variorum.render.metadata import card, front_matter, linked_data
from variorum.render.site import Directory
from variorum.render.views import StoryView

QUIET = {"search": {"exclude": True}}  # pages that only point at stories would be found before them


class Writer:
    """The templates, and what they may use."""

    def __init__(self, site: Directory, templates: Mapping[str, str], measured: Measured | None = None) -> None:
        self.site = site
        self.environment = Environment(
            loader=DictLoader(dict(templates)),
            undefined=StrictUndefined,
            autoescape=True,
            finalize=md,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.filters.update(url=url, plain=plain, keep=keep)
        self.environment.globals.update(
            site=site.collection.site,
            directory=site,
            of_edition=of_edition,
            of_publisher=of_publisher,
            of_story=of_story,
            of_tag=of_tag,
            version=__version__,
            measured=measured,
        )

    def template(self, name: str, **values: Any) -> str:
        """Return a filled template; RenderError names the template and the line that failed."""
        try:
            return self.environment.get_template(name).render(**values)
        except TemplateError as error:
            line = getattr(error, "lineno", None) or _line(error, name)
            message = f"{type(error).__name__}: {error}"
        except KeyError as error:
            line, message = _line(error, name), f"no label named {error}"
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            line, message = _line(error, name), f"{type(error).__name__}: {error}"
        raise RenderError(Problem(path=f"theme/{name}", line=line, message=message))

    def page(self, name: str, address: str, title: str, words: Labels, **values: Any) -> Page:
        """Return a markdown page of the site."""
        description = values.pop("description", "")
        head = values.pop("head", {})
        body = self.template(
            f"pages/{name}.md.jinja",
            t=words.word,
            n=words.count,
            words=words,
            href=_href(address),
            title=title,
            **values,
        )
        front = front_matter(title=title, description=description, language=words.language, **head)
        return Page(path=source_of(address), text=f"{front}\n{body.strip()}\n")

    def pages(self) -> Iterable[Page]:
        """Yield the markdown pages of the site."""
        site, words = self.site, labels(self.site.collection.site.language)
        latest = site.editions[-1] if site.editions else None
        description = site.collection.site.description
        yield self.page("front", "", site.title_of(latest), words, edition=latest, description=description, head=QUIET)
        for edition in site.editions:
            title = site.title_of(edition)
            yield self.page("edition", of_edition(edition.edition.id), title, words, edition=edition, head=QUIET)
        for story in site.stories.values():
            yield self.story(story)
        yield from self.moved(words)
        for name in ("archive", "disagreements", "topics", "sources", "corrections"):
            yield self.page(name, f"{name}/", words.word(name), words, head=QUIET)
        yield self.page(self._method(words), "method/", words.word("method"), words, head={})
        if site.collection.site.search == "pagefind":
            yield self.page("search", "search/", words.word("search"), words, head={"finds": True, **QUIET})
        for topic in site.topics:
            yield self.page("topic", topic.address, topic.name, words, topic=topic, head=QUIET)
        for publisher in site.publishers:
            yield self.page("source", publisher.address, publisher.name, words, source=publisher, head=QUIET)

    def moved(self, words: Labels) -> Iterable[Page]:
        """Yield a page at every address that a story had before, or may have had: published addresses do not break.

        A story has the address of its oldest report. When two stories turn out to be one, that of the younger is the
        address of one of its reports still.
        """
        stories = {slug: s.briefing.story for slug, s in self.site.stories.items()}
        own = {address([r]): slug for slug, s in stories.items() for r in s.readings}
        former = {old: slug for slug, s in stories.items() for old in s.former}
        for old, slug in sorted({**own, **self.site.moved, **former}.items()):
            if old in stories:
                continue
            if slug:
                story = self.site.stories[slug]
                target = relative(story.address, of_story(old))
                head = {"template": "moved.html", "location": target, "canonical": story.address, **QUIET}
                title, shown = story.briefing.story.title, story.labels
                yield self.page("moved", of_story(old), title, shown, target=target, head=head)
            else:
                yield self.page("withdrawn", of_story(old), words.word("withdrawn"), words, head=QUIET)

    def story(self, story: StoryView) -> Page:
        """Return the page of a story."""
        chosen = self.site.collection.site
        return self.page(
            "story",
            story.address,
            story.briefing.story.title,
            story.labels,
            story=story,
            history=self.site.histories[story.briefing.story.slug],
            description=story.summary,
            head={"linked": linked_data(story, chosen), "card": card(story, chosen)},
        )

    def _method(self, words: Labels) -> str:
        name = f"method.{words.language}"
        return name if f"pages/{name}.md.jinja" in (self.environment.list_templates()) else "method.en"


def _href(page: str) -> Callable[[str], Markup]:
    return partial(_relative, page)


def _relative(page: str, target: str) -> Markup:
    return Markup(relative(target, page))


def _line(error: BaseException, name: str) -> int:
    """Return the line of a template in the traceback of an error; 1 where it is not found."""
    trace, line = error.__traceback__, 1
    while trace:
        if trace.tb_frame.f_code.co_filename.endswith((name, "<template>")):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
