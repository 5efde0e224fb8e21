"""The shape of the code, held: who may touch the disk, the clock and the console; sizes; languages as data."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from variorum.language import LOADER, folded

PACKAGE = Path(__file__).parents[1] / "generator" / "variorum"
MODULES = sorted(PACKAGE.rglob("*.py"))
LANGUAGES = sorted((PACKAGE / "languages").glob("*/*.yaml"))

# The only modules that may reach beyond their arguments, each with the reason in its docstring.
OUTWARD = {
    "read",
    "cache",
    "add",
    "new",
    "publish",
    "language",
    "cli",
    "console",
    "review",
    "answers",
    "links",
    "post",
    "send",
    "freeze",
    "disk",
    "lock",
    "measured",
}
FORBIDDEN_IMPORTS = {"os", "sys", "time", "random", "shutil", "subprocess", "tempfile", "socket", "urllib.request"}
FORBIDDEN_CALLS = {"open", "print", "input", "read_text", "write_text", "read_bytes", "write_bytes", "now", "today"}

LONGEST_MODULE = 300  # lines
LONGEST_FUNCTION = 40  # lines


def parts(path: Path) -> set[str]:
    return set(path.relative_to(PACKAGE).with_suffix("").parts)


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", [m for m in MODULES if not parts(m) & OUTWARD], ids=name_of)
def test_stages_are_pure(path: Path) -> None:
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names if a.name in FORBIDDEN_IMPORTS]
        elif isinstance(node, ast.ImportFrom) and node.module in FORBIDDEN_IMPORTS:
            found.append(node.module)
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in FORBIDDEN_CALLS:
                found.append(f"{called}() in line {node.lineno}")
    assert found == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_sizes(path: Path) -> None:
    assert path.read_text("utf-8").count("\n") <= LONGEST_MODULE
    functions = [n for n in ast.walk(tree(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [f.name for f in functions if (f.end_lineno or 0) - f.lineno >= LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_broad_except_and_no_drawer_names(path: Path) -> None:
    assert not parts(path) & {"utils", "helpers", "common", "misc"}
    broad = [
        n.lineno
        for n in ast.walk(tree(path))
        if isinstance(n, ast.ExceptHandler)
        and (n.type is None or (isinstance(n.type, ast.Name) and n.type.id in {"Exception", "BaseException"}))
    ]
    assert broad == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_publish_knows_the_site_builder(path: Path) -> None:
    if "publish" in parts(path):
        return
    imported = {n.module or "" for n in ast.walk(tree(path)) if isinstance(n, ast.ImportFrom)}
    imported |= {a.name for n in ast.walk(tree(path)) if isinstance(n, ast.Import) for a in n.names}
    assert not {i for i in imported if i.split(".")[0] in {"mkdocs", "material", "zensical"}}


def test_german_and_english_have_the_same_files() -> None:
    files = {code: {p.name for p in LANGUAGES if p.parent.name == code} for code in ("de", "en")}
    assert files["de"] == files["en"] != set()


def test_language_files_read_alike_without_libyaml() -> None:
    """Wheels bring libyaml, a build from source may not; it lets pass what the other reader refuses."""
    for path in LANGUAGES:
        text = path.read_text("utf-8")
        assert yaml.load(text, Loader=yaml.BaseLoader) == yaml.load(text, Loader=LOADER), path


def test_no_key_stands_twice_in_a_language_file() -> None:
    """The second one would take the place of the first without a word."""
    twice = [
        f"{path.parent.name}/{path.name}:{key.start_mark.line + 1}: {key.value}"
        for path in LANGUAGES
        for mapping in mappings(yaml.compose(path.read_text("utf-8"), Loader=LOADER))
        for at, (key, _) in enumerate(mapping.value)
        if key.value in {other.value for other, _ in mapping.value[:at]}
    ]
    assert twice == []


def mappings(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from mappings(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from mappings(value)


def test_words_with_sharp_s_are_found_however_they_are_written() -> None:
    assert folded({"fuß": ["groß", {"weiß": "x"}, "klein"]}) == {
        "fuß": ["groß", {"weiß": "x", "weiss": "x"}, "klein", "gross"],
        "fuss": ["groß", {"weiß": "x", "weiss": "x"}, "klein", "gross"],
    }
