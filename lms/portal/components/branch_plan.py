"""Plans for a whole branch drawn: for its manager with the cases behind, for its people, for the morning."""

from functools import partial

import streamlit as st

from lms.authoring.drafting.words import words_of
from lms.feedback.findings import (
    BranchPlan,
    Topic,
    branch_plans,
    decide_branch_plan,
    plans_of_my_branch,
    topic_of_the_morning,
)
from lms.feedback.findings.plans import DUE
from lms.feedback.findings.words import BRANCH_STATE_NAMES, ITEM_NAMES
from lms.feedback.visits import checklist_words
from lms.feedback.words import CAUSE_NAMES
from lms.people import Action, units_open_to
from lms.platform.masked import with_masks_named
from lms.portal.components.action_plan import title_of
from lms.portal.components.doing import do
from lms.portal.components.due import due_said
from lms.portal.components.plain import facts, plain
from lms.portal.components.quarters import quarter_said
from lms.portal.components.reading_css import ASIDE, BETTER
from lms.portal.links import link
from lms.portal.visit import Visit


def plans_for_the_branch(visit: Visit) -> None:
    """What came back in the visitor's branches, to be started or put aside; nothing for whoever manages none."""
    _, context = visit.gettext, visit.house.context
    if not units_open_to(visit.actor, Action.START_BRANCH_PLANS):
        return
    plans = branch_plans(context, actor=visit.actor)
    if not plans:
        return
    st.subheader(_("For a whole branch"), anchor=False)
    # Those to be decided come first, and of their buttons the first alone asks to be pressed.
    for place, plan in enumerate(plans):
        with st.container(key=f"branch-plan-{plan.plan_id}", gap="small"):
            plan_drawn(visit, plan)
            if plan.state == "proposed" and plan.origin != "rate":
                _decide(visit, plan, first=place == 0)


def plan_drawn(visit: Visit, plan: BranchPlan) -> None:
    """A plan with the cases behind it and what it asks, for those who answer for the branch."""
    _head(visit, plan)
    _behind(visit, plan)
    _items(visit, plan, own=False)


def plans_of_mine(visit: Visit) -> None:
    """What was started for the visitor's branch, with the ways there."""
    plans = plans_of_my_branch(visit.house.context, actor=visit.actor)
    if not plans:
        return
    st.subheader(visit.gettext("My branch's plan"), anchor=False)
    for plan in plans:
        with st.container(key=f"branch-own-{plan.plan_id}", gap="small"):
            _head(visit, plan)
            _items(visit, plan, own=True)


def topic_card(visit: Visit) -> None:
    """What came back lately, for the morning meeting: words to try, and none of a customer's."""
    _, tr = visit.gettext, visit.tr
    topic = topic_of_the_morning(visit.house.context, actor=visit.actor)
    if topic is None:
        return
    if topic.origin == "visit":
        _visitors_topic(visit, topic)
        return
    words = words_of(tr.locale)[topic.cause].objective
    st.subheader(
        _("This morning's topic: {cause}").format(cause=_(CAUSE_NAMES[topic.cause]).lower()), anchor=False
    )
    said = tr.ngettext(
        "{count} customer has complained of it here lately. What do we do differently?",
        "{count} customers have complained of it here lately. What do we do differently?",
        topic.count,
    )
    st.text(said.format(count=topic.count))
    with st.container(key=f"{BETTER}-topic"):
        st.text(words.text)
        st.text(words.hint)
    _drill_of(visit, topic)


def _visitors_topic(visit: Visit, topic: Topic) -> None:
    """What mystery visitors saw least of, and what to try this morning."""
    _, tr = visit.gettext, visit.tr
    group = checklist_words(tr.locale).get(topic.cause)
    if group is None:
        return
    st.subheader(_("This morning's topic: {cause}").format(cause=group.name), anchor=False)
    st.text(_("Mystery visitors saw least of this here. It is about the branch, and about nobody."))
    with st.container(key=f"{BETTER}-topic"):
        st.text(group.practise)
    _drill_of(visit, topic)


def _drill_of(visit: Visit, topic: Topic) -> None:
    if topic.drill is not None and topic.drill in visit.house.catalogue.titles(visit.tr.locale):
        link("brief", visit.gettext("Rehearse it"), icon=":material/arrow_forward:", scenario=topic.drill)


def about_plan(visit: Visit, origin: str, cause: str) -> str:
    """What a plan for a branch is about, in words."""
    words = checklist_words(visit.tr.locale)
    if origin == "visit":
        return words[cause].name if cause in words else visit.gettext("Mystery visits")
    if origin == "rate":
        return visit.gettext("Complaint rate in {quarter}").format(quarter=quarter_said(visit.tr, cause))
    return visit.gettext(CAUSE_NAMES[cause])


def _head(visit: Visit, plan: BranchPlan) -> None:
    tr, _ = visit.tr, visit.gettext
    st.markdown(f"**{plain(facts(plan.unit.name(tr.locale), about_plan(visit, plan.origin, plan.cause)))}**")
    said = tr.ngettext("{count} complaint of this cause", "{count} complaints of this cause", plan.count)
    if plan.origin == "visit":
        said = tr.ngettext(
            "weakest in {count} mystery visit", "weakest in {count} mystery visits", plan.count
        )
    if plan.origin == "rate":
        said = _("above what chance explains")
    with st.container(key=f"quiet-branch-{plan.plan_id}"):
        state = _(BRANCH_STATE_NAMES[plan.state])
        if plan.origin == "rate" and plan.state == "proposed":
            state = _("○ waits for a consumer protection officer")
        st.text(facts(state, said.format(count=plan.count), tr.date(plan.made_at)))


def _behind(visit: Visit, plan: BranchPlan) -> None:
    tr, _ = visit.tr, visit.gettext
    if not plan.behind:
        return
    with st.container(key=f"{ASIDE}-behind-{plan.plan_id}"), st.expander(_("The cases behind it")):
        for one in plan.behind:
            with st.container(key=f"{BETTER}-behind-{one.case_id}-{plan.plan_id}"):
                st.text(with_masks_named(tr, one.quote))
            link("case", facts(one.number, tr.date(one.received_at)), case=one.case_id)


def _items(visit: Visit, plan: BranchPlan, *, own: bool) -> None:
    tr, _ = visit.tr, visit.gettext
    for place, item in enumerate(plan.items):
        whole = item.done >= plan.people and plan.state == "started"
        title = facts(_(ITEM_NAMES[item.kind]), title_of(visit, item.kind, item.ref))
        st.markdown(plain(f"{'✓' if whole else '○'} {title}"))
        if item.due_on is not None:
            late = not whole and item.due_on < visit.house.context.today()
            parts = [due_said(tr, item.due_on, late=late)]
            if not own:
                done = _("{done} of {people} have done it")
                parts.append(done.format(done=item.done, people=plan.people))
            with st.container(key=f"quiet-branch-item-{plan.plan_id}-{place}"):
                st.text(facts(*parts))
        elif plan.state == "proposed":
            with st.container(key=f"quiet-branch-item-{plan.plan_id}-{place}"):
                st.text(_("due {days} days after the start").format(days=DUE[item.kind]))
        if own and not whole:
            if item.kind == "lesson":
                link("lesson", _("Open the lesson"), lesson=item.ref)
            else:
                link("brief", _("To the rehearsal"), scenario=item.ref)


def _decide(visit: Visit, plan: BranchPlan, *, first: bool) -> None:
    _, context = visit.gettext, visit.house.context
    with st.container(horizontal=True, key=f"branch-ways-{plan.plan_id}"):
        for start, label, said in (
            (
                True,
                _("Start it for everybody"),
                _("Started: everybody in the branch finds it under “My feedback”."),
            ),
            (False, _("Put it aside"), _("Put aside, with your name.")),
        ):
            primary = start and first
            if st.button(
                label, key=f"branch_{start}_{plan.plan_id}", type="primary" if primary else "secondary"
            ):
                act = partial(
                    decide_branch_plan, context, actor=visit.actor, plan_id=plan.plan_id, start=start
                )
                do(visit, act, said)
