"""An edition as an e-book and on paper, read back by parsers; what an article says stays text."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from tests.newsroom import load, retell, weeks
from variorum.epub import epub
from variorum.errors import ContentError
from variorum.paper import Paper, paper
from variorum.publish import templates

BRIEFINGS, COLLECTION = load()
EDITIONS = weeks(BRIEFINGS, COLLECTION.site)
TEMPLATES = templates(Path(__file__).parents[1])
PAPER = paper(BRIEFINGS, EDITIONS, COLLECTION, TEMPLATES, retell, edition="2025-W24")
BOOK = zipfile.ZipFile(io.BytesIO(epub(PAPER)))
X = {"x": "http://www.w3.org/1999/xhtml", "o": "http://www.idpf.org/2007/opf", "s": "http://www.w3.org/2000/svg"}


def test_same_edition_same_bytes() -> None:
    again = paper(BRIEFINGS[::-1], EDITIONS, COLLECTION, TEMPLATES, retell, edition="2025-W24")
    assert again == PAPER
    assert epub(again) == epub(PAPER)


def test_an_unknown_edition_is_an_error() -> None:
    with pytest.raises(ContentError, match="no edition 1999-W01"):
        paper(BRIEFINGS, EDITIONS, COLLECTION, TEMPLATES, retell, edition="1999-W01")


def test_the_type_stands_first_and_is_not_compressed() -> None:
    first = BOOK.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert BOOK.read("mimetype") == b"application/epub+zip"


def test_every_part_is_well_formed_and_in_the_manifest() -> None:
    package = etree.fromstring(BOOK.read("EPUB/package.opf"))
    listed = {f"EPUB/{href}" for href in package.xpath("//o:manifest/o:item/@href", namespaces=X)}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(BOOK.namelist())
    for name in BOOK.namelist():
        if not name.endswith(("mimetype", ".css")):
            etree.fromstring(BOOK.read(name))


def test_the_contents_lead_to_every_story() -> None:
    page = etree.fromstring(BOOK.read("EPUB/edition.xhtml"))
    contents = etree.fromstring(BOOK.read("EPUB/nav.xhtml"))
    anchors = [href.partition("#")[2] for href in contents.xpath("//x:a/@href", namespaces=X)]
    ids = page.xpath("//@id")
    assert len(anchors) == len(PAPER.chapters) > 1
    assert set(anchors) <= set(ids)
    assert len(ids) == len(set(ids))


def test_pictures_are_declared() -> None:
    drawn = etree.fromstring(BOOK.read("EPUB/edition.xhtml")).xpath("//s:svg", namespaces=X)
    declared = etree.fromstring(BOOK.read("EPUB/package.opf")).xpath("//o:item[@properties='svg']", namespaces=X)
    assert bool(drawn) == bool(declared) is True


def test_hostile_text_stays_text() -> None:
    page = etree.fromstring(PAPER.xhtml.encode())
    assert not page.xpath("//x:script | //x:img | //x:i | //x:u | //@*[starts-with(name(), 'on')]", namespaces=X)
    assert all(href.startswith(("#", "http")) for href in page.xpath("//x:a/@href", namespaces=X))
    assert "alert(1)" in "".join(page.itertext())


def test_a_title_cannot_break_the_package() -> None:
    odd: Paper = replace(PAPER, title='<b> & "x"', publisher="]]> & <")
    package = etree.fromstring(zipfile.ZipFile(io.BytesIO(epub(odd))).read("EPUB/package.opf"))
    assert ']]> & <: <b> & "x"' in package.itertext()


@pytest.mark.slow
def test_pdf() -> None:
    try:
        import weasyprint  # noqa: F401, PLC0415
    except (ImportError, OSError):
        pytest.skip("WeasyPrint or Pango is not installed")
    from variorum.pdf import pdf  # noqa: PLC0415

    made = pdf(PAPER)
    assert made.startswith(b"%PDF-")
    assert pdf(PAPER) == made
    assert b"/Outlines" in made or b"/ObjStm" in made
