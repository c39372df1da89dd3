"""The tables of the inspector's pack: what is read for them, and row by row what stands in them."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select
from sqlmodel import col

from lms.catalogue.history import HeldVersion, versions_of
from lms.catalogue.teaching import Shelf
from lms.learning.hours.coverage import Coverage, reckon
from lms.learning.hours.rules import topics_of
from lms.learning.hours.sheets import Sheets
from lms.learning.hours.tables import ClassSeat, ClassSession, HoursEntry
from lms.learning.hours.targets import GROUPS, counted_in, groups_of, read_targets, target_of
from lms.learning.hours.words import ALL_UNITS, CONTENT_NAMES, FORM_NAMES, GROUP_NAMES, HEADINGS, KIND_NAMES
from lms.people import JOB_NAMES, PersonCard, StaffRow, UnitCard, read_cards, read_staff, read_units
from lms.platform.cells import Cell
from lms.platform.i18n import translator

FORMS = ("online", "drill", "classroom")
AT_ONCE = 5_000
_KINDS = ("lesson", "quiz", "course", "scenario")


@dataclass(frozen=True)
class Pack:
    """What the tables are written from; entries and rosters of classes are read while they are written.

    Attributes:
        counted: the staff of the year, whom training is asked of or not.
        cards: everybody of the units, who left too.
        by_form: minutes of each person by form.
    """

    year: int
    topic: str
    units: tuple[UnitCard, ...]
    counted: tuple[StaffRow, ...]
    cards: dict[str, PersonCard]
    by_form: dict[str, dict[str, int]]
    coverage: Coverage
    versions: tuple[HeldVersion, ...]
    between: tuple[datetime, datetime]


@lru_cache(maxsize=512)
def bilingual(*msgids: str) -> str:
    """A word, or several one after the other, in both languages."""
    zh, en = translator("zh-CN"), translator("en")
    return f"{'、'.join(map(zh.gettext, msgids))} / {', '.join(map(en.gettext, msgids))}"


def read_pack(
    connection: Connection,
    *,
    shelf: Shelf,
    units: Collection[str],
    topic: str,
    year: int,
    today: date,
    now: datetime,
    between: tuple[datetime, datetime],
) -> Pack:
    """Read what the tables stand on: a fixed number of questions, however many people there are."""
    staff = [
        person
        for person in read_staff(connection, now=now, unit_ids=units)
        if counted_in(person, year, today)
    ]
    by_form: dict[str, dict[str, int]] = defaultdict(dict)
    for person_id, form, minutes in connection.execute(
        select(col(HoursEntry.person_id), col(HoursEntry.form), func.sum(col(HoursEntry.minutes)))
        .where(col(HoursEntry.year) == year, col(HoursEntry.topic) == topic)
        .group_by(col(HoursEntry.person_id), col(HoursEntry.form))
    ):
        by_form[person_id][form] = int(minutes)
    learned = {
        (kind, ref)
        for kind, ref in connection.execute(
            select(col(HoursEntry.kind), col(HoursEntry.ref))
            .where(col(HoursEntry.year) == year, col(HoursEntry.topic) == topic)
            .distinct()
        )
    }
    return Pack(
        year,
        topic,
        tuple(unit for unit in read_units(connection) if unit.unit_id in units),
        tuple(staff),
        read_cards(connection, units),
        dict(by_form),
        reckon(
            staff,
            {person_id: sum(forms.values()) for person_id, forms in by_form.items()},
            read_targets(connection, year),
            topic=topic,
            year=year,
        ),
        tuple(_content(connection, shelf, topic, learned)),
        between,
    )


def write_tables(
    connection: Connection,
    sheets: Sheets,
    pack: Pack,
    *,
    zone: ZoneInfo,
    progress: Callable[[str], None],
) -> None:
    """Write every table."""
    tables: dict[str, Iterator[list[Cell]]] = {
        "coverage": _coverage(pack),
        "roster": _roster(pack),
        "entries": _entries(connection, pack),
        "classes": _classes(connection, pack, zone),
        "content": _versions(pack, zone),
        "questions": _questions(pack, zone),
    }
    for name, rows in tables.items():
        progress(f"{name}.csv")
        sheets.write(name, [bilingual(heading) for heading in HEADINGS[name]], rows)


def _content(
    connection: Connection, shelf: Shelf, topic: str, learned: set[tuple[str, str]]
) -> Iterator[HeldVersion]:
    """Versions of what is taught for the topic today, and of what was learned for it in that year."""
    refs = {(kind, ref.partition("/")[0] if kind == "quiz" else ref) for kind, ref in learned}
    for one in versions_of(connection, _KINDS, with_body=("quiz",)):
        named = ("drill" if one.kind == "scenario" else one.kind, one.slug)
        if named in refs or topic in topics_of(shelf, *named):
            yield one


def _coverage(pack: Pack) -> Iterator[list[Cell]]:
    targets = pack.coverage.targets
    for group in GROUPS:
        whole = pack.coverage.groups[group]
        asked = targets.get((pack.topic, group), 0)
        yield [
            "*",
            bilingual(ALL_UNITS),
            bilingual(GROUP_NAMES[group]),
            asked,
            whole.people,
            whole.covered,
            _share(whole.covered, whole.people),
            whole.minutes,
        ]
    for unit in pack.units:
        for group, one in sorted(pack.coverage.units.get(unit.unit_id, {}).items()):
            yield [
                unit.code,
                f"{unit.name_zh} / {unit.name_en}",
                bilingual(GROUP_NAMES[group]),
                targets.get((pack.topic, group), 0),
                one.people,
                one.covered,
                _share(one.covered, one.people),
                one.minutes,
            ]


def _roster(pack: Pack) -> Iterator[list[Cell]]:
    units = {unit.unit_id: unit for unit in pack.units}
    nothing: dict[str, int] = {}
    for person in pack.counted:
        card, forms = pack.cards[person.person_id], pack.by_form.get(person.person_id, nothing)
        groups = groups_of(person, pack.year)
        asked, has = target_of(pack.coverage.targets, pack.topic, groups), sum(forms.values())
        yield [
            *_who(card, units),
            card.hired_on.isoformat(),
            "; ".join(bilingual(GROUP_NAMES[group]) for group in GROUPS if group in groups),
            *(forms.get(form, 0) for form in FORMS),
            has,
            asked,
            _yes(not groups or has >= max(asked, 1)),
        ]


def _entries(connection: Connection, pack: Pack) -> Iterator[list[Cell]]:
    units = {unit.unit_id: unit for unit in pack.units}
    hashes = {
        (one.kind, one.slug, one.version): (one.title, one.hash)
        for one in pack.versions
        if one.locale == "zh-CN"
    }
    entry = HoursEntry
    rows = connection.execution_options(yield_per=AT_ONCE).execute(
        select(
            col(entry.id),
            col(entry.person_id),
            col(entry.day),
            col(entry.minutes),
            col(entry.form),
            col(entry.kind),
            col(entry.ref),
            col(entry.version),
            col(entry.score),
            col(entry.corrects),
            col(entry.reason),
        )
        .where(col(entry.year) == pack.year, col(entry.topic) == pack.topic)
        .order_by(col(entry.person_id), col(entry.id))
    )
    for row in rows:
        card = pack.cards.get(row.person_id)
        if card is None:
            continue
        kind = "scenario" if row.kind == "drill" else row.kind
        slug = row.ref.partition("/")[0] if row.kind == "quiz" else row.ref
        title, digest = hashes.get((kind, slug, row.version), ("", ""))
        yield [
            *_who(card, units),
            row.day.isoformat(),
            row.minutes,
            bilingual(FORM_NAMES[row.form]),
            bilingual(KIND_NAMES.get(row.kind, row.kind)),
            title or row.ref,
            row.ref,
            row.version or None,
            digest,
            row.score,
            row.id,
            row.corrects,
            row.reason,
        ]


def _classes(connection: Connection, pack: Pack, zone: ZoneInfo) -> Iterator[list[Cell]]:
    """Everybody of every class: present or not, and when what was missed was made up."""
    units = {unit.unit_id: unit for unit in pack.units}
    session, seat = ClassSession, ClassSeat
    begins, ends = pack.between
    sessions = {
        row.id: row
        for row in connection.execute(
            select(session).where(
                col(session.starts_at) >= begins,
                col(session.starts_at) < ends,
                col(session.closed_at).is_not(None),
            )
        )
        if pack.topic in row.topics
    }
    # A class of December may be made up in January, so make-ups are looked for without an end.
    made_up: dict[tuple[str, str], datetime] = {}
    for mended in connection.execute(
        select(col(session.make_up_of), col(seat.person_id), col(session.starts_at))
        .join(seat, col(seat.session_id) == col(session.id))
        .where(
            col(session.make_up_of).is_not(None),
            col(session.closed_at).is_not(None),
            col(seat.present_at).is_not(None),
        )
        .order_by(col(session.starts_at))
    ):
        made_up.setdefault((mended.make_up_of, mended.person_id), mended.starts_at)
    seats = connection.execution_options(yield_per=AT_ONCE).execute(
        select(seat)
        .join(session, col(session.id) == col(seat.session_id))
        .where(col(session.starts_at) >= begins, col(session.starts_at) < ends)
        .order_by(col(session.starts_at), col(session.id), col(seat.person_id))
    )
    for row in seats:
        card, held = pack.cards.get(row.person_id), sessions.get(row.session_id)
        if card is None or held is None:
            continue
        later = made_up.get((row.session_id, row.person_id)) if row.present_at is None else None
        yield [
            held.id,
            held.title,
            bilingual(KIND_NAMES[held.kind]),
            _moment(held.starts_at, zone),
            held.place,
            held.minutes,
            *_who(card, units),
            _yes(row.invited),
            _yes(row.present_at is not None),
            _moment(row.present_at, zone),
            row.how,
            _moment(later, zone),
            held.make_up_of,
        ]


def _versions(pack: Pack, zone: ZoneInfo) -> Iterator[list[Cell]]:
    for one in pack.versions:
        yield [
            f"{one.kind} ({bilingual(CONTENT_NAMES[one.kind])})",
            one.slug,
            one.locale,
            one.version,
            one.title,
            one.hash,
            _moment(one.since, zone),
            _moment(one.until, zone),
        ]


def _questions(pack: Pack, zone: ZoneInfo) -> Iterator[list[Cell]]:
    """Every question in every version of its quiz, with a sum of its own: what was asked when."""
    titles = {(one.slug, one.locale): one.title for one in pack.versions if one.kind == "course"}
    for one in pack.versions:
        if one.kind != "quiz":
            continue
        for item in json.loads(one.body)["items"]:
            text = json.dumps(item, ensure_ascii=False, sort_keys=True)
            yield [
                one.slug,
                one.title or titles.get((one.slug, one.locale), ""),
                item["id"],
                one.locale,
                one.version,
                item["question"],
                hashlib.sha256(text.encode()).hexdigest(),
                _moment(one.since, zone),
                _moment(one.until, zone),
            ]


def _who(card: PersonCard, units: dict[str, UnitCard]) -> tuple[Cell, ...]:
    unit = units[card.unit_id]
    return (
        card.employee_no,
        card.name_zh,
        card.name_en,
        bilingual(*(JOB_NAMES[job] for job in card.jobs)),
        unit.code,
        unit.name_zh,
        unit.name_en,
    )


def _moment(moment: datetime | None, zone: ZoneInfo) -> str | None:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else None


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _yes(true: bool) -> str:
    return "是 / yes" if true else "否 / no"
