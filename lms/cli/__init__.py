"""The ``lms`` command: for people at a terminal, and for other programs that read its JSON.

With ``--json`` a command prints JSON and nothing else on standard output; words for people go to standard error.
Exit 0 means done, 1 refused or failed with a reason, 2 wrong usage.
"""

import io
import sys
from collections.abc import Sequence

import typer

from lms.cli import acts, installation, library, play, score, serve
from lms.cli.speech import say
from lms.platform.errors import LmsError

app = typer.Typer(
    name="lms",
    help="Rehearse hard customers: play, score, and run the learning portal.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.command("play")(play.play)
app.command("score")(score.score)
app.command("acts")(acts.acts)
app.add_typer(library.app, name="scenario")
app.command("doctor")(installation.doctor)
app.command("migrate")(installation.migrate)
app.command("demo")(installation.demo)
app.add_typer(installation.admin, name="admin")
app.command("serve")(serve.serve)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit the process with its code.

    Raises:
        SystemExit: always; with 0, 1 or 2.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Half a surrogate pair cannot be written in UTF-8; as \udXXX it is what JSON itself would write.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(args=None if arguments is None else list(arguments))
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except (LmsError, LookupError, ValueError, OSError) as error:
        # LookupError and ValueError are what the libraries raise for an unknown scenario or a file that is wrong.
        if isinstance(error, KeyError | IndexError):
            raise
        say(str(error))
        sys.exit(1)
