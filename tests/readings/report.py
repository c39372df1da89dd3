"""The tables of docs/calibration/readings.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scenarios.speech_acts import SPEECH_ACTS, recogniser_for
from scenarios.speech_acts.full_reader import full_reader_for
from scenarios.transcript import LOCALES
from scoring.schema import load_rubric
from tests.readings.judging import HEARINGS, judged, judged_when, rank_correlation
from tests.readings.measures import (
    compared,
    heard_by,
    interval,
    kappa,
    macro_f1,
    mean_kappa,
    share_alike,
    spoken,
)
from tests.readings.sets import (
    Marked,
    first_reading,
    held_out,
    held_out_again,
    second_reading,
    settled_reading,
)

PATTERNS, FULL = HEARINGS[:2]
SHORT = {"met": "met", "not_met": "not met", "not_applicable": "n/a", "abstained": "abstained"}


def tables() -> dict[str, str]:
    """Return the tables by their names, as Markdown."""
    held = held_out()
    return {
        "two readings": _by_criterion(first_reading(), second_reading()),
        "judge": _overall(),
        "held out": _by_criterion(held, judged(held), judged_when(held, "reader's own", signs_told=True)),
        "to blame": _to_blame(held),
        "acts": _acts(held),
    }


def put_into(text: str, made: dict[str, str], *, by: str = "tests.readings") -> str:
    """Return the page with its tables made anew, each between its two comments.

    Raises:
        ValueError: the page has no place for a table.
    """
    for name, table in made.items():
        begin, end = f"<!-- {name}: made by python -m {by} -->", f"<!-- end of {name} -->"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        if not after:
            raise ValueError(f"the page has no place for “{name}”: write {begin} and {end}")
        text = f"{before}{begin}\n{table}\n{end}{after}"
    return text


def _by_criterion(
    ones: Sequence[Marked], others: Sequence[Marked], helped: Sequence[Marked] | None = None
) -> str:
    """Return a line a criterion; with ``helped``, also how far the others agree where acts and signs are known."""
    spoken_by = {locale: compared(spoken(ones, locale), spoken(others, locale)) for locale in LOCALES}
    both = compared(ones, others)
    known = compared(ones, helped) if helped else {}
    rows: list[Sequence[str]] = []
    for criterion in load_rubric("service-core").criteria:
        pairs = both[criterion.id]
        parted = [pair for pair in pairs if pair[0] != pair[1]]
        kinds = sorted({(parted.count(pair), pair) for pair in parted}, reverse=True)
        rows.append(
            (
                f"`{criterion.id}`",
                *(_figure(kappa(spoken_by[locale][criterion.id])) for locale in LOCALES),
                _figure(kappa(pairs)),
                *([_figure(kappa(known[criterion.id]))] if known else []),
                f"{share_alike(pairs):.0%}",
                ", ".join(f"{n} × {SHORT[one]} → {SHORT[other]}" for n, (one, other) in kinds),
            )
        )
    means = (
        *(mean_kappa(spoken_by[locale]) for locale in LOCALES),
        mean_kappa(both),
        *([mean_kappa(known)] if known else []),
    )
    alike = share_alike([pair for pairs in both.values() for pair in pairs])
    rows.append(("**mean**", *(f"**{mean:.2f}**" for mean in means), f"**{alike:.0%}**", ""))
    extra = ["κ if acts and signs were known"] if known else []
    return _table(("criterion", "κ zh-CN", "κ en", "κ both", *extra, "alike", "where they part"), rows)


def _overall() -> str:
    rows = []
    for name, read, hearing in (
        ("first reading", first_reading(), PATTERNS),
        ("second reading", second_reading(), PATTERNS),
        ("settled", settled_reading(), PATTERNS),
        ("settled, read in full", settled_reading(), FULL),
        ("**held out**", held_out(), PATTERNS),
        ("**held out**, read in full", held_out(), FULL),
        ("**held out, later set**", held_out_again(), PATTERNS),
        ("**held out, later set**, read in full", held_out_again(), FULL),
    ):
        for locale in LOCALES:
            here = spoken(read, locale)
            marked = judged_when(here, hearing)
            low, high = interval(here, marked)
            pairs = compared(here, marked)
            weak = sum((k := kappa(each)) is not None and k < 0.6 for each in pairs.values())
            rows.append(
                (
                    name,
                    locale,
                    str(len(here)),
                    f"{mean_kappa(pairs):.2f} ({low:.2f}–{high:.2f})",
                    _figure(kappa([pair for each in pairs.values() for pair in each])),
                    str(weak),
                    f"{rank_correlation(here, marked):.2f}",
                )
            )
    head = (
        "read as",
        "language",
        "conversations",
        "mean κ (95 %)",
        "pooled κ",
        "criteria below 0.6",
        "rank corr.",
    )
    return _table(head, rows)


def _to_blame(held: Sequence[Marked]) -> str:
    rows = []
    for hearing in HEARINGS:
        for told in (False, True):
            figures = []
            for locale in LOCALES:
                here = spoken(held, locale)
                marked = judged_when(here, hearing, signs_told=told)
                figures += [
                    f"{mean_kappa(compared(here, marked)):.2f}",
                    f"{rank_correlation(here, marked):.2f}",
                ]
            rows.append((hearing, "told" if told else "inferred", *figures))
    return _table(("acts as heard by", "signs", "κ zh-CN", "rank zh-CN", "κ en", "rank en"), rows)


def _acts(held: Sequence[Marked]) -> str:
    heard = [
        heard_by(reader_of(locale), spoken(held, locale))
        for locale in LOCALES
        for reader_of in (recogniser_for, full_reader_for)
    ]
    rows: list[Sequence[str]] = []
    for act in SPEECH_ACTS:
        there = [each.get(act) for each in heard]
        if any(there):
            figures = [f"{h.f1:.2f} ({h.right}/{h.missed}/{h.extra})" if h else "" for h in there]
            rows.append((f"`{act}`", *figures))
    rows.append(("**macro F1**", *(f"**{macro_f1(each):.2f}**" for each in heard)))
    return _table(("act", "zh-CN patterns", "zh-CN full", "en patterns", "en full"), rows)


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = f"|{'---|' * len(head)}"
    said = [f"| {' | '.join(line)} |" for line in (head, *rows)]
    return "\n".join([said[0], rule, *said[1:]])
