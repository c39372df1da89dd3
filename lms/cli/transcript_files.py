"""``lms transcripts``: conversations of real service that were authorised for training, taken in and forgotten."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from lms.cli.choices import LocaleChoice
from lms.cli.speech import say, show, write_json

transcripts = typer.Typer(
    help="Transcripts of real service, authorised for training.", no_args_is_help=True, rich_markup_mode=None
)


@transcripts.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILES…", exists=True, dir_okay=False, help="JSON, JSON lines, or CSV with a row a turn."
        ),
    ],
    authorised_by: Annotated[
        str,
        typer.Option("--authorised-by", help="Employee number of whoever authorised their use for training."),
    ],
    purpose: Annotated[str, typer.Option(help="What they are to be used for, in a sentence.")],
    keep_days: Annotated[int, typer.Option(help="Days until they are forgotten.")] = 365,
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the messages.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Take in conversations: masked, read for what to train on, kept once. The same file again changes nothing.

    A conversation names its employee by number. What is wrong is named by file, row and field, and left out; the rest
    is taken in.
    """
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.cli.reading import reader_for
    from lms.platform.errors import LmsError
    from lms.platform.i18n import translator
    from lms.practice.service_import import import_transcripts

    context = open_context()
    bring_up_to_date(context)
    tr = translator(locale.value if locale else context.settings.locale_default, context.settings.timezone)
    try:
        done = import_transcripts(
            context,
            files=_read(files),
            authorised_by=authorised_by,
            purpose=purpose,
            keep_days=keep_days,
            reader_for=reader_for,
        )
    except LmsError as error:
        say(tr.error(error))
        raise typer.Exit(1) from None
    for trouble in done.troubles:
        say(trouble.said_in(tr))
    if json:
        faults = [
            {"file": t.file, "row": t.row, "field": t.field, "message": t.said_in(tr)} for t in done.troubles
        ]
        write_json({"taken": done.taken, "known": done.known, "signals": done.signals, "faults": faults})
    else:
        told = tr.gettext(
            "Taken in: {taken}. There already: {known}. Left out: {faults}. Signals: {signals}."
        )
        show(told.format(taken=done.taken, known=done.known, faults=len(done.troubles), signals=done.signals))
    if done.troubles:
        raise typer.Exit(1)


@transcripts.command("forget")
def forget(
    employee: Annotated[
        str | None, typer.Option(help="Forget all of this employee's too, by their number.")
    ] = None,
    ordered_by: Annotated[
        str | None, typer.Option("--ordered-by", help="Employee number of whoever ordered that.")
    ] = None,
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the messages.")] = None,
) -> None:
    """Erase the words of conversations whose time is over; that there were some stays known, and no word of them."""
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.platform.errors import LmsError
    from lms.platform.i18n import translator
    from lms.practice.service_import import forget_employee, forget_expired

    if employee and not ordered_by:
        raise typer.BadParameter("--employee needs --ordered-by: say who ordered it")
    context = open_context()
    bring_up_to_date(context)
    tr = translator(locale.value if locale else context.settings.locale_default, context.settings.timezone)
    try:
        gone = forget_expired(context)
        if employee and ordered_by:
            gone += forget_employee(context, employee_no=employee, ordered_by=ordered_by)
    except LmsError as error:
        say(tr.error(error))
        raise typer.Exit(1) from None
    show(tr.gettext("Forgotten: {count}.").format(count=gone))


def _read(files: list[Path]) -> Iterator[tuple[str, bytes]]:
    for file in files:
        yield str(file), file.read_bytes()
