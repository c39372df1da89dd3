"""The ``lms`` command: for people at a terminal, and for other programs that read its JSON.

With ``--json`` a command prints JSON and nothing else on standard output; words for people go to standard error.
Exit 0 means done, 1 refused or failed with a reason, 2 wrong usage, 130 stopped by Ctrl-C.
"""

import sys
from collections.abc import Sequence

INTERRUPTED = 130
"""128 and the number of the signal that Ctrl-C sends."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and exit the process with its code.

    Raises:
        SystemExit: always; with 0, 1, 2 or 130.
    """
    try:
        # Imported here: it takes long enough for somebody to press Ctrl-C.
        from lms.cli.commands import run

        run(arguments)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
