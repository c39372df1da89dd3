"""Who wrote the better words: that a model is at it, that it did, or why it could not; filled in without a reload."""

from collections.abc import Sequence

import streamlit as st

from lms.platform.i18n import Translator
from lms.portal.components.awaited import wait_for, why_not
from lms.portal.components.terms import listed
from lms.practice import AttemptView
from scoring.coaching import Suggestion


def who_wrote(tr: Translator, view: AttemptView, shown: Sequence[Suggestion]) -> None:
    """Say quietly who wrote what is shown; nothing where no model was asked.

    Args:
        tr: the reader's language.
        view: the attempt.
        shown: the suggestions on the page.
    """
    _, coaching = tr.gettext, view.coaching
    if coaching is None:
        return
    with st.container(key="quiet-coach", gap=None):
        if coaching.state == "waiting":
            wait_for(
                view.card.attempt_id,
                "coaching",
                _(
                    "A model is writing words for this very conversation. You can leave: they will stand here."
                ),
            )
        elif coaching.state == "failed":
            why = why_not(tr, coaching.failure)
            st.text(
                _(
                    "A model was to write words for this conversation too, and could not: {why}. "
                    "What stands here comes with the scenario."
                ).format(why=why)
            )
        elif coaching.model is not None and shown:
            st.text(_written(tr, coaching.model, shown))


def _written(tr: Translator, model: str, shown: Sequence[Suggestion]) -> str:
    _ = tr.gettext
    places = [str(place) for place, one in enumerate(shown, start=1) if one.by_model]
    if not places:
        return _(
            "A model wrote too, but nothing that could be shown. What stands here comes with the scenario."
        )
    if len(places) == len(shown):
        return _("Written for this conversation by a model, {model}.").format(model=model)
    said = tr.ngettext(
        "Number {places} was written for this conversation by a model, {model}; the rest comes with the scenario.",
        "Numbers {places} were written for this conversation by a model, {model}; the rest comes with the scenario.",
        len(places),
    )
    return said.format(places=listed(tr, places), model=model)
