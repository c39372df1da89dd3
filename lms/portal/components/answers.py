"""Answers drawn: words first, to be copied by one touch, the rule below them; and what to do where there is none."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from lms.culture.answers import Answer, Cited, Entry, keep_answer, note_miss, use_answer
from lms.culture.answers.words import GROUP_NAMES, KIND_NAMES
from lms.people import Action, may, mentor_of
from lms.platform.errors import LmsError
from lms.platform.masked import with_masks_named
from lms.portal.components.copying import copy_button
from lms.portal.components.plain import facts, plain
from lms.portal.components.reading_css import ASIDE, BETTER
from lms.portal.links import link
from lms.portal.visit import Visit

RULES_AT_ONCE = 1
"""On a telephone more of them stand between one wording and the next."""
_MISSED = "answers_missed"
_REFUSED = "answers_refused"


def groups(visit: Visit, answer: Answer, units: Mapping[str, str]) -> None:
    """What was found, below its headings."""
    _ = visit.gettext
    place = 0
    for group, hits in answer.groups.items():
        if not hits:
            continue
        st.subheader(_(GROUP_NAMES[group]), anchor=False)
        for hit in hits:
            _entry(visit, hit.entry, units, place, kept=hit.kept)
            place += 1


def listed(
    visit: Visit, title: str, entries: Sequence[Entry], units: Mapping[str, str], *, kept: bool
) -> None:
    """What somebody keeps, or used just now; nothing where there is none."""
    if not entries:
        return
    st.subheader(title, anchor=False)
    for place, entry in enumerate(entries):
        _entry(visit, entry, units, place + (100 if kept else 200), kept=kept)


def none_found(visit: Visit, words: str) -> None:
    """Say what to try, count what was looked for, and name whom to ask."""
    _ = visit.gettext
    st.text(
        _(
            "Nothing fits these words. Try the thing itself in two or three words, as the customer would call it: "
            "“card blocked”, “fee too high”."
        )
    )
    _count(visit, words)
    st.text(_("What was looked for is counted for the trainers, without saying who looked."))
    whom_else(visit)


def none_fits(visit: Visit, words: str) -> None:
    """One press for whoever found nothing among what was found."""
    _ = visit.gettext
    if words in st.session_state.get(_MISSED, ()):
        st.text(_("Noted for the trainers, without saying who looked."))
        whom_else(visit)
        return
    st.button(
        _("None of this fits"),
        key="none_fits",
        type="tertiary",
        on_click=partial(_count, visit, words, despite=True),
    )


def whom_else(visit: Visit) -> None:
    """Whom one can ask: the mentor by name, and the staff listener."""
    _, tr, context = visit.gettext, visit.tr, visit.house.context
    mentor = mentor_of(context, actor=visit.actor)
    if mentor is not None:
        st.text(_("Your mentor {name} can be asked at once.").format(name=mentor.name(tr.locale)))
    if may(visit.actor, Action.SPEAK_UP):
        link("staff_voice", _("Say in private that words for this are missing"), icon=":material/campaign:")


def refusal(visit: Visit) -> None:
    """Say why the last press was refused, once."""
    error = st.session_state.pop(_REFUSED, None)
    if error is not None:
        st.error(visit.tr.error(error), icon=":material/error:")


def _entry(visit: Visit, entry: Entry, units: Mapping[str, str], place: int, *, kept: bool) -> None:
    _, tr = visit.gettext, visit.tr
    words = with_masks_named(tr, entry.words)
    with st.container(key=f"card-answer-{place}", border=True, gap="small"):
        if entry.kind in ("calming", "reply", "story"):
            st.markdown(f"**{plain(with_masks_named(tr, entry.title))}**")
        with st.container(key=f"{BETTER}-answer-{place}"):
            st.text(words)
        with st.container(key=f"quiet-answer-{place}", gap=None):
            st.text(_about(visit, entry, units))
            for cited in entry.rests_on[:RULES_AT_ONCE]:
                st.text(_rule(visit, cited, whole=entry.kind != "rule"))
        with st.container(horizontal=True, key=f"answer-does-{place}"):
            labels = (_("Copy"), _("Copied"), _("Mark the words and copy them"))
            copy_button(f"copy_{place}_{entry.key}", words, labels, partial(_used, visit, entry.key))
            st.button(
                _("Keep it no more") if kept else _("Keep this answer"),
                key=f"keep_{place}_{entry.key}",
                icon=":material/bookmark_remove:" if kept else ":material/bookmark_add:",
                type="tertiary",
                on_click=partial(_keep, visit, entry.key, keep=not kept),
            )
        _more(visit, entry, place)


def _more(visit: Visit, entry: Entry, place: int) -> None:
    """What is tempting instead, why not, the other rules, and the lesson."""
    _ = visit.gettext
    if entry.kind == "story":
        link("story", _("Read the whole story"), story=entry.key.removeprefix("story:"))
    rest = entry.rests_on[RULES_AT_ONCE:]
    if not (entry.why or rest or entry.lesson):
        return
    with st.container(key=f"{ASIDE}-answer-{place}"), st.expander(_("Why, and where it stands")):
        if entry.rather_not:
            st.text(_("Rather not: {words}").format(words=entry.rather_not))
        if entry.why:
            st.text(entry.why)
        for cited in rest:
            st.text(_rule(visit, cited, whole=entry.kind != "rule"))
        if entry.lesson:
            label = entry.title if entry.kind == "say" else _("A lesson that rests on it")
            link("lesson", plain(label), icon=":material/menu_book:", lesson=entry.lesson)


def _about(visit: Visit, entry: Entry, units: Mapping[str, str]) -> str:
    _, tr = visit.gettext, visit.tr
    if entry.kind == "say":
        # The lesson's title says when the words fit; it is long, and broken where it has to be.
        return entry.title
    parts = [_(KIND_NAMES[entry.kind])]
    if entry.kind in ("letter", "model") and entry.at is not None:
        name = _("a colleague") if entry.person is None else entry.person.name(tr.locale)
        parts = [_("A customer about {name}, {day}").format(name=name, day=tr.date(entry.at))]
    if entry.unit_id is not None:
        parts.append(units.get(entry.unit_id, ""))
    return facts(*parts)


def _rule(visit: Visit, cited: Cited, *, whole: bool) -> str:
    """A rule in a line; ``whole`` with its title, which is not said again below itself."""
    _, tr = visit.gettext, visit.tr
    since = _("no date known") if cited.effective is None else _("in force since {day}")
    day = "" if cited.effective is None else tr.date(cited.effective)
    head = [cited.title] if whole else []
    return " · ".join([*head, *([cited.clause] if cited.clause else []), since.format(day=day)])


def _used(visit: Visit, key: str) -> None:
    _try(lambda: use_answer(visit.house.context, actor=visit.actor, entry=key))


def _keep(visit: Visit, key: str, *, keep: bool) -> None:
    _try(lambda: keep_answer(visit.house.context, actor=visit.actor, entry=key, keep=keep))


def _count(visit: Visit, words: str, *, despite: bool = False) -> None:
    # Drawn anew, the same words are not looked for once more.
    counted = st.session_state.setdefault(_MISSED, set())
    if words not in counted:
        counted.add(words)
        _try(lambda: note_miss(visit.house.answers, actor=visit.actor, words=words, despite=despite))


def _try(act: Callable[[], None]) -> None:
    try:
        act()
    except LmsError as error:
        st.session_state[_REFUSED] = error
