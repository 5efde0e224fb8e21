"""StoryView -> what machines read: front matter, JSON-LD, OpenGraph, the builder's configuration, the story's JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from variorum import __version__
from variorum.export import story_of
from variorum.labels import labels
from variorum.models import Site
from variorum.render.cards import address, drawable
from variorum.render.escape import md, plain, url
from variorum.render.shorten import shorten_quotes
from variorum.render.site import Directory
from variorum.render.views import RowView, SourceView, StoryView

DESCRIPTION = 200  # characters; search engines and social networks show no more
THEME_LANGUAGES = frozenset(["de", "en", "es", "fr", "it", "nl", "pl", "pt", "da", "sv", "nb", "fi", "cs", "hu", "ro"])

EARLIEST, LATEST = date(1980, 1, 1), date(2100, 12, 31)


def front_matter(**values: Any) -> str:
    """Return YAML front matter; title and description escaped, as the theme writes them into the page as they are."""
    values["title"] = str(md(values["title"]))
    values["description"] = str(md(shorten(values["description"], DESCRIPTION)))
    # JSON is YAML; one key a line reads and diffs well
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in sorted(values.items()) if value != ""]
    return "\n".join(["---", *lines, "---", ""])


def shorten(text: str, longest: int) -> str:
    """Return a text on one line, cut between words with an ellipsis if it is too long."""
    text = plain(text)
    return text if len(text) <= longest else f"{text[: longest - 1].rsplit(maxsplit=1)[0]}…"


def linked_data(story: StoryView, site: Site) -> str:
    """Return schema.org JSON-LD of a story: a Report that cites its sources, a Claim for every side of a question."""
    page, told = site.url + story.address, story.briefing.story
    cited = [_cited(source) for source in story.sources]
    house = {"@type": "Organization", "name": plain(site.title), "url": site.url}
    report = _filled(
        {
            "@context": "https://schema.org",
            "@type": "Report",
            "@id": page,
            "headline": plain(told.title),
            "description": shorten(story.summary, DESCRIPTION),
            "inLanguage": story.labels.language,
            "datePublished": told.first.isoformat() if told.first else "",
            "dateModified": told.last.isoformat() if told.last else "",
            "isPartOf": {**house, "@type": "WebSite"},
            "publisher": house,
            "citation": cited,
            "isBasedOn": [c["url"] for c in cited if "url" in c],
            "mentions": [claim for row in story.disputed for claim in _claims(row, page, cited)],
        }
    )
    # as jinja's tojson: nothing in it can end the script element that it will stand in
    text = json.dumps(report, ensure_ascii=False)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _cited(source: SourceView) -> dict[str, Any]:
    article = source.article
    return _filled(
        {
            "@type": "NewsArticle",
            "headline": plain(source.title),
            "url": str(url(article.url)).replace("&amp;", "&"),
            "datePublished": source.day.isoformat() if source.day else "",
            "inLanguage": article.language if article.language != "und" else "",
            "publisher": {"@type": "Organization", "name": plain(article.publisher)} if article.publisher else "",
            "author": [{"@type": "Person", "name": plain(author)} for author in article.authors],
        }
    )


def _claims(row: RowView, page: str, cited: list[dict[str, Any]]) -> list[dict[str, Any]]:
    if row.relation != "contested":
        return []
    return [
        {
            "@type": "Claim",
            "@id": f"{page}#{row.id}-{side.number}",
            "name": plain(row.question),
            "text": plain(side.value),
            "appearance": [cited[source.number - 1] for source in side.sources],
        }
        for side in row.sides
    ]


def card(story: StoryView, site: Site) -> list[dict[str, str]]:
    """Return OpenGraph properties, escaped for attributes."""
    properties = {
        "og:type": "article",
        "og:site_name": site.title,
        "og:title": story.briefing.story.title,
        "og:description": shorten(story.summary, DESCRIPTION),
        "og:url": site.url + story.address,
        "og:locale": str(story.labels.locale),
    }
    if site.cards and drawable(story):
        properties |= {"og:image": site.url + address(story), "og:image:width": "1200", "og:image:height": "630"}
        properties["og:image:alt"] = story.briefing.story.title
    return [{"name": name, "value": str(md(value))} for name, value in properties.items() if value]


def _filled(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value not in ("", [], None)}


def story_json(story: StoryView, site: Site) -> str:
    """Return one story in the format of the export, with its quotes cut to the site's length."""
    articles = {s.article.id: s.article for s in story.sources}
    told = shorten_quotes(story_of(story.briefing), articles, site.quote_length)
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def configuration(site: Directory, feet: Mapping[str, list[dict[str, str]]]) -> str:
    """Return what the site builder must know beyond mkdocs.yml, as JSON (which is YAML).

    ``feet`` are the editor's own pages to link at the foot of a page, by the page's language.
    """
    chosen = site.collection.site
    words = labels(chosen.language)
    # archives know no day before 1980 (zip) or after 2106 (gzip)
    newest = min(max(site.newest or EARLIEST, EARLIEST), LATEST)
    stamp = datetime(newest.year, newest.month, newest.day, tzinfo=UTC)
    navigation = [name for name in ("disagreements", "topics", "sources", "archive") if name != "topics" or site.topics]
    settings = {
        "site_name": plain(chosen.title),
        "site_url": chosen.url,
        "site_description": str(md(chosen.description)),
        "theme": {
            "language": words.language if words.language in THEME_LANGUAGES else "en",
            "palette": [
                _palette("light", "default", words.word("to_dark"), "weather-night"),
                _palette("dark", "slate", words.word("to_light"), "weather-sunny"),
            ],
        },
        "extra": {
            "variorum": {
                "search": chosen.search,
                "cards": chosen.cards,
                "version": __version__,
                "epoch": int(stamp.timestamp()),
                "edition": words.word(f"this_{chosen.edition}"),
                "navigation": [{"name": words.word(name), "address": f"{name}/"} for name in navigation],
                "footer": [{"name": words.word(name), "address": f"{name}/"} for name in ("method", "corrections")],
                "feet": feet,
                "foot": feet.get(words.language, []),
                "words": dict(sorted(words.rules.words.items())),
            }
        },
    }
    if chosen.search == "pagefind":
        settings["plugins"] = []  # in place of the builder's own index
    return json.dumps(settings, ensure_ascii=False, indent=1) + "\n"


def _palette(media: str, scheme: str, toggle: str, icon: str) -> dict[str, Any]:
    return {
        "media": f"(prefers-color-scheme: {media})",
        "scheme": scheme,
        "primary": "custom",  # else Material's own colours win over the theme's
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": toggle},
    }
