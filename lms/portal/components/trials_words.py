"""What trials are called on screen: who tried, what was found, and how to mend it."""

from collections.abc import Mapping

from lms.authoring import PLAYER_ENDED, PLAYER_SILENT, TrialRow
from lms.platform.i18n import Translator, mark
from lms.portal.components.terms import term
from scoring.trials import GOOD_REACHES, POLICIES, Note, Tally

TRAINEE_NAMES: Mapping[str, str] = {
    "good": mark("Good trainee"),
    "average": mark("Average trainee"),
    "bad": mark("Bad trainee"),
    "silent": mark("Says nothing"),
    "one_word": mark("One word at a time"),
    "only_apologies": mark("Only says sorry"),
    "only_questions": mark("Only asks questions"),
    "polite_and_idle": mark("Polite, and does nothing"),
    "reads_rules": mark("Reads the rules out"),
    "promises_everything": mark("Promises everything"),
    "copies": mark("Repeats the customer"),
    "changes_language": mark("Changes language"),
    "injects_zh": mark("Tricks in Chinese"),
    "injects_en": mark("Tricks in English"),
    "sells": mark("Only sells"),
    "jokes": mark("Only jokes"),
}
FOUND: Mapping[str, str] = {
    "leak": mark("{who}: the customer tells a hidden fact before it is earned"),
    "repeat": mark("{who}: the customer says a line twice"),
    "good_misses_the_ending": mark("{who}: does not reach the wanted ending"),
    "good_scores_low": mark("{who}: does not pass with {most} points or more"),
    "good_marked_low": mark("{who}: marked as a visit is, does not pass with {most} points or more"),
    "bad_marked_passing": mark("{who}: marked as a visit is, passes"),
    "good_is_cut_short": mark("{who}: is not let finish"),
    "won_without_merit": mark("{who}: reaches the wanted ending without having earned it"),
    "bad_passes": mark("{who}: passes"),
    "odd_passes": mark("{who}: passes, and does nothing else"),
    "not_apart": mark("{who}: does not lie between the bad and the good one"),
    "too_easy": mark("{who}: passes more than half the time, too often at this difficulty"),
}
MENDED: Mapping[str, str] = {
    "leak": mark("Take the fact's words out of the lines that come before it, or let it be earned earlier."),
    "repeat": mark("Write more lines for this moment and this mood."),
    "good_misses_the_ending": mark(
        "Read the conversation: ask less of the ending, or let the good trainee say what is missing."
    ),
    "good_scores_low": mark(
        "Read the conversation: a criterion is missed. Let the good trainee say its sentence."
    ),
    "good_marked_low": mark(
        "Visits are read in full. Look for words that sound like a fault or a promise, and say them plainly."
    ),
    "bad_marked_passing": mark(
        "Let the bad trainee hurry, blame or turn away; what they said so far is too good."
    ),
    "good_is_cut_short": mark("Let the ending wait for one thing more, or shorten the good trainee's words."),
    "won_without_merit": mark("Ask more of the wanted ending: an objective, a fact, more trust."),
    "bad_passes": mark("Let the bad trainee hurry, blame or turn away; what they said so far is too good."),
    "odd_passes": mark("One thing alone must not be enough: let the wanted ending ask for two objectives."),
    "not_apart": mark(
        "Let the average trainee do about half: greet and explain, but leave the feeling or the time out."
    ),
    "too_easy": mark("Let the customer forgive less, or ask more of the wanted ending."),
}
OTHER = mark("{who}: something is not as it should be")
OTHER_MENDED = mark("“lms scenario check” on the server says what.")
STATES: Mapping[str, str] = {
    "mend": mark("Needs mending"),
    "changed": mark("Changed since it was tried"),
    "untried": mark("Not tried yet"),
    "sound": mark("As it should be"),
}
_SIGNS: Mapping[str, str] = {"mend": "▼", "changed": "○", "untried": "○", "sound": "●"}


def state_of(row: TrialRow) -> str:
    """One of ``STATES``."""
    if row.summary is None:
        return "untried"
    if row.outdated:
        return "changed"
    return "mend" if row.summary.notes else "sound"


def state_word(tr: Translator, row: TrialRow) -> str:
    """The state in shape and word, and whether trials are being played."""
    state = state_of(row)
    said = f"{_SIGNS[state]} {tr.gettext(STATES[state])}"
    now = tr.gettext("being tried now")
    return f"{said} · {now}" if row.waiting else said


def trainee_name(tr: Translator, trainee: str) -> str:
    """What a trainee is called."""
    return term(tr, TRAINEE_NAMES, trainee)


def found_words(tr: Translator, note: Note) -> str:
    """What was found, in a sentence without its end."""
    said = tr.gettext(FOUND.get(note.kind, OTHER))
    return said.format(who=trainee_name(tr, note.trainee), most=GOOD_REACHES)


def mended_words(tr: Translator, note: Note) -> str:
    """What to do about it."""
    return tr.gettext(MENDED.get(note.kind, OTHER_MENDED))


def failure_words(tr: Translator, failure: str) -> str:
    """Why a run could not go on; a fault of the scenario is named as the program names it, beside what to do."""
    kind, _, rest = failure.partition(": ")
    if kind == PLAYER_ENDED:
        said = tr.gettext("the program that plays it was ended from outside (code {code}). Start it again.")
        return said.format(code=rest)
    if kind == PLAYER_SILENT:
        said = tr.gettext(
            "the program that plays it gave no answer for {count} seconds and was ended. Start it again."
        )
        return said.format(count=rest)
    if kind == "NotFound":
        return tr.gettext(rest)
    said = tr.gettext(
        "the scenario is at fault. “lms scenario check” on the server says what to write instead. Reported: {fault}"
    )
    return said.format(fault=failure)


def span_words(low: float, high: float) -> str:
    """Two numbers, or one when they are the same."""
    return f"{low:.0f}" if low == high else f"{low:.0f}–{high:.0f}"


def scores_words(tr: Translator, tallies: tuple[Tally, ...]) -> str:
    """Who reached how much, in a sentence; it says what a drawing of scores shows."""
    spans = {tally.trainee: span_words(*tally.span) for tally in tallies}
    odd = max((tally.span[1] for tally in tallies if tally.trainee not in POLICIES), default=None)
    if odd is None:
        return tr.gettext("Good {good}, average {average}, bad {bad}").format(**spans)
    said = tr.gettext("Good {good}, average {average}, bad {bad}; one-trick trainees {odd} at most")
    return said.format(**spans, odd=odd)
