"""Paper -> EPUB 3 (W3C recommendation of 2023): a zip file of fixed order and fixed times, so same edition, same bytes.

Written with the standard library: the one package that does it is under the AGPL, and the format is six small files.
"""

from __future__ import annotations

import io
import zipfile
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from variorum.paper import Paper

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can hold; readers show the date in the package instead
CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def epub(paper: Paper) -> bytes:
    """Return the edition as an e-book."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as book:
        # first and not compressed, so that a reader finds the type at a fixed place (EPUB 3.3, section 4.2)
        _put(book, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _put(book, "META-INF/container.xml", CONTAINER)
        _put(book, "EPUB/package.opf", _package(paper))
        _put(book, "EPUB/nav.xhtml", _navigation(paper))
        _put(book, "EPUB/edition.xhtml", paper.xhtml)
        _put(book, "EPUB/paper.css", paper.css)
    return held.getvalue()


def _put(book: zipfile.ZipFile, name: str, text: str, method: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.compress_type = method
    entry.create_system = 3  # as on Unix, wherever it is made
    entry.external_attr = 0o644 << 16
    book.writestr(entry, text.encode())


def _package(paper: Paper) -> str:
    drawn = ' properties="svg"' if "<svg" in paper.xhtml else ""
    return f"""<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang={quoteattr(paper.language)}>
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{uuid5(NAMESPACE_URL, paper.address)}</dc:identifier>
<dc:title>{escape(f"{paper.publisher}: {paper.title}")}</dc:title>
<dc:language>{escape(paper.language)}</dc:language>
<dc:publisher>{escape(paper.publisher)}</dc:publisher>
<dc:source>{escape(paper.address)}</dc:source>
<dc:date>{paper.day.isoformat()}</dc:date>
<meta property="dcterms:modified">{paper.day.isoformat()}T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="edition" href="edition.xhtml" media-type="application/xhtml+xml"{drawn}/>
<item id="style" href="paper.css" media-type="text/css"/>
</manifest>
<spine><itemref idref="edition"/></spine>
</package>
"""


def _navigation(paper: Paper) -> str:
    written = f"lang={quoteattr(paper.language)} xml:lang={quoteattr(paper.language)}"
    items = "\n".join(
        f"<li><a href={quoteattr(f'edition.xhtml#{c.anchor}')}>{escape(c.title)}</a></li>" for c in paper.chapters
    )
    listed = items or f'<li><a href="edition.xhtml">{escape(paper.title)}</a></li>'
    return f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" {written}>
<head><title>{escape(paper.title)}</title></head>
<body><nav epub:type="toc"><h1>{escape(paper.contents)}</h1><ol>
{listed}
</ol></nav></body>
</html>
"""
