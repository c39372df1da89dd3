"""The inspector's pack: one ZIP with a topic's training of a year, from coverage to checksums.

Read from one consistent view of the database, written row by row: the number of questions asked does not grow with the
number of people.
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.metadata import version
from pathlib import Path

from lms.learning.hours.pack_tables import Pack, bilingual, read_pack, write_tables
from lms.learning.hours.rules import TOPICS
from lms.learning.hours.sheets import Sheets
from lms.learning.hours.words import PACK_FILES, PACK_NOTES, RULES, TOPIC_NAMES
from lms.learning.room import Learning
from lms.people import Action, Actor, require_units
from lms.platform.errors import Refused
from lms.platform.i18n import mark, translator
from lms.platform.settings import LOCALES, Locale

WORKBOOK = "pack.xlsx"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_CHUNK = 1 << 20
Progress = Callable[[str], None]


@dataclass(frozen=True)
class PackBuilt:
    """What was built: people on the roster, entries of the ledger, and the file's own SHA-256."""

    path: Path
    people: int
    entries: int
    sha256: str


def build_pack(
    learning: Learning,
    *,
    actor: Actor,
    year: int,
    topic: str,
    out: Path,
    progress: Progress = lambda _name: None,
) -> PackBuilt:
    """Build the pack of a year and a topic over the units within the actor's reach.

    Args:
        learning: the room.
        actor: a trainer, an auditor or a consumer protection officer.
        year: the calendar year, in the bank's time zone.
        topic: one of ``TOPICS``.
        out: the ZIP to write; one that is there is replaced when the new one is whole.
        progress: told the name of each file before it is written.

    Raises:
        Forbidden: the actor may not build it anywhere.
        Refused: there is no such topic, or no such year yet.
        OSError: the file cannot be written.
    """
    units = require_units(actor, Action.BUILD_PACK)
    context = learning.context
    if topic not in TOPICS:
        raise Refused(mark("There is no such topic, group or year."))
    if not 2000 <= year <= context.today().year:
        raise Refused(mark("This year has not begun yet, or there was no portal in it."))
    zone = context.settings.zone
    begins, ends = (datetime.combine(date(y, 1, 1), time(), tzinfo=zone) for y in (year, year + 1))
    out = out.expanduser().absolute()
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".pack-") as folder_name:
        folder = Path(folder_name)
        with context.database.reading() as connection:
            pack = read_pack(
                connection,
                shelf=learning.structure,
                units=units,
                topic=topic,
                year=year,
                today=context.today(),
                now=context.now(),
                between=(begins.astimezone(UTC), ends.astimezone(UTC)),
            )
            with Sheets(folder, WORKBOOK) as sheets:
                write_tables(connection, sheets, pack, zone=zone, progress=progress)
                progress(WORKBOOK)
        for locale in LOCALES:
            (folder / f"README.{locale}.txt").write_text(_read_me(learning, actor, pack, locale), "utf-8")
        draft = folder / "pack.zip"
        sums = _zipped(folder, draft, _about(learning, actor, pack, sheets.rows), progress)
        draft.replace(out)
    return PackBuilt(out, len(pack.counted), sheets.rows["entries.csv"], sums)


def _zipped(folder: Path, draft: Path, about: dict[str, object], progress: Progress) -> str:
    """Zip all files, with a manifest that holds the sum of each; returns the sum of the whole."""
    names = sorted(path.name for path in folder.iterdir() if path != draft)
    rows = about.pop("rows")
    assert isinstance(rows, dict)
    files = []
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in names:
            progress(name)
            path = folder / name
            archive.write(path, name)
            files.append(
                {
                    "name": name,
                    "sha256": _sum(path),
                    "bytes": path.stat().st_size,
                    **({"rows": rows[name]} if name in rows else {}),
                }
            )
        manifest = json.dumps({**about, "files": files}, ensure_ascii=False, indent=2) + "\n"
        archive.writestr(MANIFEST, manifest)
        listed = [(one["sha256"], one["name"]) for one in files]
        listed.append((hashlib.sha256(manifest.encode()).hexdigest(), MANIFEST))
        archive.writestr(SUMS, "".join(f"{digest}  {name}\n" for digest, name in listed))
    return _sum(draft)


def _sum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _about(learning: Learning, actor: Actor, pack: Pack, rows: dict[str, int]) -> dict[str, object]:
    return {
        "year": pack.year,
        "topic": pack.topic,
        "topic_name": bilingual(TOPIC_NAMES[pack.topic]),
        "built_at": learning.context.now().isoformat(),
        "built_by": {"name_zh": actor.name_zh, "name_en": actor.name_en},
        "program": f"lms {version('lms')}",
        "units": [unit.code for unit in pack.units],
        "targets": {
            group: minutes for (topic, group), minutes in pack.coverage.targets.items() if topic == pack.topic
        },
        "coverage": {
            group: {"people": one.people, "covered": one.covered, "minutes": one.minutes}
            for group, one in pack.coverage.groups.items()
        },
        "rows": dict(rows),
    }


def _read_me(learning: Learning, actor: Actor, pack: Pack, locale: Locale) -> str:
    tr = translator(locale, learning.context.settings.timezone)
    _ = tr.gettext
    title = _("Training in {year}: {topic}").format(year=pack.year, topic=_(TOPIC_NAMES[pack.topic]))
    built = _("Built on {moment} by {name}.").format(
        moment=tr.moment(learning.context.now()), name=actor.name(tr.locale)
    )
    lines = [title, built, "", _("What is in it")]
    lines += [f"  {name}: {_(words)}" for name, words in PACK_FILES.items()]
    lines += ["", _("What counts, and how"), *(f"  {_(rule)}" for rule in RULES)]
    lines += ["", _("What to know"), *(f"  {_(note)}" for note in PACK_NOTES)]
    return "\n".join(lines) + "\n"
