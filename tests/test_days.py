"""Text -> day: date lines and whole dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.casefile import Case, named
from variorum.days import date_line, moment


@pytest.mark.parametrize(("language", "case"), named("days"), ids=lambda x: x.title if isinstance(x, Case) else x)
def test_date_lines(language: str, case: Case) -> None:
    found = date_line(case.given, language)
    told = f"{found.day} {found.time or ''}".strip() if found else ""
    assert told == case.expected


@given(
    day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)),
    language=st.sampled_from(["de", "en", "fr", "xx"]),
)
def test_iso_days_are_read_in_any_language(day: object, language: str) -> None:
    found = moment(f"({day})", language)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize("day", ["1899-12-31", "2101-01-01", "9999-12-31"])
def test_a_day_out_of_all_reason_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match="impossible date"):
        moment(day, "en")


@given(line=st.text(max_size=80), language=st.sampled_from(["de", "en", "ja"]))
def test_no_line_breaks_it(line: str, language: str) -> None:
    date_line(line, language)
