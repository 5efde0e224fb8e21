"""Paper -> PDF, by WeasyPrint (an extra); it may open no file and no connection."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import NoReturn

from variorum.errors import Problem, PublishError
from variorum.paper import Paper


def pdf(paper: Paper) -> bytes:
    """Return the edition as a PDF, tagged for screen readers, with the stories as bookmarks.

    Raises PublishError without the extra "pdf" or without the Pango library that it draws text with.
    """
    try:
        from weasyprint import CSS, HTML  # noqa: PLC0415 - an extra
    except (ImportError, OSError) as error:  # OSError: the wheel is there, Pango is not
        missing = "pip install 'variorum[pdf]'" if isinstance(error, ImportError) else "install the Pango library"
        message = f"a PDF needs an extra: {missing}"
        raise PublishError(Problem(path="theme/paper/edition.xhtml.jinja", line=1, message=message)) from None
    document = HTML(string=paper.xhtml, url_fetcher=_refused, media_type="print")
    moment = datetime.combine(paper.day, time(), UTC).strftime("%Y%m%d%H%M%SZ")
    return bytes(
        document.write_pdf(
            stylesheets=[CSS(string=paper.css + paper.sheet, url_fetcher=_refused)],
            pdf_identifier=f"{paper.address} {moment}".encode(),
            pdf_tags=True,
            uncompressed_pdf=False,
        )
    )


def _refused(url: str) -> NoReturn:
    """Refuse to fetch: what is shown stands in the document itself."""
    raise ValueError(f"not fetched: {url}")
