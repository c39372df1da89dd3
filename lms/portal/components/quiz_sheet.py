"""One question of a quiz: chosen with a mouse, a finger or the keyboard, and explained."""

from collections.abc import Callable

import streamlit as st

from lms.catalogue.teaching import Item
from lms.learning import Asked, QuizSheet, answer_item
from lms.platform.errors import LmsError
from lms.portal.components.path_css import CASE
from lms.portal.components.plain import plain
from lms.portal.visit import Visit


def question(visit: Visit, sheet: QuizSheet, place: int) -> None:
    """Draw the question of a quiz at a place, open or answered."""

    def answer(chosen: list[int]) -> None:
        answer_item(
            visit.house.learning,
            actor=visit.actor,
            attempt_id=sheet.attempt_id,
            item_id=sheet.asked[place].item.id,
            chosen=chosen,
        )
        if sheet.feedback == "instant":
            st.session_state[f"look-{sheet.attempt_id}"] = place

    ask(visit, sheet.asked[place], answer)


def ask(visit: Visit, asked: Asked, answer: Callable[[list[int]], None]) -> None:
    """Draw a question, open or answered; ``answer`` is told what was chosen, and may refuse it."""
    item, _ = asked.item, visit.gettext
    if item.case:
        with st.container(key=f"{CASE}-{item.id}"):
            st.text(item.case)
    st.markdown(f"**{plain(item.question)}**")
    if asked.chosen is not None:
        _answered(visit, asked)
        return
    chosen = _choose(visit, asked)
    if st.button(_("This is my answer"), key=f"answer-{item.id}", type="primary", disabled=not chosen):
        try:
            answer(chosen)
        except LmsError as error:
            st.error(visit.tr.error(error), icon=":material/error:")
            return
        st.session_state.pop(f"ordered-{item.id}", None)
        st.rerun()


def explained(visit: Visit, asked: Asked) -> None:
    """A question with its answer and why, as it stands after the quiz."""
    if asked.item.case:
        st.text(asked.item.case)
    st.markdown(f"**{plain(asked.item.question)}**")
    _answered(visit, asked)


def _choose(visit: Visit, asked: Asked) -> list[int]:
    item, _ = asked.item, visit.gettext
    name = f"chosen-{item.id}"
    match item.kind:
        case "multiple":
            st.caption(_("More than one is right."))
            return [at for at in asked.order if st.checkbox(plain(item.options[at].text), key=f"{name}-{at}")]
        case "ordering":
            return _put_in_order(visit, asked)
    at = st.radio(
        _("Choose one"),
        asked.order,
        index=None,
        format_func=lambda at: plain(item.options[at].text),
        key=name,
        label_visibility="collapsed",
    )
    return [] if at is None else [at]


def _put_in_order(visit: Visit, asked: Asked) -> list[int]:
    """Press one after the other, the first thing first; a second press takes it back."""
    item, _ = asked.item, visit.gettext
    name = f"ordered-{item.id}"
    order: list[int] = st.session_state.setdefault(name, [])
    st.caption(_("Press them in the order in which they come."))
    with st.container(key=f"order-{item.id}"):
        for at in asked.order:
            number = f"{order.index(at) + 1}. " if at in order else "· "
            if st.button(
                plain(number + item.options[at].text), key=f"{name}-{at}", width="stretch", type="secondary"
            ):
                order.remove(at) if at in order else order.append(at)
                st.rerun()
    return order if len(order) == len(item.options) else []


def _answered(visit: Visit, asked: Asked) -> None:
    _, item = visit.gettext, asked.item
    chosen = asked.chosen or ()
    if asked.right:
        st.success(_("Right."), icon=":material/check:")
    else:
        st.warning(_("Not right this time."), icon=":material/undo:")
    for at in _to_show(item, asked):
        option = item.options[at]
        said = _mark(visit, item, at, chosen)
        with st.container(key=f"quiet-option-{item.id}-{at}", gap=None):
            st.markdown(f"{said} **{plain(option.text)}**")
            st.text(option.why)


def _to_show(item: Item, asked: Asked) -> tuple[int, ...]:
    return item.right if item.kind == "ordering" else asked.order


def _mark(visit: Visit, item: Item, at: int, chosen: tuple[int, ...]) -> str:
    """What an option was: right or wrong, chosen or not, in words."""
    _ = visit.gettext
    if item.kind == "ordering":
        yours = chosen.index(at) + 1 if at in chosen else 0
        return (
            f"{at + 1}."
            if yours == at + 1
            else _("{place}. (yours: {yours})").format(place=at + 1, yours=yours)
        )
    right, mine = at in item.right, at in chosen
    if right:
        return _("✓ right, your choice:") if mine else _("✓ right:")
    return _("✗ your choice:") if mine else "·"
