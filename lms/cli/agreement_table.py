"""The agreement table of a calibration: for a person in a terminal, and as JSON for other programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lms.cli.speech import show
from lms.platform.i18n import Translator, mark
from scoring.agreement import Agreement, Figure
from scoring.calibration import Line
from scoring.schema import Rubric

WHY = {
    "people": mark("people differ"),
    "judge": mark("the judge differs from people"),
}


def as_json(
    lines: Sequence[Line], rubric: Rubric, bar: float, changes: Mapping[str, Figure]
) -> dict[str, Any]:
    """Return everything that was measured."""
    return {
        "rubric": rubric.id,
        "rubric_version": rubric.version,
        "bar": bar,
        "exam_judge": rubric.exam_judge,
        "lines": [
            {
                "id": line.id,
                "part": line.part,
                "people": line.people and _measured(line.people),
                "judges": {name: _measured(found) for name, found in line.judges.items()},
                "flagged": line.flagged(bar=bar, judge=rubric.exam_judge),
            }
            for line in lines
        ],
        "drift": {id_: _figure(figure) for id_, figure in changes.items()},
    }


def _measured(found: Agreement) -> dict[str, Any]:
    return {
        "n": found.n,
        "agreed": round(found.agreed, 4),
        "prevalence": round(found.prevalence, 4),
        "kappa": _figure(found.kappa),
        "gwet": _figure(found.gwet),
        "counts": "gwet" if found.counts is found.gwet else "kappa",
    }


def _figure(figure: Figure) -> dict[str, float | None]:
    numbers = {"value": figure.value, "low": figure.low, "high": figure.high}
    return {name: None if number is None else round(number, 4) for name, number in numbers.items()}


def show_table(
    tr: Translator, lines: Sequence[Line], rubric: Rubric, bar: float, changes: Mapping[str, Figure]
) -> None:
    """Print a row for each criterion, dimension and the total, what is flagged, and what has drifted."""
    from rich.console import Console
    from rich.table import Table

    _ = tr.gettext
    judges = sorted({name for line in lines for name in line.judges}, reverse=True)
    table = Table(box=None, pad_edge=False)
    table.add_column(_("what"), overflow="fold")
    table.add_column("n", justify="right")
    table.add_column(_("people with each other"), no_wrap=True)
    for judge in judges:
        table.add_column(_("{judge} with people").format(judge=judge), no_wrap=True)
    table.add_column("", no_wrap=True)
    for place, line in enumerate(lines):
        if place and line.part != lines[place - 1].part:
            table.add_section()
        most = max([found.n for found in (line.people, *line.judges.values()) if found], default=0)
        why = line.flagged(bar=bar, judge=rubric.exam_judge)
        table.add_row(
            _name(tr, line, rubric),
            str(most or ""),
            _cell(tr, line.people),
            *(_cell(tr, line.judges.get(judge)) for judge in judges),
            f"! {_(WHY[why])}" if why else "",
        )
    console = Console()
    if not console.is_terminal:
        console.width = 1_000
    console.print(table)
    _explain(tr, lines, rubric, bar)
    _tell_drift(tr, lines, rubric, changes)


def _name(tr: Translator, line: Line, rubric: Rubric) -> str:
    if line.part == "criterion":
        return f"{line.id}  {rubric.criterion(line.id).question.said_in(tr.locale)}"
    if line.part == "total":
        return tr.gettext("all together")
    return next(one.name.said_in(tr.locale) for one in rubric.dimensions if one.id == line.id)


def _cell(tr: Translator, found: Agreement | None) -> str:
    """The coefficient that counts with its interval; a star where it is Gwet's."""
    if found is None or found.counts.value is None:
        return "–"
    star = "*" if found.counts is found.gwet else " "
    return f"{tr.number(found.counts.value, 2)}{star} {_interval(tr, found.counts)}".rstrip()


def _interval(tr: Translator, figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return f"[{tr.number(figure.low, 2)} … {tr.number(figure.high, 2)}]"


def _explain(tr: Translator, lines: Sequence[Line], rubric: Rubric, bar: float) -> None:
    _ = tr.gettext
    show()
    show(
        _(
            "Kappa, with quadratic weights for dimensions, and its interval of 95 %; * Gwet's AC1 or AC2, where nearly "
            "everything is marked alike."
        )
    )
    flagged = [line for line in lines if line.flagged(bar=bar, judge=rubric.exam_judge)]
    least = tr.number(bar, 2)
    if flagged:
        said = tr.ngettext(
            "{count} line is below {bar}; it is not to decide an exam as it stands.",
            "{count} lines are below {bar}; they are not to decide an exam as they stand.",
            len(flagged),
        )
        show(said.format(count=len(flagged), bar=least))
    else:
        show(_("Nothing is below {bar}.").format(bar=least))


def _tell_drift(tr: Translator, lines: Sequence[Line], rubric: Rubric, changes: Mapping[str, Figure]) -> None:
    """Name the lines whose judge has surely come closer to people, or gone further from them."""
    surely = [
        (line, changes[line.id])
        for line in lines
        if line.id in changes and ((changes[line.id].high or 0) < 0 or (changes[line.id].low or 0) > 0)
    ]
    if not changes:
        return
    _ = tr.gettext
    show(
        _("From the first round to the last the judge moved:") if surely else _("The judge has not drifted.")
    )
    for line, figure in surely:
        show(f"  {_name(tr, line, rubric)}  {figure.value or 0:+.2f} {_interval(tr, figure)}")
