"""The tables of a paper, as page, PDF and workbook show them alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lms.feedback.words import SEGMENT_NAMES
from lms.insight.basis import Basis
from lms.insight.paper.paper import Paper
from lms.insight.paper.words import hidden_name, listed, need_name, ratio_said, small
from lms.insight.rates import BranchRate
from lms.platform.cells import Cell
from lms.platform.i18n import Translator, mark
from lms.platform.masked import with_masks_named

BRANCHES: Mapping[Basis, str] = {
    "transactions": mark("Branches, complaints for 10,000 transactions"),
    "staff": mark("Branches, complaints for 100 staff in a month"),
}


@dataclass(frozen=True)
class Part:
    """A table: what it is, its headings, and as many cells a row."""

    key: str
    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def parts_of(tr: Translator, paper: Paper) -> tuple[Part, ...]:
    """The tables, in the order in which they are read."""
    return (
        frequent_part(tr, paper),
        rising_part(tr, paper),
        hidden_part(tr, paper),
        segment_part(tr, paper),
        *branch_parts(tr, paper),
    )


def frequent_part(tr: Translator, paper: Paper) -> Part:
    """Frequent needs."""
    _ = tr.gettext
    headings = [_("Need"), _("Times told"), _("Share"), _("Caution")]
    rows: list[list[Cell]] = [
        [need_name(tr, line.need), line.count, tr.percent(line.share, 1), _("few") if line.few else ""]
        for line in paper.figures.frequent
    ]
    return Part("frequent", _("Frequent needs"), headings, rows)


def rising_part(tr: Translator, paper: Paper) -> Part:
    """Rising needs."""
    _ = tr.gettext
    headings = [
        _("Need"),
        _("Times told"),
        _("Against the quarter before"),
        _("Against the same days a year ago"),
    ]
    rows: list[list[Cell]] = [
        [need_name(tr, one.need), one.count, ratio_said(tr, one.before), ratio_said(tr, one.year)]
        for one in paper.figures.rising
    ]
    return Part("rising", _("Rising needs"), headings, rows)


def hidden_part(tr: Translator, paper: Paper) -> Part:
    """Hidden needs, with their sentences where the reader may read them."""
    _ = tr.gettext
    headings = [_("Hidden need"), _("Texts"), *(_(name) for name in SEGMENT_NAMES.values())]
    if paper.reads:
        headings += [_("Telling words"), _("In customers' words, masked")]
    rows: list[list[Cell]] = []
    for one in paper.hidden:
        row: list[Cell] = [
            hidden_name(tr, one)
            if one.name
            else _("{words} (waits for a name)").format(words=hidden_name(tr, one)),
            one.count,
            *(small(tr, one.by_segment[segment]) for segment in SEGMENT_NAMES),
        ]
        if paper.reads:
            row += [listed(tr, one.words), with_masks_named(tr, " / ".join(one.sentences))]
        rows.append(row)
    return Part("hidden", _("Hidden needs"), headings, rows)


def segment_part(tr: Translator, paper: Paper) -> Part:
    """The most frequent needs by segment, everybody's first."""
    _, found = tr.gettext, paper.figures
    headings = [_("Need"), *(_(name) for name in SEGMENT_NAMES.values())]
    rows: list[list[Cell]] = [[_("All needs"), *(small(tr, found.segments[one]) for one in SEGMENT_NAMES)]]
    rows += [
        [need_name(tr, need), *(small(tr, cells[one]) for one in SEGMENT_NAMES)]
        for need, cells in found.cells.items()
    ]
    return Part("segments", _("By segment"), headings, rows)


def branch_parts(tr: Translator, paper: Paper) -> tuple[Part, ...]:
    """Complaint rates and mystery visits by branch, a table for each way of measuring; for whoever may see them."""
    _ = tr.gettext
    headings = [
        _("Branch"),
        _("Rank"),
        _("Complaints"),
        _("Rate"),
        _("Most that chance explains"),
        _("Result"),
        _("Mystery visits"),
        _("Visits as they should be"),
    ]
    found = []
    for basis, lines in paper.branches.items():
        places = 2 if basis == "transactions" else 1
        rows: list[list[Cell]] = [
            [
                one.rate.unit.name(tr.locale),
                "–" if one.place is None else str(one.place),
                one.rate.complaints,
                tr.number(one.rate.rate, places),
                tr.number(one.rate.limit, places) if one.rate.others else "–",
                rate_result(tr, one.rate),
                one.visits,
                "–" if one.percent is None else tr.percent(one.percent / 100),
            ]
            for one in lines
        ]
        found.append(Part(f"branches-{basis}", _(BRANCHES[basis]), headings, rows))
    return tuple(found)


def rate_result(tr: Translator, one: BranchRate) -> str:
    """What is said of a branch's rate, in words."""
    _ = tr.gettext
    if not one.enough:
        return _("too few to be ranked")
    if not one.others:
        return _("no other branch is measured alike")
    return _("● above what chance explains") if one.above else _("within what chance explains")
