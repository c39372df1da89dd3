"""Asking for one's words to be erased, and deciding on it."""

from collections.abc import Mapping

import streamlit as st

from lms.people.erasing import Erasure, ask_erasure, own_erasures, refuse_erasure
from lms.platform.i18n import mark
from lms.portal.components.doing import do
from lms.portal.components.plain import plain
from lms.portal.visit import Visit
from lms.practice.erasing import approve

STATES: Mapping[str, str] = {
    "open": mark("waits for a data officer"),
    "done": mark("erased"),
    "refused": mark("refused"),
}


def ask_for_erasure(visit: Visit) -> None:
    """What an erasure takes and what it leaves, and the form to ask for it, unless a request is open."""
    _, context = visit.gettext, visit.house.context
    what_is_erased(visit)
    if any(one.state == "open" for one in own_erasures(context, actor=visit.actor)):
        return
    with st.form("ask_erasure", border=False):
        reason = st.text_area(_("Why? You need not say."), max_chars=500, height=80)
        if not st.form_submit_button(_("Ask for erasure")):
            return

    def ask() -> None:
        ask_erasure(context, actor=visit.actor, reason=reason)

    do(visit, ask, _("You have asked. A data officer decides, and the answer stands here."))


def what_is_erased(visit: Visit) -> None:
    """One paragraph, for whoever asks and whoever decides."""
    _ = visit.gettext
    with st.container(key="quiet-what-is-erased"):
        st.text(
            _(
                "Erased for good: what was typed in conversations, notes and reasons, and what others wrote about it. "
                "Kept: marks, courses and training hours, which the bank has to be able to show; for who has left "
                "also without the name."
            )
        )


def own_requests(visit: Visit) -> None:
    """One's own requests, newest first, with what became of them."""
    _, tr = visit.gettext, visit.tr
    for one in own_erasures(visit.house.context, actor=visit.actor):
        with st.container(key=f"quiet-own-erasure-{one.request_id}", gap=None):
            st.text(
                _("Asked on {day}: {state}").format(
                    day=tr.date(one.asked_at.date()), state=_(STATES[one.state])
                )
            )
            if one.answer:
                st.text(one.answer)


def request_to_decide(visit: Visit, request: Erasure) -> None:
    """One request, with its two answers while it is open."""
    _, tr = visit.gettext, visit.tr
    with st.container(border=True, key=f"erasure-{request.request_id}"):
        named = _("{name} ({number})").format(name=_name(visit, request), number=request.employee_no)
        st.markdown(f"**{plain(named)}** · {plain(_(STATES[request.state]))}")
        with st.container(key=f"quiet-erasure-{request.request_id}", gap=None):
            works = _("works here") if request.active else _("has left")
            st.text(" · ".join((works, _("asked {when}").format(when=tr.moment(request.asked_at)))))
            for words in (request.reason, request.answer):
                if words:
                    st.text(words)
        if request.state == "open":
            with st.container(horizontal=True):
                _decide(visit, request)


def _decide(visit: Visit, request: Erasure) -> None:
    _ = visit.gettext
    with st.popover(_("Erase"), icon=":material/delete_forever:"):
        st.text(_("What is erased cannot be brought back. What is under way is ended and judged first."))
        if st.button(_("Erase for good"), key=f"approve-{request.request_id}", type="primary"):
            with st.spinner(_("Erasing …")):
                do(
                    visit,
                    lambda: _approve(visit, request),
                    _("Erased. {name} sees so on their own page.").format(name=_name(visit, request)),
                )
    with (
        st.popover(_("Refuse"), icon=":material/block:", type="tertiary"),
        st.form(f"refuse-{request.request_id}", border=False),
    ):
        answer = st.text_area(_("Why not? They read it."), max_chars=500, height=80)
        if st.form_submit_button(_("Refuse and answer"), type="primary"):
            do(visit, lambda: _refuse(visit, request, answer), _("The answer stands on their page."))


def _name(visit: Visit, request: Erasure) -> str:
    return request.name_zh if visit.tr.locale == "zh-CN" else request.name_en


def _approve(visit: Visit, request: Erasure) -> None:
    approve(visit.house.practice, actor=visit.actor, request_id=request.request_id)


def _refuse(visit: Visit, request: Erasure, answer: str) -> None:
    refuse_erasure(visit.house.context, actor=visit.actor, request_id=request.request_id, answer=answer)
