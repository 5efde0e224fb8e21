"""Articles -> which of their links still answer; the only stage besides add and send that opens a connection."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus

from variorum.errors import Problem
from variorum.models import Article

Ask = Callable[[str], int | str]  # url -> HTTP status, or what went wrong in words

PARALLEL = 8  # polite to any one host, quick enough for a few hundred links
SECONDS = 15.0


def ask(url: str) -> int | str:
    """Return the status of a HEAD request (GET where HEAD is refused), or the reason why there is none."""
    status: int | str = "not asked"
    for method in ("HEAD", "GET"):
        request = urllib.request.Request(url, method=method, headers={"User-Agent": "variorum-links"})
        try:
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            status = error.code
            if error.code not in {HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.FORBIDDEN}:
                return status
        except (urllib.error.URLError, TimeoutError, OSError) as error:
            return str(getattr(error, "reason", error))
    return status


def broken(articles: Iterable[Article], ask: Ask = ask) -> Iterator[Problem]:
    """Yield a problem for each link (``url`` and ``archived``) that does not answer with success, in article order."""
    asked = [(a, url) for a in articles for url in (a.url, a.archived) if url]
    with ThreadPoolExecutor(PARALLEL) as pool:
        for (article, url), answer in zip(asked, pool.map(ask, (url for _, url in asked)), strict=True):
            if isinstance(answer, str) or answer >= HTTPStatus.BAD_REQUEST:
                advice = "correct the url or give an archived copy with `archived:`"
                said = f"answers {answer}" if isinstance(answer, int) else f"does not answer ({answer})"
                yield Problem(path=article.path, line=article.line, message=f"{url} {said}: {advice}")
