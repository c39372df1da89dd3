"""The simulator's own report: one table and one chart over all trials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lms.authoring.shipped import written
from lms.catalogue import text_hash
from scenarios.mood import FEELINGS
from scoring.trials import ODD, POLICIES, findings, summarise

if TYPE_CHECKING:
    from scenarios.schema import Scenario
    from scoring.trials import Trial

_ROW, _LEFT, _WIDE = 22, 250, 400  # pixels; the scale of 0 to 100 is _WIDE wide
_MARKS = {"good": "#2b6a99", "average": "#8a6d1b", "bad": "#9a3b3b", "odd": "#8c8c8c"}


def write_report(folder: Path, trials: Sequence[Trial], scenarios: Sequence[Scenario], *, seeds: int) -> None:
    """Write ``trials.md``, ``trials.svg`` and ``trials.json`` into ``folder``, which is made where it is not there.

    The table and the chart are for people; the portal shows trainers what stands in the third.
    """
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("trials.svg").write_text(chart(trials), encoding="utf-8")
    folder.joinpath("trials.md").write_text(table(trials, seeds=seeds), encoding="utf-8")
    folder.joinpath("trials.json").write_text(summaries(trials, scenarios), encoding="utf-8")


def summaries(trials: Sequence[Trial], scenarios: Sequence[Scenario]) -> str:
    """Return what came of every scenario, and what was found in it, as the portal reads it."""
    of = _by_scenario(trials)
    tried = sorted(scenarios, key=lambda scenario: (scenario.slug, scenario.locale))
    return written(
        [
            summarise(
                scenario,
                of[scenario.slug, scenario.locale],
                findings(of[scenario.slug, scenario.locale], difficulty=scenario.difficulty),
                text=text_hash(scenario),
            )
            for scenario in tried
        ],
        played_on=datetime.now(UTC).date(),
    )


def table(trials: Sequence[Trial], *, seeds: int) -> str:
    """Return the report as Markdown: what was counted over all, then a line a scenario."""
    engines = ", ".join(sorted({trial.engine for trial in trials}))
    lines = [
        "# The simulator, tried out",
        "",
        (
            f"{len(trials):,} conversations with the customer “{engines}”: every scenario in every language, played by "
            f"its good, average and bad trainee and by {len(ODD)} odd ones, with {seeds} seeds each. "
            "Made by `lms scenario check --report`."
        ),
        "",
        f"- facts told before they were earned: {sum(len(t.leaks) for t in trials)}",
        f"- customer lines spoken twice in a conversation: {sum(len(t.repeats) for t in trials)}",
        f"- turns in which something was caught or a model failed: {sum(len(t.caught) for t in trials)}",
        (
            f"- odd trainees who passed: {sum(t.passed for t in trials if t.trainee in ODD)} "
            f"of {sum(t.trainee in ODD for t in trials):,}"
        ),
        "",
        "![Scores of every scenario's trainees](trials.svg)",
        "",
        "| scenario | language | good | average | bad | odd, most | turns | endings | "
        + " | ".join(FEELINGS)
        + " |",
        "|---|---|---|---|---|---|---|---|" + "---|" * len(FEELINGS),
    ]
    lines += [_line(slug, locale, of) for (slug, locale), of in _by_scenario(trials).items()]
    return "\n".join(lines) + "\n"


def chart(trials: Sequence[Trial]) -> str:
    """Return an SVG: a row a scenario and language, a bar from least to most score for each trainee."""
    rows = _by_scenario(trials)
    height = _ROW * len(rows) + 60
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDE + 30} {height}" '
            'font-family="sans-serif" font-size="11">'
        ),
        "<title>Scores by trainee, least to most, 0 to 100</title>",
        f'<rect width="100%" height="{height}" fill="#ffffff"/>',
    ]
    for score in (0, 25, 50, 70, 100):
        x = _LEFT + _WIDE * score / 100
        dash = "" if score == 70 else ' stroke-dasharray="2 3"'
        parts.append(f'<line x1="{x}" x2="{x}" y1="30" y2="{height - 26}" stroke="#c9c9c9"{dash}/>')
        parts.append(f'<text x="{x}" y="{height - 10}" text-anchor="middle" fill="#555555">{score}</text>')
    for place, name in enumerate(_MARKS):
        parts.append(f'<text x="{_LEFT + 90 * place}" y="18" fill="{_MARKS[name]}">■ {name}</text>')
    for place, ((slug, locale), of) in enumerate(rows.items()):
        y = 40 + _ROW * place
        parts.append(
            f'<text x="{_LEFT - 8}" y="{y + 9}" text-anchor="end" fill="#333333">{escape(slug)} · {locale}</text>'
        )
        for lane, name in enumerate(_MARKS):
            scores = [t.score for t in of if (t.trainee if t.trainee in POLICIES else "odd") == name]
            if scores:
                x, wide = _LEFT + _WIDE * min(scores) / 100, _WIDE * (max(scores) - min(scores)) / 100
                parts.append(
                    f'<rect x="{x:.1f}" y="{y + 4 * lane - 3}" width="{max(wide, 3):.1f}" height="3" '
                    f'fill="{_MARKS[name]}"/>'
                )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _by_scenario(trials: Iterable[Trial]) -> dict[tuple[str, str], list[Trial]]:
    found: dict[tuple[str, str], list[Trial]] = {}
    for trial in trials:
        found.setdefault((trial.slug, trial.locale), []).append(trial)
    return dict(sorted(found.items()))


def _line(slug: str, locale: str, trials: Sequence[Trial]) -> str:
    scores = [_span([t.score for t in trials if t.trainee == policy]) for policy in POLICIES]
    odd = [t.score for t in trials if t.trainee in ODD]
    endings = Counter(t.ending for t in trials).most_common()
    moods = [
        f"{min(t.moods[place][0] for t in trials):.2f}–{max(t.moods[place][1] for t in trials):.2f}"
        for place in range(len(FEELINGS))
    ]
    cells = [slug, locale, *scores, str(max(odd)) if odd else "", _span([t.turns for t in trials])]
    cells += [", ".join(f"{ending} {count}" for ending, count in endings), *moods]
    return "| " + " | ".join(cells) + " |"


def _span(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    return str(min(numbers)) if min(numbers) == max(numbers) else f"{min(numbers)}–{max(numbers)}"
