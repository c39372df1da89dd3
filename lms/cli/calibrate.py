"""``lms calibrate``: marks of several people over the same conversations in, a table of their agreement out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from lms.cli.choices import JudgeChoice, LocaleChoice
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.cli.marks import Sheet
    from lms.platform.i18n import Translator
    from scoring.agreement import Figure
    from scoring.assessment import Outcome
    from scoring.calibration import Marker
    from scoring.schema import Rubric


def calibrate(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="FILES…", help="Marks: .json, .jsonl or .csv files, or folders of them."),
    ],
    judge: Annotated[
        list[JudgeChoice] | None,
        typer.Option(help="Which judge marks the transcripts beside people; may be given twice."),
    ] = None,
    rubric: Annotated[str, typer.Option(help="What was marked by.")] = "service-core",
    bar: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="The least agreement; by default the rubric's own."),
    ] = None,
    locale: Annotated[
        LocaleChoice | None, typer.Option(help="Language of the table and of what is said.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the table as JSON.")] = False,
) -> None:
    """Tell how far people who marked the same conversations agree, and each judge with them.

    A file says who marked (“marker”), which conversation, and what they found (“outcomes”, by criterion). Where a
    transcript stands beside the marks, the judge marks it too, as it marks in the portal: the rules read in full, and
    where that cannot be, standard error says so. What falls below the bar is flagged.
    """
    from lms.cli.agreement_table import as_json, show_table
    from lms.cli.marks import JUDGES, sheets_in
    from lms.platform.errors import LmsError
    from lms.platform.i18n import translator
    from lms.platform.settings import load_settings
    from scoring.calibration import calibrate as measured
    from scoring.schema import load_rubric

    tr = translator(locale.value if locale else load_settings().locale_default)
    asked = load_rubric(rubric)
    try:
        sheets = sheets_in(sources, asked)
        people = sorted({sheet.marker for sheet in sheets} - set(JUDGES))
        conversations = len({sheet.conversation for sheet in sheets})
        for choice in dict.fromkeys(judge or [JudgeChoice.RULES]):
            sheets += _judged(sheets, choice, tr)
    except LmsError as error:
        say(tr.error(error))
        raise typer.Exit(1) from None
    if len(people) < 2:
        say(tr.gettext("Only one person has marked: how far people agree with each other is not known."))
    lines = measured(_markers(sheets), asked)
    least = asked.bar if bar is None else bar
    changes = _changes(sheets, asked)
    if json:
        write_json(
            {"conversations": conversations, "markers": people, **as_json(lines, asked, least, changes)}
        )
        return
    said = tr.ngettext(
        "{conversations} conversations, marked by {count} person.",
        "{conversations} conversations, marked by {count} people.",
        len(people),
    )
    show(said.format(conversations=conversations, count=len(people)))
    show_table(tr, lines, asked, least, changes)


def _markers(sheets: Sequence[Sheet]) -> list[Marker]:
    """Everybody who marked; a conversation that was marked in two rounds is two things to agree on."""
    from lms.cli.marks import JUDGES
    from scoring.calibration import Marker

    found: dict[str, dict[str, dict[str, Outcome]]] = {}
    for sheet in sheets:
        found.setdefault(sheet.marker, {})[f"{sheet.round} {sheet.conversation}"] = dict(sheet.outcomes)
    return [Marker(name, outcomes, machine=name in JUDGES) for name, outcomes in found.items()]


def _judged(sheets: Sequence[Sheet], choice: JudgeChoice, tr: Translator) -> list[Sheet]:
    """What a judge finds in the transcripts that lie beside the marks; where its marks lie there, those count."""
    from lms.cli.marks import Sheet, transcripts_of
    from lms.cli.scorers import score_all

    known = {sheet.conversation for sheet in sheets if sheet.marker == choice.value}
    given = [one for one in transcripts_of(sheets) if one.name not in known]
    if not given and not known:
        said = tr.gettext("No transcript lies beside the marks, so “{judge}” has not marked.")
        say(said.format(judge=choice.value))
    rounds: dict[str, set[str]] = {}
    for sheet in sheets:
        rounds.setdefault(sheet.conversation, set()).add(sheet.round)
    found = []
    for scored in score_all(given, choice):
        if scored.assessment is None:
            say(f"{scored.name}: {scored.trouble}")
            continue
        outcomes = {result.id: result.outcome for result in scored.assessment.criteria}
        found += [Sheet(scored.name, scored.name, choice.value, outcomes, one) for one in rounds[scored.name]]
    return found


def _changes(sheets: Sequence[Sheet], rubric: Rubric) -> dict[str, Figure]:
    """How the agreement of the judge that counts changed from the first round to the last, by line."""
    from scoring.calibration import drift

    rounds = sorted({sheet.round for sheet in sheets if sheet.round})
    if len(rounds) < 2:
        return {}
    first, last = (_markers([s for s in sheets if s.round == one]) for one in (rounds[0], rounds[-1]))
    return drift(first, last, rubric, judge=rubric.exam_judge)
