"""Cases as data: ``title``, a line with a full stop, the input, a full stop, what is expected, a full stop.

Lines that begin with ``# `` or are empty between cases are comments. A case without expected lines says that nothing
must be found: a near miss.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One example of what a stage must do."""

    title: str
    given: str
    expected: str
    line: int


def cases(stage: str, name: str) -> list[Case]:
    """Return the cases of tests/cases/<stage>/<name>.md in order; name is a language code or a format."""
    found: list[Case] = []
    title, line, parts = "", 0, []
    current: list[str] = []
    for number, text in enumerate((FOLDER / stage / f"{name}.md").read_text("utf-8").splitlines(), 1):
        if text == "." and title:
            parts.append("\n".join(current))
            current = []
            if len(parts) == 3:
                found.append(Case(title=title, given=parts[1], expected=parts[2], line=line))
                title, parts = "", []
        elif title:
            current.append(text)
        elif text.strip() and not text.startswith("# "):
            title, line = text, number
    assert not title, f"{stage}/{name}.md:{line}: case {title!r} is not closed"
    assert found, f"{stage}/{name}.md holds no case"
    return found


def named(stage: str) -> list[tuple[str, Case]]:
    """Return (name, case) of every file of a stage, for pytest.mark.parametrize."""
    return [(path.stem, case) for path in sorted((FOLDER / stage).glob("*.md")) for case in cases(stage, path.stem)]
