"""Telling a story: what happened that others can learn from?"""

import streamlit as st

from lms.culture.stories import my_stories
from lms.culture.wall import letters_by_id
from lms.people import Action, require
from lms.platform.masked import with_masks_named
from lms.portal.components.doing import what_was_done
from lms.portal.components.reading_css import BETTER
from lms.portal.components.stories import own_stories
from lms.portal.components.story_form import story_form
from lms.portal.links import asked_for, link
from lms.portal.visit import require_visit


def page() -> None:
    """Draw the form, of one's own letter or story in the address, and what one told."""
    visit = require_visit()
    _, context = visit.gettext, visit.house.context
    require(visit.actor, Action.TELL_STORIES)
    link("stories", _("Story library"), icon=":material/arrow_back:")
    st.title(_("Tell a story"), anchor=False)
    what_was_done()
    st.text(
        _(
            "Something that went well, by you or by a colleague, told so that others can do it too. An editor reads it "
            "first; whoever it tells of decides whether their name stands in it."
        )
    )
    asked = [one for one in my_stories(context, actor=visit.actor) if one.story_id == asked_for("story")]
    letters = letters_by_id(context, [asked_for("letter")]) if asked_for("letter") else ()
    for letter in letters:
        behind = _("The letter behind it")
        st.markdown(f"**{behind}**")
        with st.container(key=f"{BETTER}-tell-letter"):
            st.text(with_masks_named(visit.tr, letter.text))
    again = next((one for one in asked if one.state == "asked"), None)
    story_form(visit, item_id=letters[0].item_id if letters else None, again=again)
    own_stories(visit)
