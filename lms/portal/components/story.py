"""One story drawn: the letter behind it, its words, and what can be done with it."""

from datetime import timedelta
from functools import partial

import streamlit as st

from lms.culture.stories import Story, can_help, hold_up, say_it_helped, take_into_morning, withdraw_story
from lms.culture.stories.consenting import LONGEST_REASON
from lms.culture.wall import letters_by_id
from lms.feedback.cases import case_of
from lms.people import Action, may
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import BETTER
from lms.portal.components.stories import about_story, steps_of
from lms.portal.components.story_form import story_words
from lms.portal.links import link
from lms.portal.visit import Visit

_DAYS = 3
"""So many days are offered for the morning meeting, from today on."""


def story_told(visit: Visit, one: Story, unit: str) -> None:
    """Its words, who is named, and the letter it is the story behind."""
    _, tr = visit.gettext, visit.tr
    st.title(with_masks_named(tr, one.title), anchor=False)
    with st.container(key="quiet-story-about"):
        st.text(about_story(visit, one, {one.unit_id: unit}))
    letters = letters_by_id(visit.house.context, [one.item_id]) if one.item_id else ()
    for letter in letters:
        behind = _("The letter behind it")
        st.markdown(f"**{behind}**")
        with st.container(key=f"{BETTER}-story-letter"):
            st.text(with_masks_named(tr, letter.text))
        # For whoever may read it: from a case a scenario draft is made.
        case_id = case_of(visit.house.context, actor=visit.actor, item_id=letter.item_id)
        if case_id is not None:
            link("case", _("To its case"), icon=":material/arrow_forward:", case=case_id)
    story_words(visit, one.parts, "told")
    names = [card.name(tr.locale) for card in one.people]
    told_on = "" if one.published_at is None else tr.date(one.published_at)
    with st.container(key="quiet-story-who"):
        st.text(facts(_(", ").join(names), told_on))


def story_ways(visit: Visit, one: Story) -> None:
    """That it helped, a rehearsal like it, the morning meeting; for its editors what they may do."""
    _, context = visit.gettext, visit.house.context
    if one.state != "published":
        steps_of(visit, one)
        return
    if can_help(context, actor=visit.actor, story_id=one.story_id) and st.button(
        _("This helped me"), key="story_helped", type="primary", icon=":material/thumb_up:"
    ):
        act = partial(say_it_helped, context, actor=visit.actor, story_id=one.story_id)
        do(visit, act, _("Thank you. Whoever told it sees how many it helped, and not who."))
    _rehearse(visit, one)
    if may(visit.actor, Action.LEAD_MORNING_DRILL, unit_id=visit.actor.unit_id):
        _morning(visit, one)
    if one.steps and may(visit.actor, Action.EDIT_STORIES, unit_id=one.unit_id):
        _edits(visit, one)


def _rehearse(visit: Visit, one: Story) -> None:
    """The library's nearest scenario: the same competency first, then the same kind of customer."""
    if not may(visit.actor, Action.PRACTISE):
        return
    cards = [
        card
        for card in visit.house.catalogue.scenario_cards(visit.tr.locale)
        if one.competency in card.competencies
    ]
    if not cards:
        return
    nearest = min(
        cards,
        key=lambda card: (
            card.segment != one.segment,
            card.competencies.index(one.competency),
            card.slug,
        ),
    )
    said = visit.gettext("Rehearse something like it: {title}").format(title=nearest.title)
    link("brief", plain(said), icon=":material/forum:", scenario=nearest.slug)


def _morning(visit: Visit, one: Story) -> None:
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    today = context.today()
    with st.popover(_("Take it into the morning meeting"), key="story_morning"):
        day = st.radio(
            _("Of which day?"),
            [today + timedelta(days=ahead) for ahead in range(_DAYS)],
            format_func=tr.day,
            key="story_day",
        )
        st.text(
            _(
                "It stands on the wall and on the page of the morning drill. Whoever told it earns by the rule."
            )
        )
        if st.button(_("Take it in"), key="story_take_in", type="primary"):
            act = partial(take_into_morning, context, actor=visit.actor, story_id=one.story_id, day=day)
            do(visit, act, _("Taken in. It stands on the wall that day."))


def _edits(visit: Visit, one: Story) -> None:
    _, context = visit.gettext, visit.house.context
    with st.container(horizontal=True, key="story-edits"):
        label = _("No model case any more") if one.model else _("Hold it up as a model case")
        if st.button(label, key="story_model"):
            act = partial(hold_up, context, actor=visit.actor, story_id=one.story_id, model=not one.model)
            do(visit, act, _("Done. It stands among the model cases of its competency, or no more."))
        with st.popover(_("Take it out of the library"), key="story_out"):
            reason = st.text_input(
                _("Why, in a sentence they will read"), max_chars=LONGEST_REASON, key="story_out_why"
            )
            if st.button(_("Take it out"), key="story_take_out"):
                act = partial(
                    withdraw_story, context, actor=visit.actor, story_id=one.story_id, reason=reason or ""
                )
                do(visit, act, _("Taken out. Your reason is with whoever told it."))
