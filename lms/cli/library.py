"""``lms scenario``: what the library holds, and whether a scenario is fit to be rehearsed."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.judging import assess
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from scenarios.schema import Scenario

app = typer.Typer(help="List and check scenarios.", no_args_is_help=True, rich_markup_mode=None)

GOOD_REACHES = 85
"""Score that a scenario's good trainee must reach, whatever the seed."""


@app.command("list")
def list_scenarios(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON array.")] = False,
) -> None:
    """Name every scenario of the library."""
    from scenarios.loader import load, locales_of, slugs

    listed = []
    for slug in slugs():
        versions = [load(slug, locale) for locale in locales_of(slug)]
        first = versions[0]
        listed.append(
            {
                "slug": slug,
                "locales": [version.locale for version in versions],
                "titles": {version.locale: version.title for version in versions},
                "segment": first.segment,
                "difficulty": first.difficulty,
                "competencies": list(first.competencies),
                "minutes": first.minutes,
            }
        )
    if json:
        write_json(listed)
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for heading in ("slug", "title", "segment", "difficulty", "minutes", "languages"):
        # The slug is what one types next: it is never cut.
        table.add_column(heading, no_wrap=heading != "title", overflow="fold")
    for slug, item in zip(slugs(), listed, strict=True):
        titles = item["titles"]
        assert isinstance(titles, dict)
        table.add_row(
            slug,
            " / ".join(titles.values()),
            str(item["segment"]),
            "●" * int(str(item["difficulty"])),
            f"{item['minutes']} min",
            " ".join(titles),
        )
    Console().print(table)


@app.command("check")
def check(
    source: Annotated[str, typer.Argument(metavar="FILE|SLUG", help="A scenario file, or a slug.")],
    seeds: Annotated[int, typer.Option(min=1, max=100, help="Play with so many seeds.")] = 5,
) -> None:
    """Read a scenario and play its scripted trainees: the good one must pass, the bad one must not."""
    from scenarios.loader import load, locales_of, read_scenario

    path = Path(source)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        if not path.is_file():
            raise ValueError(f"{source}: there is no such file")
        scenarios = [read_scenario(path.read_text(encoding="utf-8"), file=source)]
    else:
        scenarios = [load(source, locale) for locale in locales_of(source) or ("zh-CN",)]
    problems = [problem for scenario in scenarios for problem in _play_through(scenario, seeds)]
    for problem in problems:
        say(problem)
    if problems:
        raise typer.Exit(1)


def _play_through(scenario: "Scenario", seeds: int) -> list[str]:
    """Play every scripted trainee with every seed; say how it went and return what is wrong."""
    from scenarios.built_in import BuiltInCustomer
    from scenarios.conversation import play
    from scenarios.state import mark_of

    problems: list[str] = []
    means: dict[str, float] = {}
    for policy in ("good", "average", "bad"):
        scores = []
        for seed in range(seeds):
            at = f"{scenario.slug} ({scenario.locale}), {policy} trainee, seed {seed}"
            played = play(scenario, BuiltInCustomer(), getattr(scenario.trainees, policy), seed=seed)
            verdict = assess(played.transcript, scenario)
            scores.append(verdict.score)
            marks = [mark_of(turn.text) for turn in played.turns if turn.speaker == "customer"]
            if len(marks) != len(set(marks)):
                problems.append(f"{at}: the customer says a line twice; write more variants")
            wanted = bool(played.ending and played.ending.wanted)
            if policy == "good" and not (wanted and verdict.passed and verdict.score >= GOOD_REACHES):
                problems.append(
                    f"{at}: ends with “{played.state.ending}” and {verdict.score:.0f} points; "
                    f"it should reach the wanted ending and {GOOD_REACHES}"
                )
            if policy == "bad" and (wanted or verdict.passed):
                problems.append(f"{at}: passes or ends well; it should do neither")
        means[policy] = sum(scores) / len(scores)
        show(f"{scenario.slug} ({scenario.locale}) {policy}: {min(scores):.0f}–{max(scores):.0f} points")
    if not means["bad"] < means["average"] < means["good"]:
        problems.append(f"{scenario.slug} ({scenario.locale}): the average trainee does not lie between")
    return problems
