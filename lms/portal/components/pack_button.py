"""The inspector's pack at one press."""

import tempfile
from pathlib import Path

import streamlit as st

from lms.learning.hours.pack import build_pack
from lms.learning.hours.words import TOPIC_NAMES
from lms.people import Action, may
from lms.portal.components.exports import file_name
from lms.portal.visit import Visit


def pack_button(visit: Visit, *, topic: str, year: int) -> None:
    """Build the pack of what the page shows and hand it to the browser; nothing for whoever may not."""
    _ = visit.gettext
    if not any(
        may(visit.actor, Action.BUILD_PACK, unit_id=unit)
        for one in visit.actor.grants
        for unit in one.unit_ids
    ):
        return

    def built() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "pack.zip"
            build_pack(visit.house.learning, actor=visit.actor, year=year, topic=topic, out=out)
            return out.read_bytes()

    pack = _("Training for the inspector")
    title = f"{pack}-{_(TOPIC_NAMES[topic])}-{year}"
    st.download_button(
        _("Build the inspector's pack"),
        data=built,
        file_name=file_name(title, visit.local(visit.house.context.now()), "zip"),
        mime="application/zip",
        key="pack",
        type="primary",
        icon=":material/folder_zip:",
        on_click="ignore",
    )
    with st.container(key="quiet-pack"):
        st.text(
            _(
                "One ZIP with coverage, roster, ledger, classes, versions and checksums. It downloads by itself; for a "
                "whole bank that takes a few minutes."
            )
        )
