"""What is wrong in a file that was handed in, as commands tell it: a line each for people, objects for programs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lms.cli.speech import say

if TYPE_CHECKING:
    from lms.platform.i18n import Translator
    from lms.platform.sheet_faults import Fault

MOST_NAMED = 100
"""Faults that are named one by one."""


def name_faults(tr: "Translator", faults: Sequence["Fault"], *, most: int = MOST_NAMED) -> None:
    """Name them on standard error, with where each stands and what to write instead."""
    for fault in faults[:most]:
        say(fault.said_in(tr))
    if len(faults) > most:
        more = tr.gettext("And {count} more. Correct these first, and try again.")
        say(more.format(count=len(faults) - most))


def faults_as_json(tr: "Translator", faults: Sequence["Fault"]) -> list[dict[str, object]]:
    """The same for other programs, all of them."""
    return [{"row": one.row, "column": tr.gettext(one.column), "message": one.told_in(tr)} for one in faults]
