"""A draft's editor: each language as YAML, why it cannot be read, what the check found, and the way to publish."""

from collections.abc import Mapping

import streamlit as st

from lms.authoring.drafting import DraftView, Fault, check_draft, publish_draft, save_draft
from lms.portal.components.account import LANGUAGE_NAMES
from lms.portal.components.criteria import criterion_name
from lms.portal.components.doing import do
from lms.portal.components.plain import facts
from lms.portal.components.trials_words import found_words, mended_words
from lms.portal.visit import Visit
from scenarios.transcript import Locale
from scoring.schema import load_rubric


def draft_texts(visit: Visit, view: DraftView) -> None:
    """Both languages, each in a tab; saved together."""
    _, typed = visit.gettext, {}
    for tab, (locale, text) in zip(
        st.tabs([LANGUAGE_NAMES[locale] for locale in view.texts]), view.texts.items(), strict=True
    ):
        with tab:
            fault = view.faults.get(locale)
            if fault is not None:
                st.error(_fault(visit, fault), icon=":material/error:")
            key = f"draft_{view.card.draft_id}_{locale}_{view.revisions[locale]}"
            typed[locale] = st.text_area(
                _("The scenario, field by field"),
                value=text,
                key=key,
                height=520,
                label_visibility="collapsed",
            )
    with st.container(horizontal=True, key="draft-ways"):
        saved = st.button(_("Save"), key="draft_save")
        checked = st.button(_("Save and check"), key="draft_check", type="primary")
        published = st.button(_("Publish"), key="draft_publish", disabled=not _is_sound(view))
    if saved or checked:
        _save(visit, view, typed, check=checked)
    if published:
        do(
            visit,
            lambda: publish_draft(visit.house.context, actor=visit.actor, draft_id=view.card.draft_id),
            _("Published: from now on it is among the scenarios, in both languages."),
        )


def what_was_found(visit: Visit, view: DraftView) -> None:
    """What the last check of these texts found, each with how to mend it."""
    tr, _ = visit.tr, visit.gettext
    if view.found is None:
        st.text(_("Not checked as it stands now. The check plays it with sixteen trainees in each language."))
        return
    if _is_sound(view):
        st.success(
            _("The check found nothing: the good trainee wins and nobody else does, in both languages."),
            icon=":material/check:",
        )
        return
    st.subheader(_("What to mend"), anchor=False)
    for locale, found in view.found.items():
        for place, note in enumerate(found.notes):
            with st.container(key=f"notice-{locale}-{place}", gap="xxsmall"):
                st.markdown(f"**{facts(LANGUAGE_NAMES[locale], found_words(tr, note))}**")
                st.text(mended_words(tr, note))
        for criterion, said in found.advice:
            st.text(
                _("{language}: this advice does not do what it is for ({criterion}): {words}").format(
                    language=LANGUAGE_NAMES[locale],
                    criterion=criterion_name(tr, load_rubric("service-core"), criterion),
                    words=said,
                )
            )
        if found.failure is not None:
            st.text(
                _("{language}: it could not be played. Reported: {fault}").format(
                    language=LANGUAGE_NAMES[locale], fault=found.failure
                )
            )


def _save(visit: Visit, view: DraftView, typed: Mapping[Locale, str], *, check: bool) -> None:
    _, context, draft_id = visit.gettext, visit.house.context, view.card.draft_id

    def act() -> None:
        save_draft(context, actor=visit.actor, draft_id=draft_id, texts=typed, revisions=view.revisions)
        if check:
            with st.spinner(_("It is being played in both languages; this takes some seconds …")):
                check_draft(context, actor=visit.actor, draft_id=draft_id)

    do(visit, act, _("Saved and checked.") if check else _("Saved."))


def _fault(visit: Visit, fault: Fault) -> str:
    _ = visit.gettext
    where = _("Line {line}, {field}: {problem}") if fault.field else _("Line {line}: {problem}")
    return where.format(line=fault.line, field=fault.field, problem=fault.problem)


def _is_sound(view: DraftView) -> bool:
    return view.found is not None and all(one.sound for one in view.found.values())
