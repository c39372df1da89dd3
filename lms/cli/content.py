"""``lms content``: whether what is taught is fit to be taught, and what rests on a rule."""

from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from lms.cli.choices import LocaleChoice
from lms.cli.speech import say, show, write_json

app = typer.Typer(
    help="Check what is taught, and what rests on a rule.", no_args_is_help=True, rich_markup_mode=None
)

_FOLDER = typer.Option(
    "--from", help="A content folder other than the product's own.", file_okay=False, exists=True
)
_JSON = typer.Option("--json", help="Print JSON and nothing else.")


@app.command("check")
def check(folder: Annotated[Path | None, _FOLDER] = None, json: Annotated[bool, _JSON] = False) -> None:
    """Check lessons, quizzes, courses and curricula in both languages; exits 1 when there is something to mend."""
    from lms.catalogue.teaching import CONTENT, check_teaching, read_teaching
    from scenarios.loader import load_all, slugs
    from scenarios.schema import Scenario

    content = folder or CONTENT
    languages = [read_teaching("zh-CN", content), read_teaching("en", content)]
    sources = {
        (scenario.locale, source.title)
        for scenario in load_all()
        if isinstance(scenario, Scenario)
        for source in scenario.sources
    }
    problems = check_teaching(languages, scenarios=slugs(), sources=sources)
    counts = {
        taught.locale: {
            "curricula": len(taught.curricula),
            "courses": len(taught.courses),
            "lessons": len(taught.lessons),
            "items": sum(len(quiz.items) for quiz in taught.quizzes.values()),
        }
        for taught in languages
    }
    if json:
        write_json({"counts": counts, "problems": [{"file": p.file, "what": p.what} for p in problems]})
    else:
        for problem in problems:
            show(str(problem))
        for locale, count in counts.items():
            say(f"{locale}: " + ", ".join(f"{number} {what}" for what, number in count.items()))
        say(f"{len(problems)} to mend." if problems else "All is well.")
    raise typer.Exit(1 if problems else 0)


@app.command("rules")
def rules(
    rule: Annotated[str | None, typer.Argument(help="The id of one rule; all by default.")] = None,
    locale: Annotated[LocaleChoice | None, typer.Option(help="Language of the titles.")] = None,
    json: Annotated[bool, _JSON] = False,
) -> None:
    """List what rests on each rule: lessons, quiz items and scenarios."""
    from lms.catalogue.teaching.resting import what_rests_on_rules
    from lms.platform.settings import load_settings

    resting = what_rests_on_rules(locale.locale if locale else load_settings().locale_default)
    if rule is not None and rule not in resting:
        near = get_close_matches(rule, resting, n=1)
        cure = f"did you mean “{near[0]}”?" if near else "`lms content rules` lists them all."
        say(f"There is no rule “{rule}” in the register; {cure}")
        raise typer.Exit(1)
    chosen = {rule: resting[rule]} if rule is not None else resting
    if json:
        write_json([entry.as_json() for entry in chosen.values()])
        return
    for entry in chosen.values():
        since = f", since {entry.rule.effective}" if entry.rule.effective else ""
        show(f"{entry.rule.id}: {entry.rule.title}{since}")
        for one in entry.resting:
            show(f"  {one.kind:<9} {one.ref}" + (f" ({one.clause})" if one.clause else ""))
        if not entry.resting:
            show("  nothing rests on it")
