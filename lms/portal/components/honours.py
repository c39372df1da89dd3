"""Honours of a quarter drawn: what the rule reckons and proposes, the decision, and what stands on the wall."""

from collections.abc import Mapping

import streamlit as st

from lms.culture import Letter
from lms.culture.honours import BranchFigures, Honours, Proposal, decide_honours, honours_of_the_bank
from lms.culture.honours.deciding import LONGEST
from lms.culture.honours.rule import honour_rules
from lms.platform.cells import Cell
from lms.platform.i18n import mark
from lms.platform.masked import with_masks_named
from lms.portal.components.completion_chart import as_frame
from lms.portal.components.doing import do
from lms.portal.components.exports import export_buttons
from lms.portal.components.plain import facts, plain
from lms.portal.components.quarters import quarter_said
from lms.portal.components.reading_css import ASIDE, BETTER
from lms.portal.visit import Visit

MEASURES: Mapping[str, str] = {
    "satisfied": mark("Satisfied at the return visit"),
    "timely": mark("Answered in time"),
    "visits": mark("Mystery visits"),
    "praise": mark("Praise, for 100 staff"),
    "coverage": mark("Trained as asked"),
}
WHY_NOT: Mapping[str, str] = {
    "hidden": mark("– hidden complaint"),
    "grave": mark("– grave review"),
    "few": mark("– too few cases"),
}
_FIRST_WORDS = 36


def decision_form(visit: Visit, proposal: Proposal) -> None:
    """The list of the rule, to be taken as it is or changed with a reason."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    branches = {one.unit.unit_id: one for one in proposal.branches if one.why_not not in ("hidden", "grave")}
    letters = {one.item_id: one for one in proposal.letters}

    def words(item_id: str) -> str:
        one = letters[item_id]
        return f"{one.unit.name(tr.locale)} · {with_masks_named(tr, one.text)[:_FIRST_WORDS]}…"

    st.subheader(_("Whom do we honour?"), anchor=False)
    chosen = st.multiselect(
        _("Branches"),
        list(branches),
        default=[unit_id for unit_id, one in branches.items() if one.proposed],
        format_func=lambda unit_id: branches[unit_id].unit.name(tr.locale),
        placeholder=_("Choose"),
        key=f"honour_branches_{proposal.quarter}",
    )
    hung = st.multiselect(
        _("Praise letters"),
        list(letters),
        default=[item_id for item_id, one in letters.items() if one.proposed],
        format_func=words,
        placeholder=_("Choose"),
        key=f"honour_letters_{proposal.quarter}",
    )
    reason = st.text_area(
        _("Why, if it is not what the rule proposes"),
        max_chars=LONGEST,
        height=80,
        key=f"honour_reason_{proposal.quarter}",
    )
    if st.button(_("Decide, once and for all"), type="primary", key="honour_go"):
        do(
            visit,
            lambda: decide_honours(
                context,
                actor=visit.actor,
                quarter=proposal.quarter,
                unit_ids=chosen,
                item_ids=hung,
                reason=reason or "",
            ),
            _("Decided, with your name. It stands on the praise wall."),
        )


def decided(visit: Visit, honours: Honours) -> None:
    """What was decided, when and why."""
    _, tr = visit.gettext, visit.tr
    said = _("Decided on {day}; it stands on the praise wall.")
    st.text(said.format(day=tr.date(honours.decided_at)))
    _honoured(visit, honours)
    if honours.reason:
        st.text(_("Other than the rule proposed: {why}").format(why=with_masks_named(tr, honours.reason)))


def honours_on_the_wall(visit: Visit) -> None:
    """The honours that were decided last, for everybody; nothing as long as there are none."""
    _, tr = visit.gettext, visit.tr
    honours = honours_of_the_bank(visit.house.context, actor=visit.actor)
    if honours is None or not (honours.branches or honours.letters):
        return
    quarter = quarter_said(tr, honours.quarter)
    st.subheader(_("Honours of {quarter}").format(quarter=quarter), anchor=False)
    _honoured(visit, honours)


def branches_table(visit: Visit, proposal: Proposal, *, as_decided: bool) -> None:
    """All branches with what the rule reckons: the best first, those that take no part last.

    Args:
        visit: who looks.
        proposal: what was reckoned.
        as_decided: whether the quarter is decided, so that its figures stand or, of an older one, are those of today.
    """
    _, tr = visit.gettext, visit.tr
    st.subheader(_("What was reckoned") if proposal.kept else _("What the rule reckons"), anchor=False)
    if proposal.kept:
        st.text(_("As it stood when it was decided; what became known later changes nothing here."))
    elif as_decided:
        st.text(_("What was reckoned for the decision was not kept then: these figures are as of today."))
    headings = [_("Branch"), _("Score"), *(_(name) for name in MEASURES.values())]
    rows: list[list[Cell]] = []
    for one in proposal.branches:
        name = one.unit.name(tr.locale)
        score = _(WHY_NOT[one.why_not]) if one.why_not else tr.number(one.score or 0)
        if one.proposed:
            score = f"● {score}"
        rows.append([name, score, *(_measure(visit, one, measure) for measure in MEASURES)])
    st.table(as_frame(headings, rows).set_index(headings[0]))
    with st.container(key="quiet-honours"):
        st.text(_("● proposed; – takes no part, and why. In brackets: how many are behind it."))
    quarter = quarter_said(tr, proposal.quarter)
    export_buttons(
        visit, key="honours", title=_("Honours of a quarter"), shown=quarter, headings=headings, rows=rows
    )


def letters_proposed(visit: Visit, proposal: Proposal) -> None:
    """The letters of the quarter that hang on the wall, those that the rule proposes first."""
    _, tr = visit.gettext, visit.tr
    st.subheader(_("Letters of the quarter"), anchor=False)
    if not proposal.letters:
        st.text(_("No letter of this quarter hangs on the wall."))
    if proposal.hanging > len(proposal.letters):
        said = _("{all} hang on the wall; listed are the {count} that show most.")
        st.text(said.format(all=tr.number(proposal.hanging), count=tr.number(len(proposal.letters))))
    for one in proposal.letters:
        with st.container(key=f"{BETTER}-honour-{one.item_id}"):
            st.text(with_masks_named(tr, one.text))
        with st.container(key=f"quiet-honour-{one.item_id}"):
            proposed = _("● proposed") if one.proposed else ""
            st.text(facts(one.unit.name(tr.locale), tr.date(one.received_at), proposed))


def rule_said(visit: Visit, proposal: Proposal) -> None:
    """How it is reckoned, folded away; nothing where it was by a rule that has changed since."""
    _, tr, rules = visit.gettext, visit.tr, honour_rules()
    if proposal.version != rules.version:
        return
    with st.container(key=f"{ASIDE}-honour-rule"), st.expander(_("The rule")):
        for name, words in MEASURES.items():
            weight = rules.weights.get(name, 0)  # type: ignore[call-overload]
            st.text(facts(_(words), _("weight {number}").format(number=tr.number(weight))))
        st.text(
            _(
                "How many complaints there were counts nowhere. Customers satisfied and complaints answered in time "
                "are judged by the lower end of their interval of 95 %, so that a case recorded and answered well "
                "never lowers a score; with fewer than {count} closed cases, or customers asked, a branch takes no "
                "part."
            ).format(count=rules.fewest)
        )
        st.text(
            _(
                "Praise that staff asked for earns nothing. A branch takes no part while a hidden complaint stands "
                "against it or a grave review is open. {percent} % of all branches are proposed, and {letters} "
                "letters of different branches and different people: those that show most competencies, then the "
                "earlier."
            ).format(percent=rules.top_percent, letters=rules.letters)
        )


def _honoured(visit: Visit, honours: Honours) -> None:
    tr = visit.tr
    for unit in honours.branches:
        with st.container(key=f"honoured-{unit.code}"):
            st.markdown(f"**{plain(unit.name(tr.locale))}**")
    for letter in honours.letters:
        with st.container(key=f"{BETTER}-honoured-{letter.item_id}"):
            st.text(with_masks_named(tr, letter.text))
        with st.container(key=f"quiet-honoured-{letter.item_id}"):
            st.text(_about(visit, letter))


def _about(visit: Visit, letter: Letter) -> str:
    _, tr = visit.gettext, visit.tr
    name = _("a colleague") if letter.person is None else letter.person.name(tr.locale)
    return _("A customer about {name}, {day}").format(name=name, day=tr.date(letter.received_at))


def _measure(visit: Visit, one: BranchFigures, measure: str) -> str:
    tr = visit.tr
    found = {str(name): pair for name, pair in one.shares.items()}.get(measure)
    if found is None:
        return "–"
    share, count = found
    said = tr.number(round(100 * share, 1)) if measure == "praise" else tr.percent(share)
    return f"{said} ({tr.number(count)})"
