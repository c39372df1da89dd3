"""``lms doctor``, ``migrate`` and ``admin create``: an installation, looked at and made ready."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.platform.context import Context

admin = typer.Typer(help="Administrators.", no_args_is_help=True, rich_markup_mode=None)


@admin.callback()
def _administrators() -> None:
    """Make this a group of commands, so that its one command keeps its name."""


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """List the settings; look at home, database, library and LLM endpoint, say what is wrong and how to mend it."""
    from lms.cli.checks import examine
    from lms.cli.setting_list import in_columns, settings_of
    from lms.platform.settings import BadSettings, load_settings

    try:
        settings = settings_of(load_settings())
    except BadSettings:
        # Which one cannot be used is the first thing the checks say.
        settings = ()
    if not json:
        for line in in_columns(settings):
            show(line)
    checks = []
    for check in examine(say):
        checks.append(check)
        if not json:
            show(f"{check.state:<8} {check.name:<11} {check.found}")
            if check.cure:
                show(f"{'':<20} → {check.cure}")
    broken = any(check.state == "broken" for check in checks)
    if json:
        write_json(
            {
                "ok": not broken,
                "checks": [check.as_json() for check in checks],
                "settings": [setting.as_json() for setting in settings],
            }
        )
    if broken:
        raise typer.Exit(1)


def migrate() -> None:
    """Make the database, or bring its tables up to date."""
    from lms.platform.migrations import head

    changed = bring_up_to_date(open_context())
    show(f"The tables are {'now' if changed else 'already'} at {head()}.")


@admin.command("create")
def create_admin(
    username: Annotated[str | None, typer.Option(help="User name to sign in with.")] = None,
    name: Annotated[str | None, typer.Option(help="The person's name, as colleagues write it.")] = None,
) -> None:
    """Make the first administrator. What no option says is asked for, the password hidden and twice.

    From a pipe the answers are read one a line, the password last and once.
    """
    from lms.people import create_first_admin

    context = open_context()
    bring_up_to_date(context)
    username = username or _ask("User name")
    name = name or _ask("Name")
    create_first_admin(context, username=username, password=_ask("Password", hidden=True), name=name)
    show(f"{name} can now sign in as {username.strip().lower()}.")


def open_context(*, demo: bool = False) -> "Context":
    """The database and settings of this installation; ``demo`` turns demo mode on whatever the settings say."""
    from lms.platform.context import Context
    from lms.platform.database import open_database
    from lms.platform.settings import load_settings

    settings = load_settings(**({"demo": True} if demo else {}))
    try:
        return Context(open_database(settings), settings)
    except OSError as error:
        raise ValueError(
            f"{error.filename or settings.home} cannot be used ({error.strerror}). Name a folder you may write to "
            "in LMS_HOME; lms doctor says more."
        ) from error


def prepare(context: "Context") -> None:
    """Bring an installation to where the portal can open: tables, published library, in demo mode the demo bank."""
    from lms.platform.logging import configure_logging
    from lms.practice.service_import import forget_expired
    from lms.wiring import publish_and_load_demo

    # A file of the library that cannot be used is named in the log.
    configure_logging(context.settings)
    if bring_up_to_date(context):
        say("The database is ready.")
    forget_expired(context)
    say("Bringing the library up to date …")
    publish_and_load_demo(context)


def bring_up_to_date(context: "Context") -> bool:
    """Migrate the database; tells whether there was anything to do.

    Raises:
        ValueError: the database does not answer, or is none.
    """
    from sqlalchemy.exc import DBAPIError

    from lms.cli.checks import reason_of
    from lms.platform.migrations import migrate as migrate_tables

    try:
        return migrate_tables(context.database)
    except DBAPIError as error:
        shown = context.database.url.render_as_string(hide_password=True)
        raise ValueError(
            f"The database {shown} cannot be used: {reason_of(error)}. lms doctor says how to mend it."
        ) from error


def _ask(what: str, *, hidden: bool = False) -> str:
    """Ask a person, or take the next line of a pipe.

    Raises:
        BadParameter: the line is empty, or there is none left.
    """
    if sys.stdin.isatty():
        answer: str = typer.prompt(what, hide_input=hidden, confirmation_prompt=hidden, err=True)
        return answer
    line = sys.stdin.readline().rstrip("\r\n").removeprefix("\ufeff")
    if not line.strip():
        raise typer.BadParameter(f"{what}: was not given; write it as a line of its own")
    return line
