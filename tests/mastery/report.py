"""The tables of docs/mastery/comparison.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from tests.mastery.comparison import CONTENDERS, Measured, compared, truth
from tests.mastery.learners import MINDS
from tests.mastery.measures import Figures, better_by, figures

NAMES = [each.name for each in CONTENDERS]
MEASURES: dict[str, Callable[[Figures], float]] = {
    "log loss": lambda one: one.log_loss,
    "Brier score": lambda one: one.brier,
    "calibration error": lambda one: one.calibration,
    "rank correlation with the true level": lambda one: one.rank,
    "error of the level (root mean square)": lambda one: one.off,
}


def tables() -> dict[str, str]:
    """Return the tables by their names, as Markdown."""
    measured = compared()
    made = {
        name: {kind: figures(said) for kind, said in each.by_kind.items()} for name, each in measured.items()
    }
    return {
        **{measure: _by_kind(made, of) for measure, of in MEASURES.items()},
        "difference": _difference(measured),
        "truth": _table(
            ("kind of learner", "log loss of the true chances"),
            [(kind, f"{loss:.3f}") for kind, loss in truth().items()],
        ),
        "bounds": _table(
            ("kind of learner", "true levels within the bounds"),
            [(kind, f"{one.within:.0%}") for kind, one in made["ability"].items() if one.within is not None],
        ),
        "terms": _terms(measured),
    }


def _by_kind(made: Mapping[str, Mapping[str, Figures]], of: Callable[[Figures], float]) -> str:
    rows: list[Sequence[str]] = [(kind, *(f"{of(made[name][kind]):.3f}" for name in NAMES)) for kind in MINDS]
    means = (sum(of(one) for one in made[name].values()) / len(MINDS) for name in NAMES)
    rows.append(("**mean**", *(f"**{mean:.3f}**" for mean in means)))
    return _table(("kind of learner", *NAMES), rows)


def _difference(measured: Mapping[str, Measured]) -> str:
    rows = []
    for kind in MINDS:
        row = [kind]
        for other in NAMES[1:]:
            mean, low, high = better_by(measured["ability"].by_kind[kind], measured[other].by_kind[kind])
            row.append(f"{mean:+.3f} ({low:+.3f} to {high:+.3f})")
        rows.append(row)
    return _table(("kind of learner", *(f"less than {other}" for other in NAMES[1:])), rows)


def _terms(measured: Mapping[str, Measured]) -> str:
    found: dict[str, float] = asdict(measured["ability"].chosen)
    return _table(("term", "found"), [(f"`{name}`", f"{value:.4g}") for name, value in found.items()])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
