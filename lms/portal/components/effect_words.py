"""What an effect says, in plain sentences: for whoever answers for a branch, and for whoever reads figures."""

from lms.insight import FEWEST_BRANCHES, Effect
from lms.platform.i18n import Translator, mark

COMPLAINTS = {
    "fell": mark(
        "It helped: for 100 staff there were {size} complaints a month fewer than without it, by what happened "
        "elsewhere."
    ),
    "rose": mark(
        "It did not help: for 100 staff there were {size} complaints a month more than without it, by what happened "
        "elsewhere."
    ),
    "open": mark(
        "Whether it helped with complaints cannot be told yet: the difference is no larger than chance makes."
    ),
}
MASTERY = {
    "rose": mark(
        "People can do it better: mastery rose by {size} more than in branches that had not learned it."
    ),
    "fell": mark("Mastery fell by {size} more here than in branches that had not learned it."),
    "open": mark("Whether mastery rose cannot be told yet: the difference is no larger than chance makes."),
}
WHY_NOT = {
    "few_cases": mark("Too few complaints to say whether there are fewer."),
    "few_people": mark("Too few people had been seen before to say how mastery changed."),
    "few_branches": mark(
        "Nothing to compare with: fewer than {count} branches have not learned it. What changed here may have changed "
        "everywhere."
    ),
    "nobody": mark("No branch here has learned it for long enough yet."),
}
TOO_FEW = mark("too few to say")


def complaints_said(tr: Translator, found: Effect) -> str:
    """What became of complaints, in a sentence."""
    if found.verdict is None or found.value is None:
        return why_not(tr, found)
    size = tr.number(abs(found.value), 0)
    return tr.gettext(COMPLAINTS[found.verdict]).format(size=size)


def mastery_said(tr: Translator, found: Effect) -> str:
    """What became of mastery, in a sentence."""
    if found.verdict is None or found.value is None:
        return why_not(tr, found)
    size = tr.gettext("{points} points").format(points=tr.number(abs(found.value) * 100, 0))
    return tr.gettext(MASTERY[found.verdict]).format(size=size)


def why_not(tr: Translator, found: Effect) -> str:
    """Why nothing is said."""
    reason = found.why_not or "few_cases"
    return tr.gettext(WHY_NOT[reason]).format(count=FEWEST_BRANCHES)


def before_after(tr: Translator, found: Effect, *, share: bool = False) -> str:
    """The measure before and after, where it rests on enough."""
    if found.before is None or found.after is None:
        return tr.gettext(TOO_FEW)
    return f"{measure(tr, found.before, share=share)} → {measure(tr, found.after, share=share)}"


def beyond(tr: Translator, found: Effect, *, share: bool = False) -> str:
    """By how much it changed beyond the others, with its interval; a dash where that is not told."""
    if found.value is None or found.low is None or found.high is None:
        return "–"
    low, high = (_signed(tr, one, share=share) for one in (found.low, found.high))
    return f"{_signed(tr, found.value, share=share)} [{low} … {high}]"


def measure(tr: Translator, value: float, *, share: bool = False) -> str:
    """A rate of complaints as a whole number, or mastery as points of 100."""
    return tr.number(value * 100 if share else value, 0)


def _signed(tr: Translator, value: float, *, share: bool) -> str:
    said = measure(tr, abs(value), share=share)
    return said if said == "0" else f"{'−' if value < 0 else '+'}{said}"
