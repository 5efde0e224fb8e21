"""A .jsonl or .json file -> drafts: one article a line, or one object, or a list of objects."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping

from variorum.errors import Problem
from variorum.read.draft import Draft, Saved
from variorum.read.located import Located, Value
from variorum.read.source import CONTROL, decode, escaped, forbidden

LINE = re.compile(r"[^\r\n]+")  # not str.splitlines: JSON strings may hold U+2028 and U+0085 as they are


class _RefusedError(ValueError):
    """JSON that Python reads and no editor means: a key given twice, a number that is none."""


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        twice = next(name for name, _ in pairs if times[name] > 1)
        raise _RefusedError(f'the key "{escaped(twice)}" stands twice; keep one of them')
    return found


def _finite(number: str) -> float:
    value = float(number)
    if not math.isfinite(value):
        raise _RefusedError(f"{number[:20]} is no number; put text in quotation marks")
    return value


DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_float=_finite, parse_constant=_finite)


def drafts(saved: Saved) -> tuple[Draft | Problem, ...]:
    """Return the articles of the file, and what is wrong with the others."""
    content = decode(saved.data, saved.path)
    if isinstance(content, Problem):
        return (content,)
    if saved.name.lower().endswith(".json"):
        return tuple(_whole(saved, content))
    return tuple(_lines(saved, content))


def _lines(saved: Saved, content: str) -> Iterator[Draft | Problem]:
    at, number = 0, 1
    for match in LINE.finditer(content):
        if not match[0].strip():
            continue
        number += content.count("\n", at, match.start())
        at = match.start()
        row = _loads(match[0], saved.path, number)
        yield row if isinstance(row, Problem) else _draft(saved, row, number, f"{saved.name}:{number}")


def _whole(saved: Saved, content: str) -> Iterator[Draft | Problem]:
    row = _loads(content, saved.path, 1)
    rows = row if isinstance(row, list) else [row]
    for index, item in enumerate(rows, 1):
        name = saved.name if len(rows) == 1 else f"{saved.name}:{index}"
        yield item if isinstance(item, Problem) else _draft(saved, item, 1, name)


def _loads(text: str, path: str, line: int) -> object:
    try:
        row: object = DECODER.decode(text)
    except _RefusedError as error:
        return Problem(path=path, line=line, message=str(error))
    except json.JSONDecodeError as error:
        what = f"broken JSON: {error.msg} at character {error.colno}; each line must be one whole JSON object"
        return Problem(path=path, line=line + error.lineno - 1, message=what)
    except (RecursionError, ValueError):
        return Problem(path=path, line=line, message="broken JSON: nested too deeply, or a number too long")
    return row


def _draft(saved: Saved, row: object, line: int, name: str) -> Draft | Problem:
    if not isinstance(row, dict):
        return Problem(path=saved.path, line=line, message='must be a JSON object such as {"title": "…", "text": "…"}')
    text = row.pop("text", None)
    if text is not None and not isinstance(text, str):
        return Problem(path=saved.path, line=line, message="text: must be a string")
    control = next(filter(None, map(CONTROL.search, _strings(row))), None)
    if control:
        what = f"holds the control character U+{ord(control[0]):04X}, which no feed may hold; delete it"
        return Problem(path=saved.path, line=line, message=what)
    wrong = next(forbidden(text or "", saved.path, line), None)
    if wrong:
        return Problem(path=saved.path, line=line, message=wrong.message)
    fields = {key: _plain(value) for key, value in row.items()}
    # a row without the key is a headline; a row with an empty text is a mistake
    return Draft(
        id=name,
        path=saved.path,
        line=line,
        text_line=line,
        fields=fields,
        document=Located(value=None, path=saved.path, lines={(): line}),
        text=text or "",
        blank_is_wrong=text is not None,
    )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield key
            yield from _strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)


def _plain(value: object) -> Value:
    """Return numbers and truth values as the words they would be in YAML."""
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value if isinstance(value, str) else None
