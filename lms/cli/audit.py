"""``lms audit``: the audit trail, walked and written out."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.people import Head, Verdict

app = typer.Typer(
    help="Who read or changed whose data: check the trail, write it out.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

BROKEN = {
    "missing": "Entry {place} is missing: somebody took it out.",
    "changed": "Entry {place} was changed after it was written.",
    "unlinked": "Entry {place} does not follow from the one before: one of the two was changed or put in.",
    "cut_off": "Entry {place} and what came after it are missing from the end.",
    "rewritten": "Entry {place} is not the one that stood there: the trail was written anew.",
}


@app.command("verify")
def verify(
    head: Annotated[
        str | None,
        typer.Option(
            "--head", metavar="PLACE:HASH", help="A head that an earlier run printed and you kept elsewhere."
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Walk the chain from the first entry to the last; name the first that does not hold and end with 1.

    Keep the head it prints where nobody who can write to the database can: only then is a trail told that was written
    anew as a whole.
    """
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.people import verify as walk

    expected = _head(head)
    context = open_context()
    bring_up_to_date(context)
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Entries", total=None)
        verdict = walk(
            context,
            expected=expected,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
    _tell(verdict, json=json)
    if verdict.broken is not None:
        raise typer.Exit(1)


@app.command("export")
def export(
    after: Annotated[int, typer.Option("--after", min=0, help="Only entries after this place.")] = 0,
) -> None:
    """Write the trail to standard output, one JSON object an entry, with both hashes: ids, and no word of text."""
    import json as json_module

    from lms.cli.installation import bring_up_to_date, open_context
    from lms.people import entries_after

    context = open_context()
    bring_up_to_date(context)
    count = 0
    for count, entry in enumerate(entries_after(context, after), start=1):  # noqa: B007  how many is told below
        sys.stdout.write(json_module.dumps(entry, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    say(f"{count} entries. “lms audit verify” tells whether the trail holds.")


def _head(text: str | None) -> "Head | None":
    from lms.people import Head

    try:
        return Head.parse(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--head") from None


def _tell(verdict: "Verdict", *, json: bool) -> None:
    if json:
        write_json(
            {
                "ok": verdict.broken is None,
                "entries": verdict.head.place,
                "head": str(verdict.head),
                "broken": verdict.broken,
                "place": verdict.place or None,
            }
        )
    elif verdict.broken is None:
        show(f"The trail holds: {verdict.head.place} entries.")
        show(f"Head, to be kept elsewhere: {verdict.head}")
    else:
        show(BROKEN[verdict.broken].format(place=verdict.place))
        show(f"Sound up to: {verdict.head}")
