"""``lms demo``: an invented bank to look at, or one as large as a real one to measure."""

import time
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.installation import bring_up_to_date, open_context, prepare
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.platform.context import Context
    from lms.practice.large_bank import Size, Written

ATTEMPTS, PROGRESS = 20, 100
"""For each person, where nothing else is said: visits of customers, and rows that say how far they are."""
PEOPLE_A_BRANCH = 125


class DemoSize(StrEnum):
    """How large the demo bank is."""

    SMALL = "small"
    BANK = "bank"


def demo(
    size: Annotated[
        DemoSize, typer.Option(help="small: 60 people with all they said. bank: as large as a real one.")
    ] = DemoSize.SMALL,
    people: Annotated[int, typer.Option(min=10, max=500_000, help="With --size bank: staff.")] = 50_000,
    branches: Annotated[
        int | None, typer.Option(min=1, max=5_000, help="With --size bank: branches; one for 125 people.")
    ] = None,
    attempts: Annotated[
        int | None, typer.Option(min=0, help="With --size bank: visits of customers; 20 a person.")
    ] = None,
    progress: Annotated[
        int | None, typer.Option(min=0, help="With --size bank: rows of progress at least; 100 a person.")
    ] = None,
    seed: Annotated[int, typer.Option(help="With --size bank: another seed, another bank.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Load the demo bank: branches, staff and a few weeks of history. A second time changes nothing.

    With --size bank a whole bank besides, by seed, into an empty database: minutes of work. Stopped half-way, it leaves
    a part of a bank: remove it, and begin again.
    """
    context = open_context(demo=True)
    if size is DemoSize.SMALL:
        prepare(context)
        show("The demo bank is loaded. “lms serve --demo” opens it with one-click accounts.")
        return
    from lms.practice.large_bank import Size

    wanted = Size(
        people,
        min(people, branches or max(1, people // PEOPLE_A_BRANCH)),
        people * ATTEMPTS if attempts is None else attempts,
        people * PROGRESS if progress is None else progress,
        seed,
    )
    began = time.monotonic()
    try:
        written = _write(context, wanted)
    except KeyboardInterrupt:
        say(
            "Stopped. What was written so far is part of a bank and of no use: remove the folder of LMS_HOME, or the "
            "database of LMS_DATABASE_URL, and begin again."
        )
        raise typer.Exit(1) from None
    took = time.monotonic() - began
    if json:
        write_json(
            {
                "people": written.people,
                "branches": written.branches,
                "attempts": written.attempts,
                "progress": written.progress,
                "seconds": round(took, 1),
            }
        )
        return
    show(
        f"{written.people:,} people in {written.branches:,} branches, {written.attempts:,} visits and "
        f"{written.progress:,} rows of progress in {took:,.0f} s. “lms serve --demo” opens the bank; besides the "
        "one-click accounts “head” sees all of it, “head.ljr01” the first region, with the demo bank's password."
    )


def _write(context: "Context", size: "Size") -> "Written":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from lms.catalogue import Catalogue
    from lms.catalogue.teaching import Shelves
    from lms.learning import Learning
    from lms.people.large_bank import refuse_unless_empty
    from lms.practice.large_bank import write_large_bank

    bring_up_to_date(context)
    refuse_unless_empty(context.database)
    prepare(context)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("people", total=size.people)
        return write_large_bank(
            Learning(context, Shelves(context)),
            Catalogue(context),
            size=size,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
