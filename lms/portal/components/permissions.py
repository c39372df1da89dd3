"""The table of permissions drawn: an action a row, a role a column; on a telephone an action a block."""

from collections.abc import Sequence
from html import escape

from lms.people import ACTION_NAMES, JOB_NAMES, REACH_NAMES, ROLE_NAMES, Permission, Reach, Role
from lms.platform.i18n import Translator, mark
from lms.portal.components.page_css import GROUND

# Told by a shape besides the word: the further a right goes, the fuller the sign.
_SIGNS = {Reach.OWN: "○", Reach.MENTEE: "◔", Reach.UNIT: "◑", Reach.ANY: "●"}
NOBODY_THEMSELVES = mark("never over oneself")
BY_JOB = mark("also by job, in one's own branch: {job}")
_LINE = "color-mix(in srgb, currentColor 14%, transparent)"
_CSS = f"""<style>
.lms-rights {{border-collapse: collapse; width: 100%; font-size: .82rem; line-height: 1.35;}}
.lms-rights caption {{text-align: start; padding-bottom: .75rem; opacity: .8;}}
.lms-rights :is(th, td) {{border-bottom: 1px solid {_LINE}; padding: .55rem .35rem; text-align: start;
  vertical-align: top; font-weight: 400; overflow-wrap: break-word; hyphens: auto;}}
.lms-rights thead th {{font-weight: 600; vertical-align: bottom; position: sticky; top: 0; z-index: 1;
  background: {GROUND};}}
.lms-rights tbody th {{font-weight: 600; min-width: 8.5rem;}}
.lms-rights tbody th small {{display: block; font-weight: 400; opacity: .75;}}
.lms-rights td {{word-break: keep-all;}}
.lms-rights td > span > span {{display: block;}}
.lms-rights b {{display: none; font-weight: 400;}}
@media (max-width: 1100px) {{
  .lms-rights, .lms-rights :is(caption, tbody, tr, th, td) {{display: block;}}
  .lms-rights thead {{display: none;}}
  .lms-rights {{font-size: .95rem;}}
  .lms-rights tbody tr {{border-bottom: 1px solid {_LINE}; padding-block: .7rem;}}
  .lms-rights :is(th, td) {{border: 0; padding: .1rem 0;}}
  .lms-rights td {{display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .75rem;}}
  .lms-rights td:empty {{display: none;}}
  .lms-rights b {{display: block;}}
  .lms-rights td > span > span {{display: inline;}}
}}
</style>"""


def permissions_html(tr: Translator, table: Sequence[Permission]) -> str:
    """The table as HTML for ``st.html``; nothing in it was typed by anybody."""
    _ = tr.gettext
    signs = " · ".join(f"{_SIGNS[reach]} {escape(_(name))}" for reach, name in REACH_NAMES.items())
    roles = "".join(
        f'<th scope="col" role="columnheader">{escape(_(ROLE_NAMES[role]))}</th>' for role in Role
    )
    rows = "".join(_row(tr, line) for line in table)
    # Whoever hears the page keeps a table on a telephone, too, where the style takes the boxes apart.
    return (
        f'{_CSS}<table class="lms-rights" role="table" lang="{tr.locale}"><caption>{signs}</caption>'
        f'<thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">{escape(_("Right"))}</th>{roles}'
        f'</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(tr: Translator, line: Permission) -> str:
    _ = tr.gettext
    asides = [_(BY_JOB).format(job=_(JOB_NAMES[job])) for job in sorted(line.jobs)]
    asides += [_(NOBODY_THEMSELVES)] if line.never_oneself else []
    aside = "".join(f"<small>{escape(said)}</small>" for said in asides)
    cells = "".join(_cell(tr, role, line.reaches.get(role)) for role in Role)
    name = escape(_(ACTION_NAMES[line.action]))
    return f'<tr role="row"><th scope="row" role="rowheader">{name}{aside}</th>{cells}</tr>'


def _cell(tr: Translator, role: Role, reach: Reach | None) -> str:
    if reach is None:
        return '<td role="cell"></td>'
    _ = tr.gettext
    return (
        f'<td role="cell"><b>{escape(_(ROLE_NAMES[role]))}</b>'
        f'<span><span aria-hidden="true">{_SIGNS[reach]}</span> {escape(_(REACH_NAMES[reach]))}</span></td>'
    )
