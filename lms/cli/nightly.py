"""``lms nightly``: the night's work, done now; and what ``lms doctor`` says of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.check import Check
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.platform.database import Database
    from lms.platform.settings import Settings

LATE = timedelta(hours=26)
"""A portal that is always open has done it within a day; two hours for a long run and a restart."""
LONG = timedelta(hours=2)
"""A night's work that takes longer has been broken off."""


def nightly(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Do now what a portal does every night at LMS_NIGHTLY_AT; a second time finds nothing left to do.

    Enrolments by rule, renewals and ends; certificates that are missing; erasures that were approved; conversations
    whose time is over; reminders before and after due dates. Letters go out between 8 and 20 on working days.
    """
    from lms.catalogue.teaching import Shelves
    from lms.cli.installation import bring_up_to_date, open_context
    from lms.learning import Learning
    from lms.platform.logging import configure_logging
    from lms.wiring import the_night, the_post

    context = open_context()
    # Whoever reads sentences is not to pick them out of a machine's log; what went wrong is told in one.
    quiet = {} if json else {"log_format": "console", "log_level": "error"}
    configure_logging(context.settings.model_copy(update=quiet))
    bring_up_to_date(context)
    learning = Learning(context, Shelves(context))
    run = the_night(context, learning).run()
    post = the_post(learning)
    for hour in post.owed():
        # What goes out by day alone waits for the portal, or for a later run.
        post.do(hour)
    if json:
        write_json({"ok": run.failure is None, "done": dict(run.done), "failure": run.failure})
    else:
        for line in in_sentences(run.done):
            show(line)
    if run.failure is not None:
        say(f"Not all of it could be done: {run.failure}. What could be done is done; run it again later.")
        raise typer.Exit(1)


def in_sentences(done: Mapping[str, int]) -> list[str]:
    """What was done, a sentence each, and one of what there was nothing to do of."""
    told = {name: name.replace("_", " ") for name in done}
    lines = [f"{told[name][:1].upper()}{told[name][1:]}: {count:,}." for name, count in done.items() if count]
    nothing = [told[name] for name, count in done.items() if not count]
    if not lines:
        return ["Nothing was left to do."]
    return [*lines, f"None of these: {', '.join(nothing)}."] if nothing else lines


def night_check(settings: "Settings", database: "Database", now: datetime) -> Check:
    """When the night's work last ran, and what came of it."""
    from lms.platform.jobs import NIGHT, last_run

    cure = "Keep a portal open at that hour, or have a timer run “lms nightly”."
    with database.reading() as connection:
        last = last_run(connection, NIGHT)
    when = f"{settings.nightly_at} ({settings.timezone})"
    if last is None:
        return Check("night", "ok", f"The night's work has not run yet; an open portal does it at {when}.")
    at = f"{last.begun_at.astimezone(settings.zone):%Y-%m-%d %H:%M}"
    if last.failure is not None:
        return Check(
            "night", "warning", f"The night's work of {at} failed in part: {last.failure}", "lms nightly"
        )
    if now - last.begun_at > LATE:
        return Check("night", "warning", f"The night's work last ran on {at}; it is due at {when}.", cure)
    if last.ended_at is None or last.ended_at < last.begun_at:
        if now - last.begun_at > LONG:
            return Check(
                "night", "warning", f"The night's work of {at} did not come to its end.", "lms nightly"
            )
        return Check("night", "ok", f"The night's work began on {at} and goes on.")
    did = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in last.done.items() if count)
    return Check("night", "ok", f"The night's work ran on {at}: {did or 'nothing was left to do'}.")
