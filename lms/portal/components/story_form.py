"""A story of service told: the form, then how colleagues would read it, and off it goes to the editors."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from lms.catalogue.teaching.vocabulary import COMPETENCIES, COMPETENCY_NAMES
from lms.culture.stories import (
    LookedThrough,
    Story,
    Telling,
    colleagues_to_tell_of,
    look_through,
    tell_again,
    tell_story,
)
from lms.culture.stories.telling import LONGEST_NOTE
from lms.culture.stories.wording import LONGEST, MOST_PEOPLE, PARTS
from lms.culture.stories.words import OCCASIONS, PART_NAMES
from lms.feedback.words import BUSINESS_NAMES, SEGMENT_NAMES
from lms.platform.errors import LmsError
from lms.platform.i18n import mark
from lms.platform.identifiers import new_id
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import StandingRefusal, do
from lms.portal.components.plain import facts
from lms.portal.components.reading_css import BETTER
from lms.portal.visit import Visit

_KEY, _LOOKED, _TYPED = "story_key", "story_looked", "story_typed"
HEIGHTS: Mapping[str, int] = {"needed": 90, "hard": 90, "done": 160, "came": 90, "lesson": 90}
HINTS: Mapping[str, str] = {
    "title": mark("What one would call it over lunch"),
    "needed": mark("Who came, and what for. No customer's name or number."),
    "hard": mark("Why it was not done in two minutes"),
    "done": mark("Step by step, with the very words where you remember them"),
    "came": mark("How the customer left; what happened later"),
    "lesson": mark("One thing a colleague could do tomorrow"),
}


def story_form(visit: Visit, *, item_id: str | None, again: Story | None) -> None:
    """The form, or once it was looked through what would be kept; what was typed is there when one goes back."""
    looked: tuple[Telling, LookedThrough] | None = st.session_state.get(_LOOKED)
    if looked is not None:
        _looked_through(visit, *looked, again)
    else:
        _form(visit, item_id, again)


def parts_typed(visit: Visit, given: Mapping[str, str], key: str) -> dict[str, str]:
    """Fields for all parts of a story; what stands in them."""
    _ = visit.gettext
    typed: dict[str, str | None] = {}
    for part, longest in LONGEST.items():
        label, hint, was = _(PART_NAMES[part]), _(HINTS[part]), given.get(part, "")
        name = f"{key}_{part}"
        if part == "title":
            typed[part] = st.text_input(label, value=was, max_chars=longest, placeholder=hint, key=name)
        else:
            tall = HEIGHTS[part]
            typed[part] = st.text_area(
                label, value=was, max_chars=longest, height=tall, placeholder=hint, key=name
            )
    return {part: text or "" for part, text in typed.items()}


def story_words(visit: Visit, parts: Mapping[str, str], key: str) -> None:
    """The parts of a story below each other, each under what it tells."""
    _, tr = visit.gettext, visit.tr
    for part in PARTS[1:]:
        st.markdown(f"**{_(PART_NAMES[part])}**")
        if part in ("done", "lesson"):
            with st.container(key=f"{BETTER}-{key}-{part}"):
                st.text(with_masks_named(tr, parts[part]))
        else:
            st.text(with_masks_named(tr, parts[part]))


def _form(visit: Visit, item_id: str | None, again: Story | None) -> None:
    _, tr, refusal = visit.gettext, visit.tr, StandingRefusal("story_refused")
    was: Telling | None = st.session_state.get(_TYPED)
    here = {
        one.person_id: one.name(tr.locale)
        for one in colleagues_to_tell_of(visit.house.context, actor=visit.actor)
    }
    first: Mapping[str, str] = was.parts if was else again.to_edit if again else {}
    with st.form("story_form", border=False):
        people, named = list(was.people) if was else [], False
        # Told anew, it tells of the same people.
        if again is None:
            people = st.multiselect(
                _("Whom does it tell of?"),
                list(here),
                default=[one for one in people if one in here] or [visit.actor.person_id],
                format_func=here.__getitem__,
                max_selections=MOST_PEOPLE,
                placeholder=_("Choose"),
                help=_("Each of them is asked, and has no name in it until they agree."),
            )
            named = st.checkbox(
                _("Where it tells of me, my name may stand in it"), value=bool(was and was.named)
            )
        parts = parts_typed(visit, first, "tell")
        chosen = _choices(visit, was, again)
        sent = st.form_submit_button(_("See how colleagues would read it"), type="primary")
    locale = again.locale if again else tr.locale
    telling = Telling(parts, *chosen, locale, tuple(people), named, item_id, was.note if was else "")
    if not sent:
        refusal.say_again(telling)
        return
    try:
        looked = look_through(
            visit.house.context,
            actor=visit.actor,
            telling=telling,
            story_id=again.story_id if again else None,
        )
    except LmsError as error:
        refusal.say(telling, tr.error(error))
        return
    refusal.is_over()
    st.session_state[_LOOKED], st.session_state[_TYPED] = (telling, looked), telling
    st.rerun()


def _choices(visit: Visit, was: Telling | None, again: Story | None) -> tuple[str, str, str, str]:
    _, given = visit.gettext, was or again
    found = []
    for name, label, names in (
        (
            "competency",
            _("Which competency does it show?"),
            {one: COMPETENCY_NAMES[one] for one in COMPETENCIES},
        ),
        ("business", _("Business"), BUSINESS_NAMES),
        ("segment", _("Customer"), SEGMENT_NAMES),
        ("occasion", _("Situation"), OCCASIONS),
    ):
        ids: list[str] = list(names)
        at = ids.index(getattr(given, name)) if given else None
        chosen = st.selectbox(
            label,
            ids,
            index=at,
            format_func=lambda one, names=names: _(names[one]),
            placeholder=_("Choose"),
            key=f"tell_{name}",
        )
        found.append(chosen or "")
    return found[0], found[1], found[2], found[3]


def _looked_through(visit: Visit, telling: Telling, looked: LookedThrough, again: Story | None) -> None:
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    st.subheader(with_masks_named(tr, looked.parts["title"]), anchor=False)
    story_words(visit, looked.parts, "looked")
    if looked.masked:
        said = _("Taken out, and kept nowhere: {words}")
        st.text(said.format(words=_(", ").join(looked.masked)))
    else:
        st.text(_("Nothing had to be taken out."))
    with st.container(key="quiet-looked"):
        st.text(
            facts(
                _(COMPETENCY_NAMES[telling.competency]),
                _(BUSINESS_NAMES[telling.business]),
                _(SEGMENT_NAMES[telling.segment]),
                _(OCCASIONS[telling.occasion]),
            )
        )
    note = st.text_input(
        _("To the editor: was something taken out by mistake?"),
        max_chars=LONGEST_NOTE,
        placeholder=_("“The second name is our street”, say"),
        key="story_note",
    )
    key = st.session_state.setdefault(_KEY, new_id())
    final = replace(telling, note=note or "")

    def act() -> None:
        if again is not None:
            tell_again(context, actor=visit.actor, story_id=again.story_id, telling=final)
        else:
            tell_story(context, actor=visit.actor, telling=final, key=key)
        for one in (_KEY, _LOOKED, _TYPED):
            st.session_state.pop(one, None)
        st.query_params.clear()

    with st.container(horizontal=True, key="story-ways"):
        if st.button(_("Hand it to the editors"), key="story_send", type="primary"):
            do(visit, act, _("It is with the editors. Below you see each step."))
        if st.button(_("Go back and change it"), key="story_back"):
            del st.session_state[_LOOKED]
            st.rerun()
