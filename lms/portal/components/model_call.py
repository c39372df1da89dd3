"""One test call to a model: how fast it answers, or what is wrong and how to mend it."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from lms.platform.errors import LmsError
from lms.platform.i18n import Translator, mark
from lms.platform.llm import CURES, Probe, Role
from lms.portal.components.doing import StandingRefusal
from lms.portal.visit import Visit
from lms.practice.connecting import Entry, try_model
from scenarios.chat_model import Failure

PAGE_CURES: Mapping[Failure, str] = {
    "unreachable": mark("Nobody answers at this address. Check the address, and that the server runs."),
    "time_out": mark("No answer came in time. The model may still be loading: wait a minute and try again."),
    "rate_limited": mark(
        "It refuses because of too many requests. Wait a moment, or raise the limit at the provider."
    ),
    "server_error": mark("The fault is on the endpoint's side. Look into its own log."),
    "refused": mark("It refuses the request. Check the key and the name of the model."),
    "cut": mark("The answer broke off. Check that the address ends in /v1."),
    "empty": mark("It answered without words. Check the name of the model: not every model talks."),
    "budget": mark("The budget of tokens is spent."),
}
"""What each kind of failure means to somebody who fills in the form."""


def call_model(visit: Visit, role: Role, entry: Entry | None = None, *, quiet: bool = False) -> bool:
    """Ask the model that plays a part now, or the one that is being entered, and say how it went.

    What went wrong with one that is being entered is kept for ``last_call``.

    Args:
        visit: the administrator's.
        role: the part.
        entry: what is being entered; what is used now when not given.
        quiet: say nothing where it went well.

    Returns:
        Whether it answered.
    """
    with st.spinner(visit.gettext("Asking …")):
        try:
            seen = try_model(visit.house.context, actor=visit.actor, role=role, entry=entry)
        except LmsError as error:
            return _went_wrong(role, entry, visit.tr.error(error))
    if seen is None:
        return False
    if seen.failure is not None or seen.first_s is None:
        cure = (CURES if entry is None else PAGE_CURES)[seen.failure or "empty"]
        return _went_wrong(role, entry, visit.gettext(cure))
    _refusal_of(role).is_over()
    if not quiet:
        _show(visit.tr, seen, seen.first_s)
    return True


def last_call(role: Role, entry: Entry) -> None:
    """Say again what went wrong, for as long as the form holds what was tried."""
    _refusal_of(role).say_again(_without_key(entry))


def _went_wrong(role: Role, entry: Entry | None, why: str) -> bool:
    if entry is None:
        st.error(why, icon=":material/error:")
    else:
        _refusal_of(role).say(_without_key(entry), why)
    return False


def _refusal_of(role: Role) -> StandingRefusal:
    return StandingRefusal(f"model_call_{role}_refused")


def _without_key(entry: Entry) -> Entry:
    # The key is not for the session to keep.
    return replace(entry, key="")


def _show(tr: Translator, seen: Probe, first_s: float) -> None:
    """What a test call showed."""
    _ = tr.gettext
    said = _("It answers: first word after {first} s, all after {total} s, {tokens} tokens.")
    st.success(
        said.format(
            first=tr.number(first_s, 1),
            total=tr.number(seen.total_s, 1),
            tokens=tr.number(seen.usage.tokens),
        ),
        icon=":material/check:",
    )
    if not seen.streams:
        st.warning(_("It does not stream: the answer comes in one piece, and people wait longer."))
