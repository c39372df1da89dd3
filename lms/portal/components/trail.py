"""The audit trail drawn: what to look for, and one line an entry."""

from collections.abc import Mapping

import streamlit as st

from lms.people import DEED_NAMES, ROLE_NAMES, Named, TrailKind, TrailPage, TrailRow
from lms.platform.i18n import mark
from lms.portal.components.plain import plain
from lms.portal.components.reading_css import ENTRY
from lms.portal.visit import Visit

A_PAGE = 20
_PAGE = "page"
_KINDS: Mapping[TrailKind, str] = {"all": mark("All"), "read": mark("Read"), "changed": mark("Changed")}
_TIMES: Mapping[int | None, str] = {
    7: mark("Last 7 days"),
    30: mark("Last 30 days"),
    None: mark("Any time"),
}


def asked_of_trail(visit: Visit) -> tuple[TrailKind, int | None, str]:
    """Let the visitor choose kind and time, and search; another choice begins at the first page."""
    _ = visit.gettext
    kind: TrailKind | None = st.segmented_control(
        _("Kind"),
        list(_KINDS),
        default="all",
        required=True,
        format_func=lambda name: _(_KINDS[name]),
        key="trail_kind",
        label_visibility="collapsed",
        on_change=_from_the_first,
    )
    left, right = st.columns([2, 1], gap="medium")
    words = left.text_input(
        _("Search"),
        key="trail_search",
        max_chars=60,
        placeholder=_("Name or number"),
        label_visibility="collapsed",
        icon=":material/search:",
        on_change=_from_the_first,
    )
    days = right.selectbox(
        _("Time"),
        list(_TIMES),
        index=1,
        format_func=lambda length: _(_TIMES[length]),
        key="trail_days",
        label_visibility="collapsed",
        on_change=_from_the_first,
    )
    return kind or "all", days, words or ""


def shown_page() -> int:
    """The page of the list the address asks for, from 1 on."""
    asked = st.query_params.get(_PAGE, "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1


def trail_list(visit: Visit, found: TrailPage) -> None:
    """Draw the entries, newest first."""
    _ = visit.gettext
    if not found.found:
        st.text(_("Nothing is recorded for this choice."))
        return
    pages = -(-found.found // A_PAGE)
    if pages > 1:
        st.pagination(pages, key=_PAGE, bind="query-params")
    with st.container(key="list-trail"):
        for place, row in enumerate(found.rows):
            with st.container(key=f"{ENTRY}-trail-{place}", gap=None):
                _entry(visit, row, place)


def _entry(visit: Visit, row: TrailRow, place: int) -> None:
    tr, _ = visit.tr, visit.gettext
    who = _("The program") if row.who is None else _called(visit, row.who)
    st.markdown(f"**{plain(who)}** · {plain(_(DEED_NAMES[row.deed]))}")
    if row.whose is not None:
        about = _called(visit, row.whose)
    else:
        about = tr.ngettext("{count} person", "{count} people", row.people).format(count=row.people)
    parts = [_("about: {whom}").format(whom=about), tr.moment(row.at)]
    if row.why is not None:
        parts.append(_("as {role}").format(role=_(ROLE_NAMES[row.why])))
    with st.container(key=f"quiet-trail-{place}"):
        st.text(" · ".join(parts))


def _called(visit: Visit, person: Named) -> str:
    return visit.gettext("{name} ({number})").format(
        name=person.name(visit.tr.locale), number=person.employee_no
    )


def _from_the_first() -> None:
    st.query_params.pop(_PAGE, None)
    st.session_state.pop(_PAGE, None)
