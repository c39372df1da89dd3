"""Until when something is to be done, in words: a day that is over is said to be over."""

from datetime import date

from lms.platform.i18n import Translator


def due_said(tr: Translator, due_on: date, *, late: bool) -> str:
    """“Due by 3 March”, or since when it is overdue."""
    said = tr.gettext("overdue since {day}") if late else tr.gettext("due by {day}")
    return said.format(day=tr.date(due_on))
