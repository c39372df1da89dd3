"""The table that a soak leaves behind."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from tests.soak.visits import SpokenTurn, Visit

SAMPLE = 30
"""Lines of the model that are listed for a person to read."""
REASONS = {
    "role": "out of role and not shown",
    "fallback": "the built-in customer stepped in",
    "cut": "broke off after a whole sentence",
}


def failures(visits: Iterable[Visit]) -> list[str]:
    """Return what must not be: an unfinished visit, or a line that the independent reading objects to."""
    found = []
    for visit in visits:
        where = f"{visit.slug} ({visit.locale}), {visit.trainee} trainee"
        if visit.ending is None:
            found.append(f"{where}: did not end")
        found += [
            f"{where}: {'; '.join(answer.wrong)}: {answer.line}" for answer in visit.answers if answer.wrong
        ]
    return found


def table(visits: Sequence[Visit], *, wanted: int, model: str, minutes: float) -> str:
    """Return the report as Markdown.

    Args:
        visits: those played.
        wanted: how many were to be played.
        model: who found the words.
        minutes: how long it took.
    """
    bad = failures(visits)
    leaks = [line for line in bad if "the fact" in line]
    lines = [
        "# The soak: a very small model behind the customer",
        "",
        (
            f"{len(visits)} of {wanted} visits by trial trainees, silent ones, copiers and those with orders for the "
            f"model among them, in {minutes:.0f} minutes. The customer is played by {model}, a model far too small "
            "for it: it shows that the screen stays safe, not that a customer is good. Made by `make soak`."
        ),
        "",
        (
            "Every line the model got onto the screen is read a second time by rules of their own "
            "(`tests/soak/reading.py`), which know the prompt and the secrets."
        ),
        "",
        f"- breaks of role on the screen: {len(bad) - len(leaks) - sum(v.ending is None for v in visits)}",
        f"- hidden facts told or hinted at: {len(leaks)}",
        f"- visits that did not end: {sum(v.ending is None for v in visits)}",
        "",
        "| language | visits | answers | by the model | built-in stepped in | tokens a visit | seconds a visit |",
        "|---|---|---|---|---|---|---|",
    ]
    for locale in sorted({visit.locale for visit in visits}):
        lines += [_line(locale, [visit for visit in visits if visit.locale == locale])]
    lines += [_line("both", visits)]
    lines += ["", "## What was held back, and why", "", "| what | why | times |", "|---|---|---|"]
    for note, times in Counter(note for a in _answers(visits) for note in a.notes).most_common():
        kind, _, why = note.partition(": ")
        lines.append(f"| {REASONS.get(kind, kind)} | {why} | {times} |")
    lines += [
        "",
        "## By trainee",
        "",
        "| trainee | visits | by the model | built-in stepped in |",
        "|---|---|---|---|",
    ]
    for trainee in sorted({visit.trainee for visit in visits}):
        of = [visit for visit in visits if visit.trainee == trainee]
        spoken = [a.by_model for a in _answers(of)]
        lines.append(f"| {trainee} | {len(of)} | {sum(spoken)} | {len(spoken) - sum(spoken)} |")
    if bad:
        lines += ["", "## What must not be", "", *(f"- {_quoted(line)}" for line in bad)]
    lines += ["", "## A sample for a human eye", "", *(f"- {line}" for line in _sample(visits))]
    return "\n".join(lines) + "\n"


def _line(name: str, visits: Sequence[Visit]) -> str:
    answers = list(_answers(visits))
    spoken, count = sum(a.by_model for a in answers), max(1, len(visits))
    share = f"{spoken} ({100 * spoken / max(1, len(answers)):.0f} %)"
    return (
        f"| {name} | {len(visits)} | {len(answers)} | {share} | {len(answers) - spoken} | "
        f"{sum(v.tokens for v in visits) / count:,.0f} | {sum(v.seconds for v in visits) / count:.1f} |"
    )


def _answers(visits: Iterable[Visit]) -> Iterable[SpokenTurn]:
    return (answer for visit in visits for answer in visit.answers)


def _sample(visits: Sequence[Visit]) -> list[str]:
    shown = [
        f"{visit.slug} ({visit.locale}), {visit.trainee}: {_quoted(answer.line)}"
        for visit in visits
        for answer in visit.answers
        if answer.by_model
    ]
    return random.Random(0).sample(shown, min(SAMPLE, len(shown)))


def _quoted(line: str) -> str:
    """Return a line in which nothing is taken for Markdown."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|" else sign for sign in " ".join(line.split()))
