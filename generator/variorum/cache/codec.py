"""Frozen dataclasses -> JSON-ready values and back, by their type hints, so that a new field needs no word here."""

from __future__ import annotations

import base64
import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache, partial
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from variorum.models import Sentence
from variorum.packed import Sentences

T = TypeVar("T")
Decode = Callable[[Any], Any]


def encoded(value: object, leave: frozenset[str] = frozenset()) -> Any:
    """Return a value as lists, mappings and words; ``leave`` names fields of the outermost dataclass to leave out."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if is_dataclass(value):
        kind: Any = type(value)
        return [encoded(getattr(value, name)) for name in _names(kind) if name not in leave]
    if isinstance(value, Mapping):
        return {key: encoded(item) for key, item in value.items()}
    if isinstance(value, Sentences):
        return base64.b64encode(value.packed).decode("ascii")
    if isinstance(value, frozenset):
        return sorted(encoded(item) for item in value)
    assert isinstance(value, tuple), f"a {type(value).__name__} cannot be kept"
    return [encoded(item) for item in value]


def decoded(model: type[T], value: Any, **given: object) -> T:
    """Return the dataclass of an encoded value; ``given`` are the fields that were left out."""
    kind: Any = model  # for mypy, to whom a type is no key of a cache
    hints = _hints(kind)
    names = [name for name in _names(kind) if name not in given]
    return model(**given, **{n: d(v) if (d := hints[n]) else v for n, v in zip(names, value, strict=True)})


@cache
def _names(model: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(model))


@cache
def _hints(model: Any) -> dict[str, Decode | None]:
    return {name: _decoder(hint) for name, hint in get_type_hints(model).items()}


@cache
def _decoder(hint: Any) -> Decode | None:
    """Return what makes a value of a type out of its encoding, None where they are the same."""
    origin, inside = get_origin(hint), get_args(hint)
    if hint in {str, int, float, bool, type(None)} or origin is Literal:
        return None
    if hint is date:
        return date.fromisoformat
    if hint is bytes:
        return base64.b64decode
    if origin in {Union, types.UnionType}:
        made = [d for kind in inside if (d := _decoder(kind))]
        assert len(made) <= 1, f"{hint} cannot be told apart"
        return partial(_unless_none, made[0]) if made else None
    if origin is tuple:
        item = _decoder(inside[0])
        assert item is None or inside[1:] == (...,), f"{hint} cannot be kept"
        return partial(_each, item) if item else tuple
    if hint == Sequence[Sentence]:
        return _sentences
    if origin is frozenset:
        return frozenset
    if origin is Mapping or origin is dict:
        item = _decoder(inside[1])
        return partial(_mapped, item) if item else None
    assert isinstance(hint, type), f"{hint} cannot be kept"
    assert is_dataclass(hint), f"{hint} cannot be kept"
    return partial(decoded, hint)


def _sentences(value: str) -> Sentences:
    return Sentences(base64.b64decode(value))


def _each(decode: Decode, value: Any) -> Any:
    return tuple([decode(v) for v in value])


def _mapped(decode: Decode, value: Any) -> Any:
    return {k: decode(v) for k, v in value.items()}


def _unless_none(decode: Decode, value: Any) -> Any:
    return None if value is None else decode(value)
