"""The commands together, and what becomes of an error none of them expected."""

import io
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from lms.cli import (
    acts,
    audit,
    calibrate,
    certificates,
    content,
    demo,
    feedback,
    figures,
    installation,
    library,
    nightly,
    people,
    play,
    score,
    serve,
    training,
    transcript_files,
)
from lms.cli.speech import say, show
from lms.platform.errors import LmsError

app = typer.Typer(
    name="lms",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        show(f"lms {version('lms')}")
        raise typer.Exit


@app.callback()
def _lms(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Rehearse hard customers: play, score, and run the learning portal."""


app.command("play")(play.play)
app.command("score")(score.score)
app.command("calibrate")(calibrate.calibrate)
app.command("acts")(acts.acts)
app.add_typer(library.app, name="scenario")
app.add_typer(content.app, name="content")
app.add_typer(feedback.app, name="feedback")
app.add_typer(figures.app, name="figures")
app.add_typer(certificates.app, name="certificates")
app.add_typer(training.app, name="training")
app.add_typer(transcript_files.transcripts, name="transcripts")
app.command("doctor")(installation.doctor)
app.command("migrate")(installation.migrate)
app.command("demo")(demo.demo)
app.add_typer(installation.admin, name="admin")
app.add_typer(people.app, name="people")
app.add_typer(audit.app, name="audit")
app.command("nightly")(nightly.nightly)
app.command("serve")(serve.serve)


def run(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit the process with its code.

    Raises:
        SystemExit: always; with 0, 1 or 2.
    """
    _open_what_is_closed()
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Half a surrogate pair cannot be written in UTF-8; as \udXXX it is what JSON itself would write.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(args=None if arguments is None else list(arguments))
    except SystemExit as end:
        # Whoever reads us has read enough (“lms acts | head -1”); that is no failure.
        if isinstance(end.__context__, BrokenPipeError):
            sys.exit(0)
        raise
    except OSError as error:
        say(_of_the_system(error))
        sys.exit(1)
    except (LmsError, LookupError, ValueError) as error:
        # LookupError and ValueError are what the libraries raise for an unknown scenario or a file that is wrong.
        if isinstance(error, KeyError | IndexError):
            raise
        say(str(error))
        sys.exit(1)
    except Exception as error:
        if not type(error).__module__.startswith("sqlalchemy"):
            raise
        from lms.cli.checks import reason_of

        say(f"The database failed: {reason_of(error)}. lms doctor says how to mend it.")
        sys.exit(1)


def _open_what_is_closed() -> None:
    """Give a stream that the caller has closed an empty one in its place (“lms acts <&-”)."""
    nowhere = Path(os.devnull)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, nowhere.open(mode, encoding="utf-8"))


def _of_the_system(error: OSError) -> str:
    """What the system refused, and to what."""
    reason = error.strerror or str(error)
    if error.filename is None:
        return f"The system refused: {reason}. Check the disk and where the output goes."
    return f"{os.fsdecode(error.filename)}: {reason}. Check the path, and that you may use it."
