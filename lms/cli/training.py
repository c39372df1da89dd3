"""``lms training``: what an inspector asks for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.choices import LocaleChoice
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.people import Actor
    from lms.platform.context import Context

app = typer.Typer(help="Training hours.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def _training() -> None:
    """Training hours: the inspector's pack."""


@app.command("pack")
def pack(
    year: Annotated[int, typer.Option(help="The calendar year.")],
    topic: Annotated[
        str,
        typer.Option(
            help="consumer_protection, anti_fraud, elder_service, personal_data or anti_money_laundering."
        ),
    ],
    out: Annotated[Path, typer.Option(dir_okay=False, help="The ZIP to write.")],
    by: Annotated[
        str | None,
        typer.Option(
            help="Employee number of whoever it is built for, over their units; else the whole bank."
        ),
    ] = None,
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the messages.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Build the inspector's pack of a topic and a year.

    Coverage, roster, ledger, classes with absentees and make-ups, versions of what was taught with their hashes, which
    question held when, and a manifest with the SHA-256 of each file; CSV and XLSX, in both languages.
    """
    from lms.catalogue.teaching import Shelves
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.learning import Learning
    from lms.learning.hours.pack import build_pack
    from lms.platform.errors import LmsError
    from lms.platform.i18n import translator

    context = open_context()
    bring_up_to_date(context)
    tr = translator(locale.value if locale else context.settings.locale_default, context.settings.timezone)
    if not out.expanduser().absolute().parent.is_dir():
        say(f"{out.parent}: there is no such folder. Make it, or name another.")
        raise typer.Exit(1)
    try:
        built = build_pack(
            Learning(context, Shelves(context)),
            actor=_asked_by(context, by),
            year=year,
            topic=topic,
            out=out,
            progress=lambda name: say(f"{name} …"),
        )
    except LmsError as error:
        say(tr.error(error))
        raise typer.Exit(1) from None
    if json:
        write_json(
            {
                "file": str(built.path),
                "people": built.people,
                "entries": built.entries,
                "sha256": built.sha256,
            }
        )
    else:
        show(
            tr.gettext("{file}: {people} people, {entries} entries. SHA-256 {sum}").format(
                file=built.path, people=built.people, entries=built.entries, sum=built.sha256
            )
        )


def _asked_by(context: "Context", number: str | None) -> "Actor":
    """Who is named; else somebody who may see the whole bank, as whoever runs this can in any case."""
    from lms.people import Actor, Grant, Job, Role, actor_by_number, list_units

    if number is not None:
        found = actor_by_number(context, number)
        if found is None:
            say(f"{number}: nobody who works here has this employee number.")
            raise typer.Exit(1)
        return found
    units = frozenset(unit.unit_id for unit in list_units(context))
    return Actor(
        person_id="command-line",
        name_zh="命令行",
        name_en="the command line",
        job=Job.HEAD_OFFICE_STAFF,
        unit_id="",
        locale=None,
        grants=(Grant(Role.AUDITOR, units),),
        mentee_ids=frozenset(),
    )
