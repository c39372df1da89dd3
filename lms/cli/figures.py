"""``lms figures``: figures of branches, month by month, taken in from a file; and the file to fill in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.choices import LocaleChoice
from lms.cli.faults import faults_as_json, name_faults
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.insight.figures import Counts, LookedFigures
    from lms.platform.i18n import Translator

app = typer.Typer(
    help="Transactions, satisfaction, errors, churn and cost of branches.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def _figures() -> None:
    """Figures of branches by month."""


@app.command("import")
def import_file(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="CSV (UTF-8 or GB18030) or XLSX."),
    ],
    by: Annotated[
        str, typer.Option(help="Employee number of the officer who takes it in; their units count.")
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be taken in, and take in nothing.")
    ] = False,
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help="Take in the right rows though others are wrong.")
    ] = False,
    column: Annotated[
        list[str] | None,
        typer.Option(help="Which heading is which: branch=…, month=…, kind=…, value=…, and so on."),
    ] = None,
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the messages.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Take in a file of figures. The same rows again change nothing; other values correct, and what was there is kept.

    What is wrong is named by row and column, with what to write instead.
    """
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.insight.figures import Counts, look_at_figures, take_in_figures
    from lms.people import actor_by_number
    from lms.platform.errors import LmsError
    from lms.platform.i18n import translator

    context = open_context()
    bring_up_to_date(context)
    tr = translator(locale.value if locale else context.settings.locale_default, context.settings.timezone)
    mapped = _mapped(column)
    try:
        actor = actor_by_number(context, by.strip())
        if actor is None:
            raise LmsError(
                "Nobody has the employee number {number}. Check it, or enter the person first.", number=by
            )
        looked = look_at_figures(context, actor=actor, raw=file.read_bytes(), mapped=mapped)
        taken = Counts()
        writes = not dry_run and bool(looked.rows) and (skip_faulty or not looked.faults)
        if writes:
            taken = take_in_figures(context, actor=actor, looked=looked)
    except LmsError as error:
        say(tr.error(error))
        raise typer.Exit(1) from None
    _tell(tr, looked, taken if writes else looked.counts, taken=writes, json=json)
    # A dry run of a right file is done, too.
    if not writes and (looked.faults or not dry_run):
        raise typer.Exit(1)


@app.command("template")
def template(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", dir_okay=False, help="Where to write it, as .xlsx or .csv.")
    ],
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the headings.")] = None,
) -> None:
    """Write the file to fill in, with a row for the transactions of each branch in the month that is over."""
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.insight.figures import figures_csv, figures_workbook, rows_to_fill
    from lms.people import UnitKind, list_units
    from lms.platform.i18n import translator

    if file.suffix.lower() not in {".xlsx", ".csv"}:
        raise typer.BadParameter("write a name that ends in .xlsx or .csv", param_hint="FILE")
    context = open_context()
    bring_up_to_date(context)
    tr = translator(locale.value if locale else context.settings.locale_default, context.settings.timezone)
    branches = [unit for unit in list_units(context) if unit.kind is UnitKind.BRANCH]
    made = figures_csv if file.suffix.lower() == ".csv" else figures_workbook
    file.write_bytes(made(tr, rows_to_fill(context, tr, branches)))
    show(str(file))


def _mapped(columns: list[str] | None) -> dict[str, str] | None:
    from lms.cli.feedback_import import mapped_columns
    from lms.insight.figures import COLUMNS

    return mapped_columns(columns, [column.key for column in COLUMNS])


def _tell(tr: "Translator", looked: "LookedFigures", counts: "Counts", *, taken: bool, json: bool) -> None:
    name_faults(tr, looked.faults)
    if json:
        write_json(
            {
                "taken_in": taken,
                "rows": len(looked.rows),
                "added": counts.added,
                "corrected": counts.corrected,
                "same": counts.same,
                "older": counts.older,
                "columns": dict(looked.mapped),
                "faults": faults_as_json(tr, looked.faults),
            }
        )
        return
    _ = tr.gettext
    told = (
        _("Taken in: {added} new, {corrected} corrected, {same} as before, {older} older than what holds.")
        if taken
        else _("Right: {added} new, {corrected} corrected, {same} as before, {older} older than what holds.")
    )
    show(
        told.format(
            added=tr.number(counts.added),
            corrected=tr.number(counts.corrected),
            same=tr.number(counts.same),
            older=tr.number(counts.older),
        )
    )
