"""Stories that wait for an editor drawn: read, put right, asked back, published or returned with a reason."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from lms.culture.stories import Story, decide_story, edit_story
from lms.culture.stories.consenting import LONGEST_REASON
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import do
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE
from lms.portal.components.stories import about_story, steps_of
from lms.portal.components.story_form import parts_typed, story_words
from lms.portal.links import link
from lms.portal.visit import Visit

SEPARATORS = str.maketrans({"，": ",", "、": ",", "；": ",", ";": ","})


def to_edit(visit: Visit, found: Sequence[Story], units: dict[str, str]) -> None:
    """What waits first; then the way to what is in the library."""
    _, tr = visit.gettext, visit.tr
    waiting = [one for one in found if one.state != "published"]
    if not waiting:
        st.text(_("Nothing waits. What colleagues tell stands here until somebody has read it."))
    for one in waiting:
        with st.container(key=f"edit-story-{one.story_id}", border=True, gap="small"):
            st.subheader(with_masks_named(tr, one.title), anchor=False)
            with st.container(key=f"quiet-edit-{one.story_id}"):
                st.text(facts(units.get(one.unit_id, ""), about_story(visit, one, {})))
            story_words(visit, one.parts, f"edit-{one.story_id}")
            steps_of(visit, one)
            _put_right(visit, one)
            _decision(visit, one)
    there = [one for one in found if one.state == "published"]
    if there:
        st.subheader(_("In the library"), anchor=False)
    for one in there:
        link("story", plain(with_masks_named(tr, one.title)), story=one.story_id)


def _put_right(visit: Visit, one: Story) -> None:
    _ = visit.gettext
    with st.container(key=f"{ASIDE}-edit-{one.story_id}"), st.expander(_("Put words right")):
        st.text(_("{1} stands for a colleague it tells of: leave it where it is."))
        with st.form(f"edit_{one.story_id}", border=False):
            parts = parts_typed(visit, one.to_edit, f"edit_{one.story_id}")
            spared = st.text_input(
                _("Words that were taken out by mistake and stay"),
                placeholder=_("A street, a product: divided by commas. Numbers are taken out all the same."),
                key=f"spared_{one.story_id}",
            )
            if st.form_submit_button(_("Keep these words")):
                words = {word.strip() for word in (spared or "").translate(SEPARATORS).split(",")} - {""}
                act = partial(
                    edit_story,
                    visit.house.context,
                    actor=visit.actor,
                    story_id=one.story_id,
                    parts=parts,
                    spared=words,
                )
                do(
                    visit,
                    act,
                    _(
                        "Kept. Whoever told it sees that it was edited, and whoever is named in it is asked again."
                    ),
                )


def _decision(visit: Visit, one: Story) -> None:
    _ = visit.gettext
    reason = st.text_input(
        _("Your question, or why not: whoever told it reads it"),
        key=f"story_reason_{one.story_id}",
        max_chars=LONGEST_REASON,
    )
    with st.container(horizontal=True, key=f"edit-ways-{one.story_id}"):
        for step, label, said in (
            ("published", _("Publish it"), _("Published. Colleagues find it in the library.")),
            ("asked", _("Ask back"), _("Asked. It comes back once it was told anew.")),
            ("returned", _("Return it"), _("Returned. Your reason is with whoever told it.")),
        ):
            kind = "primary" if step == "published" else "secondary"
            if (step == "asked" and one.state == "asked") or not st.button(
                label,
                key=f"story_{step}_{one.story_id}",
                type=kind,  # type: ignore[arg-type]
            ):
                continue
            act = partial(
                decide_story,
                visit.house.context,
                actor=visit.actor,
                story_id=one.story_id,
                step=step,
                reason=reason or "",
            )
            do(visit, act, said)
