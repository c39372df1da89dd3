"""What feedback is, in words: one line for a list, and the choices by which it is corrected."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from lms.feedback.classification.labels import FLAGS, HEADS, NO_CAUSE, Head
from lms.feedback.words import FLAG_NAMES, HEAD_NAMES, NAMES, SIGNS
from lms.platform.i18n import Translator
from lms.portal.visit import Visit

HEADS_IN_ORDER: tuple[Head, ...] = ("kind", "severity", "cause", "business", "segment")


def named(tr: Translator, field: str, value: Any) -> str:
    """A label as it is called on screen; a dash where there is none."""
    if value is None:
        return "–"
    if field == "flags":
        return tr.gettext(", ").join(tr.gettext(FLAG_NAMES[flag]) for flag in value) or "–"
    names: Mapping[str, str] = NAMES[field]  # type: ignore[index]
    return tr.gettext(names[value])


def in_a_line(tr: Translator, labels: Mapping[str, Any]) -> str:
    """Kind, how urgent, cause and signs of an item; what is ordinary is not said."""
    said = [named(tr, "kind", labels["kind"])]
    if labels["severity"] != "general":
        said.insert(0, named(tr, "severity", labels["severity"]))
    if labels["cause"]:
        said.append(named(tr, "cause", labels["cause"]))
    if labels["flags"]:
        said.append(named(tr, "flags", labels["flags"]))
    return " · ".join(said)


def choices(
    visit: Visit, labels: Mapping[str, Any], key: str, heads: Sequence[Head] = HEADS_IN_ORDER
) -> dict[str, Any]:
    """Selectors that stand at what is known; what the visitor has chosen."""
    tr, _ = visit.tr, visit.gettext
    said: dict[str, Any] = {}
    left, right = st.columns(2, gap="medium")
    for place, head in enumerate(heads):
        if head == "cause" and said.get("kind") in ("praise", "enquiry"):
            said["cause"] = None
            continue
        options: list[str | None] = [label for label in HEADS[head] if label != NO_CAUSE]
        if head == "cause" and said.get("kind") != "complaint":
            options.append(None)
        known = labels[head]
        said[head] = (left, right)[place % 2].selectbox(
            _(HEAD_NAMES[head]),
            options,
            index=options.index(known) if known in options else None,
            format_func=lambda label, head=head: named(tr, head, label),
            placeholder=_("Choose"),
            key=f"{key}_{head}",
        )
    return said


def flag_choice(visit: Visit, flags: Sequence[str], key: str) -> list[str]:
    """The signs, of which any may hold."""
    _ = visit.gettext
    return st.multiselect(
        _(SIGNS),
        list(FLAGS),
        default=list(flags),
        format_func=lambda flag: _(FLAG_NAMES[flag]),
        placeholder=_("None"),
        key=f"{key}_flags",
    )


def what_decided(visit: Visit, decided_by: Mapping[str, Sequence[str]], sure: Mapping[str, float]) -> None:
    """The words behind each label, and how sure the program is."""
    tr, _ = visit.tr, visit.gettext
    for field, name in HEAD_NAMES.items():
        words = decided_by.get(field)
        if not words:
            continue
        told = _(", ").join(_("“{words}”").format(words=word) for word in words)
        line = _("{where}: {what}").format(where=_(name), what=told)
        if field in sure:
            line += _(" ({share} sure)").format(share=tr.percent(sure[field]))
        st.text(line)
