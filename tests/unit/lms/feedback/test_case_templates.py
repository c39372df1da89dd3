"""Words for the handler: what fits a step, a cause, and what was found."""

import pytest

from lms.feedback.cases.templates import reply_words
from lms.platform.settings import LOCALES, Locale


def titles(locale: Locale, doing: str | None) -> set[str]:
    return {
        one.title for one in reply_words(locale, step="reply", cause="attitude", segment="mass", doing=doing)
    }


@pytest.mark.parametrize("locale", LOCALES)
def test_nobody_is_told_that_staff_were_in_the_wrong_before_that_was_found(locale: Locale) -> None:
    theirs = titles(locale, "employee") - titles(locale, None)
    assert len(theirs) == 1
    assert theirs.isdisjoint(titles(locale, "customer"))


@pytest.mark.parametrize("locale", LOCALES)
def test_that_the_rule_is_so_is_said_once_it_was_found_that_nobody_did_wrong(locale: Locale) -> None:
    assert len(titles(locale, "process") - titles(locale, "employee")) == 1
    assert titles(locale, "nobody") == titles(locale, "process")
