"""The export keeps to its published schema, and every span it names stands in the article."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from variorum import build
from variorum.export import articles_of, export
from variorum.read import read

SCHEMA = json.loads(resources.files("variorum").joinpath("schema.json").read_text("utf-8"))
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def data() -> dict[str, object]:
    collection = read(ROOT)
    cleaned = build.readings(collection)
    return export(cleaned, build.briefings(collection, cleaned))


def test_schema_is_itself_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_own_content_keeps_to_the_schema(data: dict[str, object]) -> None:
    errors = [f"{e.json_path}: {e.message}" for e in jsonschema.Draft202012Validator(SCHEMA).iter_errors(data)]
    assert not errors


def test_schema_refuses_a_stray_key(data: dict[str, object]) -> None:
    assert list(jsonschema.Draft202012Validator(SCHEMA).iter_errors({**data, "extra": 1}))


def test_export_holds_no_article_text(data: dict[str, object]) -> None:
    longest = max(read(ROOT).articles, key=lambda a: len(a.text))
    assert longest.text not in json.dumps(data, ensure_ascii=False)


def test_spans_stand_in_the_articles(data: dict[str, object]) -> None:
    texts = {(a.id, f): getattr(a, f) for a in read(ROOT).articles for f in ("title", "text")}
    seen = 0
    for story in data["stories"]:  # type: ignore[attr-defined]
        mentions = [m for d in story["disagreements"] for p in d["positions"] for m in p["mentions"]]
        for m in mentions + [m for a in story["agreements"] for m in a["mentions"]]:
            text = texts[m["article"], m["field"]]
            assert 0 <= m["start"] < m["end"] <= len(text)
            assert text[m["start"] : m["end"]] in m["quote"]
            assert m["quote"] in text
            seen += 1
    assert seen > 20, "the edition in this repository notes agreements and disagreements"


def test_articles_with_texts_are_as_given() -> None:
    collection = read(ROOT)
    rows = articles_of(build.readings(collection), texts=True)
    assert {r["id"]: r["text"] for r in rows} == {a.id: a.text for a in collection.articles}
