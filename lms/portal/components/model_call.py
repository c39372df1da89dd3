"""One test call to a model: how fast it answers, or what is wrong and how to mend it."""

import streamlit as st

from lms.platform.errors import LmsError
from lms.platform.i18n import Translator
from lms.platform.llm import CURES, Probe, Role
from lms.portal.visit import Visit
from lms.practice.connecting import Entry, try_model


def call_model(visit: Visit, role: Role, entry: Entry | None = None) -> None:
    """Ask the model that plays a part now, or the one that is being entered, and say how it went."""
    with st.spinner(visit.gettext("Asking …")):
        try:
            seen = try_model(visit.house.context, actor=visit.actor, role=role, entry=entry)
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
            return
    if seen is not None:
        _show(visit.tr, seen)


def _show(tr: Translator, seen: Probe) -> None:
    """What a test call showed, or how to mend it."""
    _ = tr.gettext
    if seen.failure is not None or seen.first_s is None:
        cure = CURES[seen.failure or "empty"]
        st.error(_(cure), icon=":material/error:")
        return
    said = _("It answers: first word after {first} s, all after {total} s, {tokens} tokens.")
    st.success(
        said.format(
            first=tr.number(seen.first_s, 1),
            total=tr.number(seen.total_s, 1),
            tokens=tr.number(seen.usage.tokens),
        ),
        icon=":material/check:",
    )
    if not seen.streams:
        st.warning(_("It does not stream: the answer comes in one piece, and people wait longer."))
