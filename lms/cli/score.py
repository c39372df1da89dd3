"""``lms score``: transcripts and played sessions, scored one by one."""

from typing import Annotated

import typer

from lms.cli.choices import JudgeChoice
from lms.cli.judging import show_assessment
from lms.cli.scorers import Scored, score_all
from lms.cli.speech import say, show, write_json
from lms.cli.transcripts import conversations_in


def score(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="Transcript or played session; a folder, a .jsonl, or -.")
    ],
    judge: Annotated[JudgeChoice, typer.Option(help="Who scores.")] = JudgeChoice.RULES,
    recursive: Annotated[
        bool,
        typer.Option("--recursive", "-r", help="Of a folder, score what lies in its subfolders as well."),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print assessments as JSON.")] = False,
    table: Annotated[bool, typer.Option("--table", help="Print one row for each conversation.")] = False,
) -> None:
    """Score a conversation. A folder or a .jsonl file gives one line for each conversation, in order.

    Of a folder its own .json and .jsonl files are scored, in the order of their names; what is left out is named on
    standard error. Many are scored side by side. The rules read by patterns, words and meaning, as they do when a visit
    ends in the portal. Where only patterns are at hand, standard error says so.
    """
    if json and table:
        raise ValueError("--json and --table: take one of the two")
    several, given = conversations_in(source, recursive=recursive)
    failed = False
    rows = []
    for scored in score_all(list(given), judge):
        if scored.assessment is None:
            failed = True
            say(f"{scored.name}: {scored.trouble}")
            if json and several:
                # One line out for one line in, so that whoever pairs them by order is not led astray.
                write_json({"error": f"{scored.name}: {scored.trouble}"})
        elif json:
            write_json(scored.assessment.model_dump(mode="json", exclude_none=True))
        elif table:
            rows.append(scored)
        else:
            assert scored.transcript is not None, "what was scored was read"
            if several:
                show(f"\n{scored.name}")
            show_assessment(scored.assessment, scored.transcript, scored.scenario, heard=scored.heard)
    if rows:
        _show_table(rows)
    if failed:
        raise typer.Exit(1)


def _show_table(rows: list[Scored]) -> None:
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=None, pad_edge=False)
    for heading in ("conversation", "points", "passed", "red lines", "undecided", "read by"):
        shown.add_column(heading, no_wrap=heading != "red lines", overflow="fold")
    for row in rows:
        assert row.assessment is not None, "only what was scored has a row"
        undecided = sum(result.outcome == "abstained" for result in row.assessment.criteria)
        shown.add_row(
            row.name,
            str(row.assessment.score),
            "yes" if row.assessment.passed else "no",
            ", ".join(row.assessment.blocked_by),
            str(undecided or ""),
            row.read_by or "",
        )
    console = Console()
    if not console.is_terminal:
        console.width = 1_000
    console.print(shown)
