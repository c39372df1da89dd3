"""How many texts of customers are masked and read a second, as a file of feedback is."""

import time
from collections.abc import Sequence

from lms.cli.cores import in_order
from lms.feedback.classification.classifier import classify
from lms.feedback.classification.training.texts import shipped
from lms.platform.privacy import mask_with_names
from scenarios.transcript import LOCALES
from tests.bench.clocks import cpu_seconds
from tests.bench.table import Row

GOAL = 2_000
ROUNDS = 4


def feedback_a_second() -> list[Row]:
    """Texts of both languages: masked, read by their words, and both on all cores."""
    texts = [text.text for locale in LOCALES for text in shipped(locale)]
    masked = [mask_with_names(text).text for text in texts]
    for text in masked[::20]:
        classify(text)
    hidden = len(texts) / cpu_seconds(lambda: [mask_with_names(text) for text in texts], times=1, rounds=2)
    read = len(texts) / cpu_seconds(lambda: [classify(text) for text in masked], times=1, rounds=2)
    many = texts * ROUNDS
    began = time.perf_counter()
    done = sum(1 for _answer in in_order(_taken_in, many))
    both = done / (time.perf_counter() - began)
    return [
        Row("feedback masked, one core", f"{hidden:,.0f} /s"),
        Row("feedback classified, one core", f"{read:,.0f} /s"),
        Row("feedback, both, all cores", f"{both:,.0f} /s", goal=f"≥ {GOAL:,} /s on two", held=both >= GOAL),
    ]


def _taken_in(texts: Sequence[str]) -> list[str]:
    return [classify(mask_with_names(text).text).kind for text in texts]
