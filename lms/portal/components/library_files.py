"""What an administrator sees of the scenario files: are there any that cannot be used?"""

from pathlib import Path

import streamlit as st

from lms.catalogue import unusable_files
from lms.portal.visit import Visit
from scenarios.loader import LIBRARY


def library_files(visit: Visit, library: Path = LIBRARY) -> None:
    """Name the files that were left out, with line and field; what is wrong in them is said on the server."""
    tr, _ = visit.tr, visit.gettext
    st.subheader(_("Scenario files"), anchor=False)
    errors = unusable_files(visit.house.context, library)
    if not errors:
        st.text(_("All of them can be used."))
        return
    counted = tr.ngettext(
        "{count} file cannot be used. The other scenarios are open as always.",
        "{count} files cannot be used. The other scenarios are open as always.",
        len(errors),
    )
    st.warning(counted.format(count=tr.number(len(errors))), icon=":material/warning:")
    for error in errors:
        named = _("{file}, line {line}, {field}") if error.field else _("{file}, line {line}")
        st.text(named.format(file=error.file, line=error.line, field=error.field))
    st.text(
        _("“lms scenario check” on the server says what to write instead. Start again once they are mended.")
    )
