"""An editor's decision -> the smallest change to the YAML text of stories/<slug>.yaml that says it.

The text around a decision (comments, order, style) is left as it is, so that the diff an editor reviews shows the
decision and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import yaml

Value = str | Sequence[str] | Mapping[str, str] | Mapping[str, Sequence[str]]


def rule(text: str, disagreement: str, ruling: str, note: str | None) -> str:
    """Return the story file's text with a ruling ("confirmed" or "dismissed") on one disagreement."""
    entry = {"is": ruling, **({"note": note} if note else {})}
    return _entry(text, "decisions", disagreement, entry)


def retitle(text: str, title: str) -> str:
    """Return the story file's text with another title."""
    return _replace(text, "title", title)


def move(text: str, *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> str:
    """Return the story file's text with articles put into the story or kept out; a later word undoes an earlier."""
    articles = cast("dict[str, list[str]]", _load(text).get("articles") or {})
    wanted = [a for a in articles.get("add", []) if a not in remove]
    unwanted = [a for a in articles.get("remove", []) if a not in add]
    wanted += [a for a in add if a not in wanted]
    unwanted += [a for a in remove if a not in unwanted]
    return _replace(text, "articles", {k: v for k, v in (("add", wanted), ("remove", unwanted)) if v})


def inherit(text: str, former: Sequence[str]) -> str:
    """Return the story file's text with earlier slugs that shall redirect to this story."""
    known = cast("list[str]", _load(text).get("former") or [])
    return _replace(text, "former", known + [slug for slug in former if slug not in known])


def held(text: str) -> tuple[str, ...] | None:
    """Return the earlier slugs in a file that `stories keep` or `split` wrote: title, articles, slugs and no more.

    None if the file holds a decision that would be lost with it.
    """
    loaded = _load(text)
    articles = cast("dict[str, list[str]]", loaded.get("articles") or {})
    if set(loaded) - {"title", "articles", "former"} or articles.get("remove"):
        return None
    return tuple(cast("list[str]", loaded.get("former") or []))


def _load(text: str) -> dict[str, object]:
    loaded = yaml.load(text, Loader=yaml.BaseLoader)
    return loaded if isinstance(loaded, dict) else {}


def _span(text: str, key: str) -> tuple[int, int, yaml.Node] | None:
    """Return the first line of a top-level key, the line after its value, and the value; None if it is not there."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    lines = text.splitlines()
    for name, value in root.value:
        if name.value == key:
            end = value.end_mark.line + (value.end_mark.column > 0)
            while end > name.start_mark.line + 1 and _blank(lines[end - 1]):
                end -= 1  # a block ends where the next key begins; comments before that belong to the next key
            return name.start_mark.line, end, value
    return None


def _is_flow(text: str) -> bool:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    return isinstance(root, yaml.MappingNode) and bool(root.flow_style)


def _body(text: str) -> list[str]:
    """Return the lines of the document without the mark that ends it, behind which nothing may be written."""
    lines = text.splitlines()
    return lines[: lines.index("...")] if "..." in lines else lines


def _blank(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _replace(text: str, key: str, value: object) -> str:
    if _is_flow(text):  # a file in one pair of braces has no lines of its own for a key, so it is written anew
        return "\n".join(_dump({**_load(text), key: value})) + "\n"
    lines = _body(text)
    span = _span(text, key)
    block = _dump({key: value})
    if span is None:
        return "\n".join([*lines, *block]) + "\n"
    return "\n".join([*lines[: span[0]], *block, *lines[span[1] :]]) + "\n"


def _entry(text: str, key: str, name: str, entry: Mapping[str, str]) -> str:
    span = _span(text, key)
    known = _load(text).get(key)
    known = known if isinstance(known, dict) else {}
    block_style = span is not None and isinstance(span[2], yaml.MappingNode) and not span[2].flow_style
    if span is None or name in known or not block_style or _is_flow(text):
        return _replace(text, key, {**known, name: dict(entry)})
    lines = _body(text)
    indent = cast("yaml.MappingNode", span[2]).start_mark.column
    added = [" " * indent + line for line in _dump({name: dict(entry)})]
    return "\n".join([*lines[: span[1]], *added, *lines[span[1] :]]) + "\n"


def _dump(value: object) -> list[str]:
    dumped: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100)
    return dumped.splitlines()
