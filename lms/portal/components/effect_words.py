"""What an effect says, in plain sentences: for whoever answers for a branch, and for whoever reads figures."""

from collections.abc import Mapping

from lms.insight import FEWEST_BRANCHES, Effect
from lms.insight.basis import Basis
from lms.platform.i18n import Translator, mark

BY_STAFF: Mapping[str, str] = {
    "fell": mark(
        "It helped: for 100 staff there were {size} complaints a month fewer than without it, by what happened "
        "elsewhere."
    ),
    "rose": mark(
        "It did not help: for 100 staff there were {size} complaints a month more than without it, by what happened "
        "elsewhere."
    ),
}
BY_TRANSACTIONS: Mapping[str, str] = {
    "fell": mark(
        "It helped: for 10,000 transactions there were {size} complaints fewer than without it, by what happened "
        "elsewhere."
    ),
    "rose": mark(
        "It did not help: for 10,000 transactions there were {size} complaints more than without it, by what happened "
        "elsewhere."
    ),
}
COMPLAINTS: Mapping[Basis, Mapping[str, str]] = {"staff": BY_STAFF, "transactions": BY_TRANSACTIONS}
OPEN = mark(
    "Whether it helped with complaints cannot be told yet: the difference is no larger than chance makes."
)
RATES: Mapping[Basis, str] = {
    "staff": mark("Complaints for 100 staff in a month"),
    "transactions": mark("Complaints for 10,000 transactions"),
}
PLACES: Mapping[Basis, int] = {"staff": 0, "transactions": 2}
"""Decimal places of a rate: for 10,000 transactions there are few complaints."""
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


def complaints_said(tr: Translator, found: Effect, by: Basis = "staff") -> str:
    """What became of complaints, in a sentence."""
    if found.verdict is None or found.value is None:
        return why_not(tr, found)
    size = tr.number(abs(found.value), PLACES[by])
    return tr.gettext(COMPLAINTS[by].get(found.verdict, OPEN)).format(size=size)


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


def before_after(tr: Translator, found: Effect, *, share: bool = False, places: int = 0) -> str:
    """The measure before and after, where it rests on enough."""
    if found.before is None or found.after is None:
        return tr.gettext(TOO_FEW)
    before, after = (measure(tr, one, share=share, places=places) for one in (found.before, found.after))
    return f"{before} → {after}"


def beyond(tr: Translator, found: Effect, *, share: bool = False, places: int = 0) -> str:
    """By how much it changed beyond the others, with its interval; a dash where that is not told."""
    if found.value is None or found.low is None or found.high is None:
        return "–"
    value, low, high = (
        _signed(tr, one, share=share, places=places) for one in (found.value, found.low, found.high)
    )
    return f"{value} [{low} … {high}]"


def measure(tr: Translator, value: float, *, share: bool = False, places: int = 0) -> str:
    """A rate of complaints with so many decimal places, or mastery as points of 100."""
    return tr.number(value * 100, 0) if share else tr.number(value, places)


def _signed(tr: Translator, value: float, *, share: bool, places: int) -> str:
    said = measure(tr, abs(value), share=share, places=places)
    return said if not said.strip("0.") else f"{'−' if value < 0 else '+'}{said}"
