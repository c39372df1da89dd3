"""An action plan drawn: each thing with its day, whether it is done, and the customer's sentence that put it there."""

import streamlit as st

from lms.feedback.cases.standing import LONGEST
from lms.feedback.findings import Plan, PlanItem, note_talk
from lms.feedback.findings.words import ITEM_NAMES
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.due import due_said
from lms.portal.components.long_text import long_text
from lms.portal.components.plain import facts, plain
from lms.portal.links import link
from lms.portal.visit import Visit


def action_plan(visit: Visit, plan: Plan, *, own: bool) -> None:
    """Draw it; for the person with the ways there, for whoever holds the talk with a form for it."""
    tr, _ = visit.tr, visit.gettext
    with st.container(key=f"plan-{plan.plan_id}", gap="small"):
        if not own:
            st.subheader(plan.person.name(tr.locale), anchor=False)
        for item in plan.items:
            title = title_of(visit, item.kind, item.ref)
            sign = "✓" if item.done_at else "○"
            with st.container(key=f"plan-item-{item.item_id}", gap=None):
                st.markdown(f"**{plain(f'{sign} {_(ITEM_NAMES[item.kind])}')}** {plain(title)}")
                if item.done_at is not None:
                    state = _("done on {moment}").format(moment=tr.moment(item.done_at))
                else:
                    state = due_said(tr, item.due_on, late=item.due_on < visit.house.context.today())
                with st.container(key=f"quiet-plan-item-{item.item_id}", gap=None):
                    st.text(facts(state))
                    st.text(
                        _("There because the customer said: “{words}”").format(
                            words=with_masks_named(tr, item.quote)
                        )
                    )
                if item.said:
                    st.text(item.said)
                _way(visit, item, own=own)


def title_of(visit: Visit, kind: str, ref: str) -> str:
    """What a thing of a plan is called."""
    tr, _ = visit.tr, visit.gettext
    if kind == "lesson":
        card = visit.house.learning.shelves.shelf(tr.locale).lessons.get(ref)
        return str(card.title) if card else ref
    if kind == "drill":
        return visit.house.catalogue.titles(tr.locale).get(ref, ref)
    return _("with the mentor, or a manager")


def _way(visit: Visit, item: PlanItem, *, own: bool) -> None:
    _ = visit.gettext
    if item.done_at is not None:
        return
    if own and item.kind == "lesson":
        link("lesson", _("Open the lesson"), lesson=item.ref)
    elif own and item.kind == "drill":
        link("brief", _("To the rehearsal"), scenario=item.ref)
    elif not own and item.kind == "talk":
        with st.expander(_("The talk was held")):
            said = long_text(
                visit, _("What did the two of you agree?"), key=f"talk_{item.item_id}", most=LONGEST
            )
            if st.button(_("Note the talk"), key=f"note_talk_{item.item_id}", type="primary"):
                do(
                    visit,
                    lambda: note_talk(
                        visit.house.context, actor=visit.actor, item_id=item.item_id, said=said or ""
                    ),
                    _("Noted."),
                )
