"""``lms people``: branches, people and mentors taken in from a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lms.cli.choices import LocaleChoice
from lms.cli.faults import name_faults
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.people.imports import Outcome
    from lms.platform.i18n import Translator

app = typer.Typer(
    help="Branches, people and mentors, from files.", no_args_is_help=True, rich_markup_mode=None
)
MOST_NAMED = 50
"""Faults that are written out for a person; JSON has all."""


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="XLSX, or CSV of one list.")
    ],
    by: Annotated[str, typer.Option("--by", help="Employee number of the administrator who does this.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")
    ] = False,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete", help="The list of people is complete: close the entry of who is not in it."
        ),
    ] = False,
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the messages.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Take in a file: all of it, or nothing where something is wrong. The same file again changes nothing.

    What is wrong is named by sheet, row and column, with what to write instead. Nobody is ever deleted: a leaver's
    entry is closed, and opened again when they come back.
    """
    from rich.console import Console
    from rich.progress import Progress

    from lms.cli.installation import bring_up_to_date, open_context
    from lms.people import actor_by_number
    from lms.people.imports import import_lists
    from lms.platform.errors import LmsError
    from lms.platform.i18n import translator

    context = open_context()
    bring_up_to_date(context)
    tr = translator(locale.value if locale else context.settings.locale_default, context.settings.timezone)
    raw = file.read_bytes()
    try:
        actor = actor_by_number(context, by.strip())
        if actor is None:
            raise LmsError(
                "Nobody has the employee number {number}. Check it, or enter the person first.", number=by
            )
        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(file.name, total=None)
            done = import_lists(
                context,
                actor=actor,
                raw=raw,
                complete=complete,
                dry_run=dry_run,
                progress=lambda stage, count, total: bar.update(
                    task, description=f"{file.name}: {stage}", completed=count, total=total
                ),
            )
    except LmsError as error:
        say(tr.error(error))
        raise typer.Exit(1) from None
    name_faults(tr, done.faults, most=MOST_NAMED)
    if json:
        write_json(_as_json(tr, done))
    else:
        _tell(tr, done)
    if done.faults:
        raise typer.Exit(1)


@app.command("template")
def template(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", dir_okay=False, help="Where to write it, as .xlsx.")
    ],
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the headings.")] = None,
) -> None:
    """Write the workbook to fill in: branches, people, mentors, and a page that explains."""
    from lms.people.imports import workbook
    from lms.platform.i18n import translator
    from lms.platform.settings import load_settings

    tr = translator(locale.value if locale else load_settings().locale_default)
    if file.suffix.lower() != ".xlsx":
        raise typer.BadParameter("write a name that ends in .xlsx", param_hint="FILE")
    file.write_bytes(workbook(tr))
    show(str(file))


def _tell(tr: "Translator", done: "Outcome") -> None:
    from lms.people.imports import counts_in_words

    for line in counts_in_words(tr, done):
        show(line)


def _as_json(tr: "Translator", done: "Outcome") -> dict[str, Any]:
    counts: dict[str, dict[str, int]] = {}
    for (kind, what), count in sorted(done.counts.items()):
        counts.setdefault(kind, {})[what] = count
    return {
        "written": done.written,
        "counts": counts,
        "changes": [
            {
                "list": change.kind,
                "what": change.what,
                "key": change.key,
                "name": change.name,
            }
            for change in done.changes
        ],
        "faults": [
            {
                "sheet": fault.sheet,
                "row": fault.row,
                "column": tr.gettext(fault.column),
                "message": fault.told_in(tr),
            }
            for fault in done.faults
        ],
    }
