"""``lms feedback import`` and ``resume``: a file of feedback, looked at, then taken in with a bar one can watch."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.choices import LocaleChoice
from lms.cli.faults import MOST_NAMED, faults_as_json, name_faults
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.feedback.files import Looked
    from lms.platform.i18n import Translator


def import_file(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="CSV (UTF-8 or GB18030) or XLSX."),
    ],
    by: Annotated[
        str,
        typer.Option(help="Employee number of the case handler who takes it in; their units count."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be taken in, and take in nothing.")
    ] = False,
    skip_faulty: Annotated[
        bool, typer.Option("--skip-faulty", help="Take in the right rows though others are wrong.")
    ] = False,
    column: Annotated[
        list[str] | None,
        typer.Option(
            help="Which heading is which, as in --column text=HEADING; once for each of text, number, received_at, "
            "branch, employee, channel. An empty heading says that the file has no such column."
        ),
    ] = None,
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the messages.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Take in a file of feedback: masked, classified, matched. The same rows again change nothing.

    What is wrong is named by row and column, with what to write instead. A file that was interrupted is gone on with by
    an open portal, or by “lms feedback resume”.
    """
    from rich.console import Console
    from rich.progress import Progress

    from lms.cli.installation import bring_up_to_date, open_context
    from lms.feedback.files import COLUMNS, NO_TEXT_COLUMN, begin_import, look_at, work_off
    from lms.people import actor_by_number
    from lms.platform.errors import LmsError
    from lms.platform.i18n import translator

    context = open_context()
    bring_up_to_date(context)
    tr = translator(locale.value if locale else context.settings.locale_default, context.settings.timezone)
    mapped = mapped_columns(column, [one.key for one in COLUMNS])
    try:
        actor = actor_by_number(context, by.strip())
        if actor is None:
            raise LmsError(
                "Nobody has the employee number {number}. Check it, or enter the person first.", number=by
            )
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(file.name, total=None)

            def progress(done: int, total: int) -> None:
                bar.update(task, completed=done, total=total)

            looked = look_at(context, actor=actor, raw=file.read_bytes(), mapped=mapped, progress=progress)
            import_id = ""
            if not dry_run and looked.arrivals and (skip_faulty or not looked.faults):
                import_id = begin_import(
                    context, actor=actor, file=file.name, looked=looked, skip_faulty=skip_faulty
                )
                work_off(context, import_id, progress)
    except LmsError as error:
        say(tr.error(error))
        if error.message == NO_TEXT_COLUMN:
            say(tr.gettext("Name it with --column text=HEADING."))
        raise typer.Exit(1) from None
    _tell(tr, looked, taken=bool(import_id), json=json)
    if not dry_run and not import_id:
        raise typer.Exit(1)
    if dry_run and looked.faults:
        raise typer.Exit(1)


def template(
    out: Annotated[Path, typer.Option(dir_okay=False, help="The file to write, .xlsx or .csv.")],
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the headings.")] = None,
) -> None:
    """Write the file to fill in for “lms feedback import”: its headings, and what stands under each."""
    from lms.feedback.files import feedback_csv, feedback_workbook
    from lms.platform.i18n import translator
    from lms.platform.settings import load_settings

    settings = load_settings()
    tr = translator(locale.value if locale else settings.locale_default, settings.timezone)
    out.write_bytes(feedback_csv(tr) if out.suffix.lower() == ".csv" else feedback_workbook(tr))
    show(str(out))


def resume() -> None:
    """Go on with the files that were interrupted; where there are none, nothing happens.

    Rows that no key opens are told of, and end the command with 1.
    """
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.feedback.files import owed, rows_left, work_off

    context = open_context()
    bring_up_to_date(context)
    waiting = [subject.partition(".")[0] for subject in owed(context)]
    for import_id in waiting:
        work_off(context, import_id)
    show(f"{len(waiting)} files were gone on with." if waiting else "No file waits.")
    left = rows_left(context, waiting)
    for file, rows in left.items():
        say(f"{file}: {rows} rows were sealed under a key that is not here any more. Take the file in anew.")
    if left:
        raise typer.Exit(1)


def mapped_columns(columns: list[str] | None, known: list[str]) -> dict[str, str] | None:
    """What was said by ``--column``: per column its heading; none where nothing was said.

    Raises:
        typer.BadParameter: it names no column that there is.
    """
    mapped = {}
    for given in columns or ():
        key, equals, heading = given.partition("=")
        if not equals or key not in known:
            raise typer.BadParameter(
                f"write one of {', '.join(known)}, then = and the heading", param_hint="--column"
            )
        mapped[key] = heading.strip()
    return mapped or None


def _tell(tr: "Translator", looked: "Looked", *, taken: bool, json: bool) -> None:
    name_faults(tr, looked.faults)
    for warning in looked.warnings[:MOST_NAMED]:
        say(warning.said_in(tr))
    if len(looked.warnings) > MOST_NAMED:
        say(tr.gettext("And {count} more.").format(count=len(looked.warnings) - MOST_NAMED))
    if json:
        write_json(
            {
                "taken_in": taken,
                "rows": len(looked.arrivals),
                "new": looked.new,
                "columns": dict(looked.mapped),
                "unused": list(looked.unused),
                "faults": faults_as_json(tr, looked.faults),
                "warnings": faults_as_json(tr, looked.warnings),
            }
        )
        return
    _tell_columns(tr, looked)
    _ = tr.gettext
    told = (
        _("Taken in: {rows} rows, {new} of them new.")
        if taken
        else _("Right: {rows} rows, {new} of them new.")
    )
    show(told.format(rows=tr.number(len(looked.arrivals)), new=tr.number(looked.new)))


def _tell_columns(tr: "Translator", looked: "Looked") -> None:
    """Which heading was taken for which column, which columns the file has not, and which headings were left."""
    from lms.feedback.files import COLUMNS

    _ = tr.gettext
    apart = _(", ")
    used = [
        _("{column} from “{heading}”").format(column=_(one.heading), heading=looked.mapped[one.key])
        for one in COLUMNS
        if one.key in looked.mapped
    ]
    say(_("Columns: {columns}").format(columns=apart.join(used)))
    absent = [
        _("{column} ({key})").format(column=_(one.heading), key=one.key)
        for one in COLUMNS
        if one.key not in looked.mapped
    ]
    if absent:
        say(_("Not in the file: {columns}").format(columns=apart.join(absent)))
    if looked.unused:
        said = _("Not used: {headings}").format(headings=apart.join(looked.unused))
        say(_("{what}. Name one with --column, as in --column employee=HEADING.").format(what=said))
