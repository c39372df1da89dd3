"""The full reader of speech acts as the commands use it: where it cannot read, patterns do, and a person is told."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from lms.cli.check import Check
from lms.cli.speech import say
from scenarios.transcript import LOCALES, Locale

if TYPE_CHECKING:
    from scenarios.speech_acts import Recogniser
    from scoring.heard_acts import ReaderName

WORDS: dict[Locale, str] = {
    "zh-CN": "完整识别用不了，这次只按句式识别，听得会粗一些（{reason}）。",
    "en": "The full reader is not at hand, so patterns alone read, which miss more ({reason}).",
}


READ_BY: "dict[Locale, dict[ReaderName, str]]" = {
    "zh-CN": {"full": "按句式、词语和意思一起评", "patterns": "只按句式评"},
    "en": {"full": "Read by patterns, words and meaning", "patterns": "Read by patterns alone"},
}
"""How a person is told who read what was scored."""


@cache
def reader_for(locale: Locale) -> "Recogniser":
    """Return the full reader; the patterns, and a word about it on standard error, where it is missing."""
    from scenarios.speech_acts.full_reader import full_reader_for

    tell_if_missing(locale)
    return full_reader_for(locale)


@cache
def tell_if_missing(locale: Locale) -> None:
    """Say on standard error, once a language, that patterns alone read and why, where they do."""
    from scenarios.speech_acts.full_reader import missing

    reason = missing(locale)
    if reason:
        say(WORDS[locale].format(reason=reason))


def reader_check() -> Check:
    """Whether visits and utterances are read in full, for ``lms doctor``."""
    from scenarios.speech_acts.full_reader import missing

    reasons = sorted({reason for locale in LOCALES if (reason := missing(locale))})
    if not reasons:
        return Check("reader", "ok", "Visits are marked by patterns, words and meaning.")
    found = f"Visits are marked by patterns alone: {'; '.join(reasons)}."
    return Check("reader", "warning", found, "Install the program anew with its dependencies.")


def feedback_model_checks() -> Iterator[Check]:
    """Which model reads what customers write, a language at a time, for ``lms doctor``."""
    from lms.feedback.classification.model import in_use, shipped_path_of
    from scenarios.speech_acts.model_file import ModelError

    cure = "Make the models anew with: lms feedback train"
    for locale in LOCALES:
        name = f"feedback-{locale}"
        try:
            used = in_use(locale)
        except ModelError as error:
            yield Check(
                name,
                "warning",
                f"Feedback is read by word rules alone: {error}.",
                "Install the program anew.",
            )
            continue
        if used.wrong:
            found = f"Feedback is read by the shipped model, as your own is of no use: {used.wrong}."
            yield Check(name, "warning", found, cure)
        elif used.path == shipped_path_of(locale):
            yield Check(name, "ok", "Feedback is read by the shipped model.")
        else:
            yield Check(name, "ok", f"Feedback is read by the model trained here, {used.path}.")
