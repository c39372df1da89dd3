"""``lms feedback classify`` and ``lms feedback train``: what customers wrote, and the model that reads it."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lms.cli.cores import in_order
from lms.cli.feedback_lines import STANDARD_INPUT, read_items
from lms.cli.speech import say, show, write_json

if TYPE_CHECKING:
    from lms.feedback.classification.classifier import Classified
    from lms.feedback.classification.training.texts import Labelled
    from scenarios.transcript import Locale

FIELDS = ("channel", "branch", "employee", "received_at")
"""What may be told beside the text; it is handed through, and what is told of branch and employee counts."""
FULL_UP_TO = 1_000
"""Texts that are read in full unasked, half a minute of one core. With more, nobody waits for 30 ms each."""
_SLACK = 0.005
"""A figure that falls by no more than this has not become worse: one text of two hundred."""


def classify(
    source: Annotated[
        str, typer.Argument(metavar="FILE", help="A text file, JSON lines or CSV; - reads standard input.")
    ] = STANDARD_INPUT,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    in_full: Annotated[
        bool | None,
        typer.Option(
            "--full/--quick",
            help="Read the meaning of each text as well, some 30 ms a text; or its words alone, half a millisecond.",
            show_default=f"full up to {FULL_UP_TO:,} texts",
        ),
    ] = None,
) -> None:
    """Tell of each text what it is: kind, cause, business, severity, segment, competencies, and the words that decided.

    A line is plain text, or JSON {"text", "channel"?, "branch"?, "employee"?, "received_at"?}; a CSV file has the
    same names in its first row. One result for each text, in the same order.
    """
    told: set[str] = set()
    items, full = _chosen(read_items(source), in_full)
    for item, found, why in in_order(_read_in_full if full else _read_quickly, _watched(items)):
        if why and why not in told:
            told.add(why)
            say(f"Word rules alone classify, which miss more: {why}.")
        if as_json:
            write_json(item | found)
        else:
            show(_in_a_line(item["text"], found))


_Answer = tuple[dict[str, Any], dict[str, Any], str | None]
"""What was given, what was found, and why words alone were read, if so."""


def _read_in_full(given: Sequence[dict[str, Any]]) -> list[_Answer]:
    from lms.feedback.classification.classifier import classify_in_full

    return [_read(one, classify_in_full) for one in given]


def _read_quickly(given: Sequence[dict[str, Any]]) -> list[_Answer]:
    from lms.feedback.classification.classifier import classify as classify_quickly

    return [_read(one, classify_quickly) for one in given]


def _read(given: dict[str, Any], reader: "Callable[[str], Classified]") -> _Answer:
    from lms.feedback.classification.classifier import classifier_for
    from lms.feedback.classification.features import locale_of
    from lms.platform.privacy import mask

    item = {"text": given["text"]} | _beside(given)
    # A telephone number holds the digits of a hotline; and no number of a customer is to be read here.
    found = reader(mask(item["text"]).text).as_dict()
    for field in ("branch", "employee"):
        found[field] = item.get(field) or found[field]
    return item, found, classifier_for(locale_of(item["text"])).missing


def train(
    corrections: Annotated[
        Path | None, typer.Option(help="JSON lines of texts with the labels people gave them.")
    ] = None,
    accept_worse: Annotated[
        bool, typer.Option(help="Take the new models although something got worse.")
    ] = False,
    into: Annotated[
        Path | None,
        typer.Option(
            file_okay=False,
            help="Write the models into this folder and make them even from the same texts, for whoever ships them.",
        ),
    ] = None,
) -> None:
    """Make the models anew from what ships and from corrections; show before and after on texts held out.

    They are kept in the home of the installation; what ships stays beside the program and reads where they cannot.
    Where the texts are those the models in use were made from, there is nothing to learn, and they stay.

    Corrections are those of the portal, of masked texts, where this installation has a database, and of a file.
    Where a figure got worse the old models stay, and the exit code is 1, unless you accept it.
    """
    from lms.feedback.classification.classifier import Classifier, classifier_for
    from lms.feedback.classification.features import locale_of
    from lms.feedback.classification.lexicon import lexicon_for
    from lms.feedback.classification.meaning import meanings_of, missing
    from lms.feedback.classification.model import as_kept, path_of, shipped_path_of
    from lms.feedback.classification.training import recipe, texts
    from scenarios.transcript import LOCALES

    if why := missing():
        say(f"Nothing can be learned here, because what texts mean cannot be read: {why}.")
        raise typer.Exit(1)
    added = [*_corrected_in_the_portal(), *(texts.read_texts(corrections) if corrections else ())]
    made, worse = [], []
    taught, lessons = {}, {}
    for locale in LOCALES:
        given = [text for text in added if locale_of(text.text) == locale]
        unseen = {text.text for text in texts.held_out(locale)}
        both = (*texts.shipped(locale), *given)
        taught[locale] = {text.text: text for text in both if text.text not in unseen}
    if into is None and all(_made_from(locale, [*taught[locale].values()]) for locale in LOCALES):
        say("There is nothing new to learn: the models in use were made from these texts. They stay.")
        return
    paths = {locale: into / shipped_path_of(locale).name if into else path_of(locale) for locale in LOCALES}
    _made_ready(paths[LOCALES[0]].parent)
    for locale, corrected in taught.items():
        say(f"{locale}: reading what {len(corrected)} texts mean …")
        lessons[locale] = recipe.Lesson(list(corrected.values()), meanings_of(list(corrected)))
    for locale, lesson in lessons.items():
        say(f"{locale}: learning from {len(lesson.texts)} texts …")
        others = [other for name, other in lessons.items() if name != locale]
        model, held_out = as_kept(recipe.train(lesson, locale, others)), texts.held_out(locale)
        old = classifier_for(locale)
        meanings = meanings_of([text.text for text in held_out])
        before = recipe.figures_both_ways(held_out, meanings, old)
        after = recipe.figures_both_ways(held_out, meanings, Classifier(locale, model, lexicon_for(locale)))
        show(f"{locale}, {len(held_out)} texts held out{'' if old.model else '; before: word rules alone'}")
        show(f"  {'':<26}{'before':>8}{'after':>8}")
        for figure, reached in after.items():
            fell = reached < before[figure] - _SLACK
            show(f"  {figure:<26}{before[figure]:>8.3f}{reached:>8.3f}{'  worse' if fell else ''}")
            if fell:
                worse.append(f"{locale} {figure}")
        made.append((model, paths[locale]))
    if worse and not accept_worse:
        say(
            f"Nothing was changed, because this got worse: {', '.join(worse)}. --accept-worse takes it all the same."
        )
        raise typer.Exit(1)
    for model, path in made:
        model.save(path)
    say(f"The new models are in {made[0][1].parent}. A portal that runs reads them once it is started again.")


def _made_ready(folder: Path) -> None:
    """Make the folder for the models, and see that it can be written to before minutes are spent on learning."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder):
            pass
    except OSError as error:
        say(f"{folder} cannot be written to ({error.strerror}). Name a folder you may write to.")
        raise typer.Exit(1) from None


def _made_from(locale: "Locale", learned: "Sequence[Labelled]") -> bool:
    """Whether the model in use of a language was made from these texts."""
    from lms.feedback.classification.model import in_use
    from lms.feedback.classification.training.recipe import digest_of
    from scenarios.speech_acts.model_file import ModelError

    try:
        used = in_use(locale)
    except ModelError:
        return False
    return used.wrong is None and used.model.trained_on == digest_of(learned)


def _corrected_in_the_portal() -> "list[Labelled]":
    """What people said of feedback in this installation; nothing where it has no database of this version yet."""
    from lms.feedback import corrected_texts
    from lms.platform.context import Context
    from lms.platform.database import open_database
    from lms.platform.migrations import current, head
    from lms.platform.settings import load_settings

    settings = load_settings()
    database = open_database(settings)
    if database.is_sqlite and not Path(database.url.database or "").exists():
        return []
    return list(corrected_texts(Context(database, settings))) if current(database) == head() else []


def _chosen(items: Iterator[dict[str, Any]], in_full: bool | None) -> tuple[Iterable[dict[str, Any]], bool]:
    """Return the items, and whether they are read in full; what is wrong with one is raised in its turn."""
    from lms.feedback.classification.meaning import missing

    if in_full is None:
        ahead, wrong = _ahead(items, FULL_UP_TO + 1)
        in_full = len(ahead) <= FULL_UP_TO
        items = chain(ahead, items if wrong is None else _Raising(wrong))
        if not in_full:
            say(
                f"More than {FULL_UP_TO:,} texts: their words alone are read. --full reads their meaning, too."
            )
    if in_full and (why := missing()):
        say(f"The words of texts alone are read, which misses more: {why}.")
    return items, in_full


def _watched(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the items; where somebody watches, they see how many are read."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn

    columns = SpinnerColumn(), TextColumn("{task.completed} texts read")
    with Progress(
        *columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    ) as progress:
        yield from progress.track(items, total=None)


def _ahead(items: Iterator[dict[str, Any]], most: int) -> tuple[Sequence[dict[str, Any]], ValueError | None]:
    """Return the first items, and what was wrong with the one after them."""
    first: list[dict[str, Any]] = []
    try:
        for item in islice(items, most):
            first.append(item)  # noqa: PERF402  those before a wrong one count
    except ValueError as error:
        return first, error
    return first, None


class _Raising(Iterator[dict[str, Any]]):
    """Raises what was wrong, when it is come to."""

    def __init__(self, wrong: ValueError) -> None:
        self._wrong = wrong

    def __next__(self) -> dict[str, Any]:
        raise self._wrong


def _beside(given: dict[str, Any]) -> dict[str, Any]:
    return {field: given[field] for field in FIELDS if isinstance(given.get(field), str) and given[field]}


def _in_a_line(text: str, found: dict[str, Any]) -> str:
    labels = [
        found["kind"],
        found["cause"] or "—",
        found["business"],
        found["severity"],
        found["segment"],
        *found["flags"],
    ]
    why = ", ".join(dict.fromkeys(word for words in found["decided_by"].values() for word in words[:1]))
    return f"{' · '.join(labels)}  ({why})  {' '.join(text.split())[:60]}"
