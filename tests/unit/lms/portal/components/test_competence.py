"""Competencies as pictures and tables, in both languages."""

from datetime import UTC, datetime

import pytest

from lms.learning import CompetencyView, HeatCell, HeatMap
from lms.learning.mastery import Mastery, level_needed
from lms.people import UnitCard, UnitKind
from lms.platform.i18n import translator
from lms.platform.settings import Locale
from lms.portal.components.competence_chart import competence_chart, competence_table, finding
from lms.portal.components.heat_chart import TOO_FEW, heat_chart, heat_table

AT = datetime(2026, 3, 2, tzinfo=UTC)
VIEWS = (
    CompetencyView("empathy", 1, 3, Mastery("empathy", 0.3, 0.0, 0.6, 7, AT)),
    CompetencyView("ownership", 3, 2, Mastery("ownership", 0.9, 0.7, 1.0, 30, AT)),
    CompetencyView("elder_care", 0, 2, Mastery("elder_care", 0.5, 0.1, 0.9, 0, None)),
)
UNITS = tuple(UnitCard(str(n), f"B{n}", UnitKind.BRANCH, None, f"支行{n}", f"Branch {n}") for n in range(3))
FOUND = HeatMap(
    UNITS,
    ("empathy", "ownership"),
    {
        ("0", "empathy"): HeatCell(9, 6, 2.5, 0.5),
        ("0", "ownership"): HeatCell(9, 6, 3.0, 0.0),
        ("1", "empathy"): HeatCell(9, 8, 2.0, 0.25),
        ("2", "empathy"): HeatCell(9, 4, None, None),
    },
    gathered=False,
)


@pytest.mark.parametrize(
    "locale, first, unseen", [("en", "Beginning", "not seen yet"), ("zh-CN", "起步", "还没看到")]
)
def test_the_table_says_what_the_picture_shows(locale: Locale, first: str, unseen: str) -> None:
    tr = translator(locale)
    table = competence_table(tr, VIEWS)
    assert list(table.iloc[:, 1])[::2] == [first, unseen]
    chart = competence_chart(tr, VIEWS).to_dict()
    (rows,) = [rows for rows in chart["datasets"].values() if len(rows) == len(VIEWS)]
    assert rows[0]["at"] < rows[0]["needed"] and rows[1]["at"] > rows[1]["needed"]
    assert all(row["low"] <= row["at"] <= row["high"] for row in rows)
    assert rows[1]["needed"] < rows[0]["needed"], "level 3 lies beyond level 2"
    assert level_needed(2) < level_needed(3)


def test_what_is_furthest_behind_is_named_and_what_was_not_seen_is_not() -> None:
    tr = translator("en")
    assert finding(tr, VIEWS) == "Most to gain: Empathy"
    assert finding(tr, VIEWS[1:]) == "You have what you need in 1 of 2 competencies"
    assert "first conversation" in finding(tr, VIEWS[2:])


def test_where_a_mentors_word_alone_is_missing_no_practice_is_asked_for() -> None:
    tr = translator("en")
    leads = CompetencyView("empathy", 3, 4, Mastery("empathy", 0.9, 0.7, 1.0, 30, AT))
    vouched = CompetencyView("empathy", 4, 4, leads.mastery)
    assert finding(tr, (leads, VIEWS[1])) == (
        "In 1 of 2 competencies a mentor's signature is all that is missing"
    )
    assert finding(tr, (leads, VIEWS[0])) == "Most to gain: Empathy"
    assert finding(tr, (vouched, VIEWS[1])) == "You have what you need in 2 of 2 competencies"


@pytest.mark.parametrize("figure", ["below", "mean"])
def test_a_branch_of_whom_too_few_were_seen_is_in_no_picture(figure: str) -> None:
    tr = translator("en")
    chart = heat_chart(tr, FOUND, figure).to_dict()  # type: ignore[arg-type]
    (rows,) = (
        chart["datasets"].values()
        if len(chart["datasets"]) == 1
        else [max(chart["datasets"].values(), key=len)]
    )
    assert {row["unit"] for row in rows} == {"Branch 0", "Branch 1"}
    table = heat_table(tr, FOUND)
    assert list(table["Branch 2"]) == [TOO_FEW, "–"] and table["Branch 0"][0] == "50% (2.5)"
    assert chart["title"]["text"] and "Empathy" in chart["title"]["text"]
