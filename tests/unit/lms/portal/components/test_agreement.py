"""Agreement as a picture and as a table, in both languages."""

from __future__ import annotations

import pytest

from lms.platform.i18n import translator
from lms.platform.settings import Locale
from lms.portal.components.agreement import JUDGES, MEANS, WHY, line_name
from lms.portal.components.agreement_chart import agreement_chart, agreement_table, series_of
from lms.practice import MeasuredLine
from scoring.assessment import Outcome
from scoring.calibration import Marker, calibrate
from scoring.schema import load_rubric

RUBRIC = load_rubric("service-core")
ALL = [criterion.id for criterion in RUBRIC.criteria]


def marks(*otherwise: str) -> dict[str, dict[str, Outcome]]:
    def outcome(place: int, id_: str) -> Outcome:
        return "met" if (place % 2 == 0) ^ (id_ in otherwise and place < 5) else "not_met"

    return {str(place): {id_: outcome(place, id_) for id_ in ALL} for place in range(12)}


@pytest.fixture(scope="module")
def lines() -> list[MeasuredLine]:
    markers = [
        Marker("Gu", marks()),
        Marker("Peng", marks("greeting")),
        Marker("rules", marks("no_leak"), machine=True),
    ]
    return [
        MeasuredLine(
            line.id,
            line.part,
            line.people,
            line.judges,
            None,
            line.tells,
            line.flagged(bar=RUBRIC.bar, judge="rules"),
            True,
            (),
        )
        for line in calibrate(markers, RUBRIC)
    ]


@pytest.mark.parametrize("locale, flag", [("en", "people differ"), ("zh-CN", "人与人不一致")])
def test_the_table_says_what_the_picture_shows(lines: list[MeasuredLine], locale: Locale, flag: str) -> None:
    tr = translator(locale)
    series = series_of(tr, lines, {judge: tr.gettext(name) for judge, name in JUDGES.items()})
    assert [one.judge for one in series] == [None, "rules"]
    named = [(line_name(tr, RUBRIC, line), line) for line in lines if line.part == "criterion"]
    table = agreement_table(tr, named, series, WHY, heading="…")
    assert list(table.iloc[:, 0]) == [name for name, _line in named]
    assert table.iloc[0, -1] == flag and table.iloc[1, -1] == ""
    assert str(table.iloc[0, 1]).startswith("0.17") and str(table.iloc[1, 1]).startswith("1.00")
    chart = agreement_chart(tr, named, series, "…", bar=RUBRIC.bar).to_dict()
    rows = [row for rows in chart["datasets"].values() for row in rows if "value" in row]
    assert len(rows) == 2 * len(ALL)
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows)


def test_every_flag_has_words_and_what_to_do() -> None:
    assert set(WHY) == set(MEANS) == {"people", "judge"}
