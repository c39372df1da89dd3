"""The story library drawn: what one narrows it by, stories as entries, one's own, and those that tell of oneself."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from lms.catalogue.teaching.vocabulary import COMPETENCIES, COMPETENCY_NAMES
from lms.culture.answers import story_keys
from lms.culture.stories import (
    OfMe,
    Story,
    Wanted,
    answer_for_me,
    find_stories,
    leave_asked,
    my_stories,
    stories_asked_back,
    stories_waiting,
    story_of_the_morning,
    withdraw_story,
)
from lms.culture.stories.words import ANSWER_NAMES, OCCASIONS, STORY_STEPS
from lms.feedback.words import BUSINESS_NAMES, SEGMENT_NAMES
from lms.people import Action, may
from lms.platform.masked import with_masks_named
from lms.platform.settings import LOCALES
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, BETTER, ENTRY
from lms.portal.links import link
from lms.portal.visit import Visit


def search(visit: Visit) -> tuple[Story, ...]:
    """What the visitor looks for, and what fits it; the newest where they look for nothing."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    words = st.text_input(
        _("Find a story"),
        max_chars=80,
        placeholder=_("In two or three words: “card swallowed”, “deaf customer”"),
        key="story_words",
    )
    with st.container(key=f"{ASIDE}-stories"), st.expander(_("Narrow it down")):
        chosen: dict[str, str | None] = {}
        lists: Mapping[str, tuple[str, Mapping[str, str]]] = {
            "competency": (_("Competency"), {one: COMPETENCY_NAMES[one] for one in COMPETENCIES}),
            "segment": (_("Customer"), SEGMENT_NAMES),
            "business": (_("Business"), BUSINESS_NAMES),
            "occasion": (_("Situation"), OCCASIONS),
        }
        for name, (label, names) in lists.items():
            chosen[name] = st.selectbox(
                label,
                list(names),
                index=None,
                format_func=lambda one, names=names: _(names[one]),  # type: ignore[misc]
                placeholder=_("All"),
                key=f"stories_{name}",
            )
        everywhere = st.checkbox(_("In the other language, too"), key="stories_all")
    wanted = Wanted(
        None if everywhere else tr.locale,
        chosen["competency"],
        chosen["segment"],
        chosen["business"],
        chosen["occasion"],
    )
    if not words:
        return find_stories(context, actor=visit.actor, wanted=wanted)
    languages = LOCALES if everywhere else (tr.locale,)
    keys = [key for one in languages for key in story_keys(visit.house.answers, words, one)]
    found = find_stories(context, actor=visit.actor, keys=keys, wanted=wanted)
    if found:
        return found
    # What somebody told a moment ago is not among what is looked through yet, and a name is no term: by its letters.
    said = [word.casefold() for word in words.split()]
    newest = find_stories(context, actor=visit.actor, wanted=wanted)
    return tuple(one for one in newest if all(word in _text(one) for word in said))


def _text(one: Story) -> str:
    return "\n".join(one.parts.values()).casefold()


def library(visit: Visit, found: Sequence[Story], units: Mapping[str, str]) -> None:
    """Stories as entries, each with how it begins."""
    _ = visit.gettext
    if not found:
        st.text(_("No story fits. Look for less, or tell one: the next who looks will find it."))
        return
    with st.container(key="list-stories"):
        for one in found:
            with st.container(key=f"{ENTRY}-story-{one.story_id}", gap=None):
                title = plain(with_masks_named(visit.tr, one.title))
                link("story", f"**{title}**", story=one.story_id)
                with st.container(key=f"quiet-story-{one.story_id}", gap=None):
                    st.text(with_masks_named(visit.tr, one.parts["needed"]))
                    st.text(about_story(visit, one, units))


def about_story(visit: Visit, one: Story, units: Mapping[str, str]) -> str:
    """What kind of story it is, in a line."""
    _, tr = visit.gettext, visit.tr
    helped = tr.ngettext("helped {count} colleague", "helped {count} colleagues", one.helped)
    return facts(
        _("Model case") if one.model else "",
        _(COMPETENCY_NAMES[one.competency]),
        _(OCCASIONS[one.occasion]),
        units.get(one.unit_id, ""),
        helped.format(count=tr.number(one.helped)) if one.helped else "",
    )


def model_stories(visit: Visit, competency: str, found: Sequence[Story]) -> None:
    """Stories that are held up as model cases for a competency, each with the way to it."""
    for one in found:
        if one.competency == competency:
            title = plain(with_masks_named(visit.tr, one.title))
            link("story", title, icon=":material/auto_stories:", story=one.story_id)


def story_for_the_morning(visit: Visit) -> None:
    """The story that the branch took into this morning's meeting; nothing where it took none."""
    _ = visit.gettext
    story = story_of_the_morning(visit.house.context, actor=visit.actor)
    if story is None:
        return
    st.subheader(_("A story to read out today"), anchor=False)
    with st.container(key=f"{BETTER}-morning-story"):
        st.text(with_masks_named(visit.tr, f"{story.title}\n{story.parts['lesson']}"))
    link("story", _("Read it out"), icon=":material/auto_stories:", story=story.story_id)


def stories_wait(visit: Visit) -> None:
    """The ways to stories that tell of the visitor, were asked about, or wait to be edited; nothing where none is."""
    tr, context, actor = visit.tr, visit.house.context, visit.actor
    _leave_waits(visit)
    if may(actor, Action.TELL_STORIES) and stories_asked_back(context, actor=actor):
        said = tr.gettext("An editor asks about a story you told")
        link("tell_story", said, icon=":material/auto_stories:")
    waiting = stories_waiting(context, actor=actor)
    if waiting:
        said = tr.ngettext("{count} story waits for an editor", "{count} stories wait for an editor", waiting)
        link("stories_review", said.format(count=tr.number(waiting)), icon=":material/auto_stories:")


def _leave_waits(visit: Visit) -> None:
    tr, count = visit.tr, leave_asked(visit.house.context, actor=visit.actor)
    if not count:
        return
    said = tr.ngettext(
        "A story tells of you: may your name stand in it?",
        "{count} stories tell of you: may your name stand in them?",
        count,
    )
    link("stories", said.format(count=tr.number(count)), icon=":material/auto_stories:")


def tell_of_me(visit: Visit, found: Sequence[OfMe]) -> None:
    """Stories that tell of the visitor, with their answer; to be changed at any time."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    if not found:
        return
    st.subheader(_("These tell of you"), anchor=False)
    st.text(_("You decide: with your name, without it, or not at all. You may change your mind at any time."))
    for one in found:
        story = one.story
        with st.container(key=f"of-me-{story.story_id}", gap="small"):
            link("story", f"**{plain(with_masks_named(tr, story.title))}**", story=story.story_id)
            with st.container(key=f"quiet-of-me-{story.story_id}"):
                st.text(facts(_(STORY_STEPS[story.state]), _(ANSWER_NAMES[one.answer])))
            with st.container(horizontal=True, key=f"of-me-ways-{story.story_id}"):
                for answer, label in (
                    ("named", _("My name may stand in it")),
                    ("unnamed", _("Leave my name out")),
                    ("withdrawn", _("Not at all")),
                ):
                    if answer != one.answer and st.button(label, key=f"leave_{answer}_{story.story_id}"):
                        act = partial(
                            answer_for_me, context, actor=visit.actor, story_id=story.story_id, answer=answer
                        )
                        do(visit, act, _("It holds at once, wherever the story is read."))


def own_stories(visit: Visit) -> None:
    """What the visitor told, with every step."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    found = my_stories(context, actor=visit.actor)
    st.subheader(_("What I told"), anchor=False)
    if not found:
        st.text(_("Nothing yet. Something small that went well last week is a good start."))
    for one in found:
        with st.container(key=f"own-story-{one.story_id}", gap="small"):
            link("story", f"**{plain(with_masks_named(tr, one.title))}**", story=one.story_id)
            steps_of(visit, one)
            with st.container(horizontal=True, key=f"own-story-ways-{one.story_id}"):
                if one.state == "asked":
                    link("tell_story", _("Tell it anew"), icon=":material/edit:", story=one.story_id)
                if one.state in ("waiting", "asked", "published") and st.button(
                    _("Take it back"), key=f"story_back_{one.story_id}", type="tertiary"
                ):
                    act = partial(withdraw_story, context, actor=visit.actor, story_id=one.story_id)
                    do(visit, act, _("Taken back. Nobody reads it any more."))


def steps_of(visit: Visit, one: Story) -> None:
    """What was done about a story, each with its reason."""
    _, tr = visit.gettext, visit.tr
    with st.container(key=f"quiet-steps-{one.story_id}", gap=None):
        for step in one.steps:
            st.text(facts(_(STORY_STEPS[step.step]), tr.date(step.at)))
            if step.reason:
                said = _("To the editor: {note}") if step.step == "waiting" else _("Reason: {note}")
                st.text(said.format(note=with_masks_named(tr, step.reason)))
