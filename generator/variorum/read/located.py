"""YAML -> values that remember their lines: every scalar a string, no duplicate keys, no anchors, no tags.

PyYAML's safe loader turns ``no`` into False, ``12:30`` into 750 and keeps the last of two equal keys in silence, so
the nodes are walked here instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from variorum.errors import Problem
from variorum.read.source import CONTROL

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
Place: TypeAlias = tuple[str | int, ...]

LOADER: type = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where the wheel brings it: ten times faster
DEEPEST = 20  # levels; the formats need five, and Python's stack is finite


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A parsed document: its value, and the line of each key and item by its place in the value."""

    value: Value
    path: str
    lines: Mapping[Place, int]
    problems: tuple[Problem, ...] = ()

    def line(self, *place: str | int) -> int:
        """Return the line of a place, else of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def problem(self, message: str, *place: str | int) -> Problem:
        """Return a problem at a place."""
        return Problem(path=self.path, line=self.line(*place), message=message)


@dataclass(slots=True)
class _Walk:
    path: str
    above: int  # lines of the file above the document
    lines: dict[Place, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)

    def note(self, node: yaml.Node, message: str) -> None:
        line = node.start_mark.line + 1 + self.above
        self.problems.append(Problem(path=self.path, line=line, message=message))

    def control(self, node: yaml.ScalarNode) -> None:
        match = CONTROL.search(node.value)
        if match:
            self.note(node, f"holds the control character U+{ord(match[0]):04X}; delete it")

    def value(self, node: yaml.Node, place: Place) -> Value:
        self.lines.setdefault(place, node.start_mark.line + 1 + self.above)
        if id(node) in self.seen:
            self.note(node, "YAML anchors and aliases (& and *) are not supported; write the value out, or quote it")
            return None
        self.seen.add(id(node))
        if len(place) > DEEPEST:
            self.note(node, f"nested more than {DEEPEST} levels deep; nothing here needs that")
            return None
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*place, i)) for i, item in enumerate(node.value)]
        assert isinstance(node, yaml.ScalarNode)
        self.control(node)
        if not node.style and node.value in {"", "~", "null"}:
            return None
        return str(node.value)

    def mapping(self, node: yaml.MappingNode, place: Place) -> dict[str, Value]:
        found: dict[str, Value] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.note(key, "a key must be a plain word")
                continue
            self.control(key)
            name, line = str(key.value), key.start_mark.line + 1 + self.above
            if name in found:
                self.note(key, f'the key "{name}" stands twice (first in line {first[name]}); keep one of them')
                continue
            first[name] = line
            self.lines[(*place, name)] = line
            found[name] = self.value(value, (*place, name))
        return found


def parse(text: str, path: str, above: int = 0) -> Located:
    """Return the YAML of ``text`` with line numbers; ``above`` is the number of lines of the file before it.

    What is wrong stands in ``problems`` of the result; nothing is raised.
    """
    walk = _Walk(path=path, above=above)
    value: Value = None
    try:
        node = yaml.compose(text, Loader=LOADER)
        if node is not None:
            value = walk.value(node, ())
    except yaml.YAMLError as error:
        walk.problems.append(_broken(error, text, path, above))
    except RecursionError:
        walk.problems.append(Problem(path=path, line=1 + above, message="the YAML is nested too deeply"))
    return Located(value=value, path=path, lines=walk.lines, problems=tuple(walk.problems))


def _broken(error: yaml.YAMLError, text: str, path: str, above: int) -> Problem:
    line, what = 1, "cannot be read"
    if isinstance(error, yaml.MarkedYAMLError):
        at_end = "end of stream" in (error.problem or "")  # then the line to mend is where it began
        mark = (error.context_mark if at_end else None) or error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = error.problem or what
    elif isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, error.position) + 1
        what = f"character U+{_code(error.character):04X} is not allowed"
    hint = 'put a value that holds ": ", " #" or a leading quote, bracket, @ or % in quotation marks'
    return Problem(path=path, line=line + above, message=f"broken YAML: {what}; {hint}")


def _code(character: str | bytes | int) -> int:
    if isinstance(character, int):
        return character
    return ord(character[:1]) if character else 0
