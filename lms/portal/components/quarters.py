"""A quarter in words."""

from lms.platform.i18n import Translator


def quarter_said(tr: Translator, quarter: str) -> str:
    """A quarter in words."""
    year, number = quarter.split("-Q")
    return tr.gettext("Q{number} {year}").format(year=year, number=number)
