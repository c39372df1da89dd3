"""Everything about somebody as one file: a ZIP with a page to read in each language, and JSON a room.

It is put together while it is handed out: a row at a time, however long somebody has practised.
"""

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from html import escape
from typing import Any

from sqlalchemy import Connection

from lms.platform.context import Context
from lms.platform.i18n import Translator, mark, translator
from lms.platform.personal_data import PersonalRoom, PersonalTable, in_both, read_rows, rooms, written_out
from lms.platform.settings import LOCALES, Locale

PAGES: dict[Locale, str] = {"zh-CN": "我的数据.html", "en": "my-data.html"}
"""The page to read, by language."""
_STYLE = (
    "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2430;"
    "background:#fff}h2{margin-top:2.5rem;border-bottom:1px solid #ccd}h3{margin-top:1.8rem}"
    "dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.1rem 1rem;margin:0;padding:.7rem 0;"
    "border-top:1px solid #eef}dt{color:#5a6475}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}"
    "@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}"
    "@media(prefers-color-scheme:dark){body{background:#14181f;color:#e6e9ef}dt{color:#9aa6b8}"
    "h2,dl{border-color:#333b48}}"
)


class _Pipe(io.RawIOBase):
    """Takes what the archive writes, and gives it away."""

    def __init__(self) -> None:
        super().__init__()
        self._written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._written += data
        return len(data)

    def taken(self) -> bytes:
        taken = bytes(self._written)
        self._written.clear()
        return taken


def export_of(context: Context, person_id: str) -> Iterator[bytes]:
    """The pieces of the ZIP with everything about a person. For services: nothing here asks who wants it.

    Args:
        context: database, time zone and clock.
        person_id: whose data.
    """
    pipe, now = _Pipe(), context.now()
    with (
        context.database.reading() as connection,
        zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        files: list[tuple[str, Iterator[str]]] = [
            (PAGES[locale], _page(connection, translator(locale, context.settings.timezone), person_id, now))
            for locale in LOCALES
        ]
        files += [(f"{room.room}.json", _json(connection, room, person_id)) for room in rooms()]
        for name, pieces in files:
            entry = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                for piece in pieces:
                    file.write(piece.encode("utf-8", errors="replace"))
                    yield pipe.taken()
    yield pipe.taken()


def _json(connection: Connection, room: PersonalRoom, person_id: str) -> Iterator[str]:
    yield f'{{"room": {_dump(in_both(room.title))}, "parts": [\n'
    for place, one in enumerate(room.tables):
        fields = {name: in_both(label) for name, label in _labels(one).items()}
        head = {"part": one.name, "title": in_both(one.title), "fields": fields}
        yield ("" if place == 0 else ",\n") + _dump(head)[:-1] + ', "rows": [\n'
        for number, row in enumerate(read_rows(connection, one, person_id)):
            yield ("" if number == 0 else ",\n") + _dump(row)
        yield "\n]}"
    yield "\n]}\n"


def _page(connection: Connection, tr: Translator, person_id: str, now: datetime) -> Iterator[str]:
    _ = tr.gettext
    title = escape(_("My data"))
    yield (
        f'<!doctype html><html lang="{tr.locale}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><style>{_STYLE}</style><h1>{title}</h1>"
        f"<p>{escape(_(ABOUT).format(when=tr.moment(now)))}</p>"
    )
    for room in rooms():
        begun = False
        for one in room.tables:
            labels = _labels(one)
            heading = f"<h3>{escape(_(one.title))}</h3>"
            for row in read_rows(connection, one, person_id):
                if not begun:
                    heading, begun = f"<h2>{escape(_(room.title))}</h2>{heading}", True
                lines = "".join(
                    f"<dt>{escape(_(labels[name]))}</dt><dd>{escape(said)}</dd>"
                    for name, value in row.items()
                    if (said := written_out(value, tr))
                )
                yield f"{heading}<dl>{lines}</dl>"
                heading = ""
    yield "</html>\n"


ABOUT = mark(
    "Everything this portal keeps about you, as of {when}. The same is in the JSON files beside this page, for "
    "programs. Colleagues appear by what they are to you, not by name. Moments are in universal time (UTC)."
)
ROLE = mark("Who")


def _labels(one: PersonalTable) -> dict[str, str]:
    """What each field is, those that name people last, as in the rows."""
    return {**one.shown, **dict.fromkeys(one.others, ROLE)}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
