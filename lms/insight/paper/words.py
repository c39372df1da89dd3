"""What a paper says, in words: the three sentences that matter, what a need is called, and how it was reckoned."""

from collections.abc import Sequence
from datetime import date
from math import inf

from lms.feedback.needs import MOST
from lms.feedback.words import BUSINESS_NAMES, CAUSE_NAMES, KIND_NAMES
from lms.insight.paper.branches import by_staff, fewest_visits
from lms.insight.paper.figures import FEW, Need
from lms.insight.paper.paper import Days, HiddenNeed, Paper
from lms.insight.paper.rising import Ratio
from lms.platform.i18n import Translator, mark
from lms.platform.masked import with_masks_named
from lms.platform.quarters import Quarter

NOT_SHOWN = mark("not shown")
NOTHING_RISES = mark("No need is told more often than before, beyond what chance makes.")


def quarter_name(tr: Translator, quarter: Quarter, today: date) -> str:
    """The quarter, and until when it is counted while it runs."""
    _ = tr.gettext
    name = _("Quarter {number} of {year}").format(number=quarter.number, year=quarter.year)
    if quarter.ends < today:
        return name
    return _("{quarter}, until {day}").format(quarter=name, day=tr.date(today))


def need_name(tr: Translator, need: Need | None) -> str:
    """A need in words."""
    _ = tr.gettext
    if need is None:
        return _("All other needs")
    cause = _({**KIND_NAMES, **CAUSE_NAMES}[need.cause])
    if need.business == "other":
        return cause
    return f"{cause} · {_(BUSINESS_NAMES[need.business])}"


def hidden_name(tr: Translator, one: HiddenNeed) -> str:
    """What a hidden need is called: by a person, or by its words while it waits for a name."""
    return (
        with_masks_named(tr, one.name or "")
        or listed(tr, [f"“{word}”" for word in one.words[:3]])
        or tr.gettext("Not named yet")
    )


def listed(tr: Translator, words: Sequence[str]) -> str:
    """Words one after the other."""
    return ("、" if tr.locale == "zh-CN" else ", ").join(words)


def days_named(tr: Translator, days: Days) -> str:
    """From when until when."""
    return tr.gettext("{first} to {last}").format(first=tr.date(days[0]), last=tr.date(days[1]))


def three_sentences(tr: Translator, paper: Paper) -> tuple[str, str, str]:
    """What matters: what is told most, what rises, and what no cause shows."""
    return _frequent(tr, paper), _rising(tr, paper), _hidden(tr, paper)


def _frequent(tr: Translator, paper: Paper) -> str:
    _, found = tr.gettext, paper.figures
    if found.total is None:
        return _("Fewer than five needs were told: too few to say anything without pointing at somebody.")
    if not found.total:
        return _("Nobody has told a need in this time.")
    told = tr.ngettext("Customers told {count} need", "Customers told {count} needs", found.total)
    said = told.format(count=tr.number(found.total))
    first = next((line for line in found.frequent if line.need is not None), None)
    if first is None:
        return _("{told}; none of them often enough to be named.").format(told=said)
    return _("{told}, most often about “{need}”: {count}, or {share}.").format(
        told=said,
        need=need_name(tr, first.need),
        count=tr.number(first.count),
        share=tr.percent(first.share),
    )


def _rising(tr: Translator, paper: Paper) -> str:
    _, rising = tr.gettext, paper.figures.rising
    if paper.before is None and paper.year is None:
        return _("What rises cannot be told yet: the portal holds nothing of the time before.")
    if not rising:
        return _(NOTHING_RISES)
    first = rising[0]
    against, ratio = (
        (_("the quarter before"), first.before)
        if first.before is not None and (first.before.rises or first.year is None)
        else (_("the same days a year ago"), first.year)
    )
    assert ratio is not None, "it rises against one of the two"
    if ratio.value is None:
        said = _("“{need}” is told more often than in {time}: {count} times now.")
        one = said.format(need=need_name(tr, first.need), time=against, count=tr.number(first.count))
    else:
        said = _("“{need}” is told {ratio} times as often as in {time} ({low} to {high}).")
        one = said.format(
            need=need_name(tr, first.need),
            ratio=tr.number(ratio.value, 1),
            time=against,
            low=tr.number(ratio.low, 1),
            high=tr.number(ratio.high, 1),
        )
    if len(rising) == 1:
        return one
    more = tr.ngettext("{count} more rises.", "{count} more rise.", len(rising) - 1)
    return tr.sentences(one, more.format(count=tr.number(len(rising) - 1)))


def _hidden(tr: Translator, paper: Paper) -> str:
    _ = tr.gettext
    if paper.reading is None:
        return _("What no cause shows is not known yet: the texts of this quarter have not been compared.")
    if not paper.hidden:
        return _("No hidden need was found that you can see.")
    first = paper.hidden[0]
    said = _("Hidden needs: {count}; the largest is {name}, in {texts} texts.").format(
        count=tr.number(len(paper.hidden)), name=hidden_name(tr, first), texts=tr.number(first.count)
    )
    if not paper.waiting:
        return said
    more = tr.ngettext("{count} waits for a name.", "{count} wait for a name.", paper.waiting)
    return tr.sentences(said, more.format(count=tr.number(paper.waiting)))


def ratio_said(tr: Translator, ratio: Ratio | None) -> str:
    """A ratio with its interval; a dash where nothing is compared."""
    _ = tr.gettext
    if ratio is None:
        return "–"
    if ratio.earlier is None:
        return _("more often") if ratio.rises else _("not told more often")
    if ratio.value is None:
        return _("new: nobody told it before") if ratio.rises else _("new, and too few to tell")
    high = "∞" if ratio.high == inf else tr.number(ratio.high, 1)
    said = _("{ratio} times ({low} to {high})")
    return said.format(ratio=tr.number(ratio.value, 1), low=tr.number(ratio.low, 1), high=high)


def method(tr: Translator, paper: Paper) -> list[str]:
    """How it was reckoned, and what to beware of."""
    _ = tr.gettext
    lines = [
        _(
            "A need is a cause with a business. Praise is none; what repeats an earlier item is counted once, and what "
            "looks like a paid complainer's not at all."
        ),
        _(
            "“Few” stands beside fewer than {count} cases: chance alone may change such a share by half."
        ).format(count=FEW),
    ]
    compared = [
        said.format(days=days_named(tr, days))
        for said, days in (
            (_("the quarter before ({days})"), paper.before),
            (_("the same days a year ago ({days})"), paper.year),
        )
        if days is not None
    ]
    if compared:
        with_what = (" " + _("and") + " " if tr.locale != "zh-CN" else _("and")).join(compared)
        lines.append(
            _(
                "Rising is what was told {count} times or more and more often a day than in {times}, with an exact "
                "interval of 95 % above one (Poisson counts, Clopper and Pearson). Of {compared} needs compared at "
                "most {chance} would seem to rise by chance alone, each time it is compared counted."
            ).format(
                count=tr.number(paper.rising_from),
                times=with_what,
                compared=tr.number(paper.figures.compared),
                chance=tr.number(paper.figures.by_chance, 1),
            )
        )
    lines += _left_out(tr, paper) + _of_reading(tr, paper)
    lines += _of_branches(tr, paper)
    if not paper.whole:
        lines.append(
            _(
                "Numbers below five are not shown, and with them whatever would give them away; a hidden need is "
                "shown once it has a name."
            )
        )
    return lines


def _left_out(tr: Translator, paper: Paper) -> list[str]:
    _ = tr.gettext
    lines = []
    for time, count in zip(
        (_("the quarter before"), _("the same days a year ago")), paper.left_out, strict=True
    ):
        if count:
            said = tr.ngettext(
                "{count} unit is not compared with {time}: nothing of it is held from the first of these days.",
                "{count} units are not compared with {time}: nothing of them is held from the first of these days.",
                count,
            )
            lines.append(said.format(count=tr.number(count), time=time))
    return lines


def _of_reading(tr: Translator, paper: Paper) -> list[str]:
    _, reading = tr.gettext, paper.reading
    if reading is None:
        return []
    by = _("by what they mean") if reading.how == "meaning" else _("by their words")
    lines = [
        _("Hidden needs: the texts until {day} were compared {by} on {when}, with all of the bank's.").format(
            day=tr.date(reading.until), by=by, when=tr.date(reading.asked_at)
        )
    ]
    if reading.compared < reading.texts:
        lines.append(
            _(
                "Of {texts} texts {compared} were compared: first those without a sure cause, then others by lot, and "
                "always the same; {most} at most."
            ).format(
                texts=tr.number(reading.texts), compared=tr.number(reading.compared), most=tr.number(MOST)
            )
        )
    return lines


def _of_branches(tr: Translator, paper: Paper) -> list[str]:
    """How branches are measured and ranked; nothing where the paper has none."""
    _ = tr.gettext
    if not paper.branches:
        return []
    lines = [
        _(
            "Branches are measured by transactions where these are held of every month of the quarter, else by staff; "
            "the two are never ranked together. Who has too few complaints has no place."
        ),
        _("Mystery visits stand beside others from {count} in the quarter on.").format(count=fewest_visits()),
    ]
    apart = by_staff(paper.branches)
    if apart:
        said = _("Measured by staff, for months of their transactions are missing: {names}.")
        lines.append(said.format(names=listed(tr, [one.rate.unit.name(tr.locale) for one in apart])))
    return lines


def small(tr: Translator, count: int | None) -> str | int:
    """A number, or that it is not shown: it is small, or would give a small one away."""
    return tr.gettext(NOT_SHOWN) if count is None else count
