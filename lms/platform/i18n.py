"""Two languages: gettext catalogues, and dates, numbers and durations as each language writes them.

English sentences are the msgids, so English needs no catalogue. Chinese is read once, from every ``*.po`` file in
``content/i18n/zh-CN``. ``python -m lms.platform.messages`` lists what is missing.
"""

import gettext as gnu
import io
from datetime import date as Day
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale as BabelLocale
from babel import dates, numbers, units
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from lms.platform.errors import LmsError
from lms.platform.settings import LOCALES, Locale

CATALOGUES = Path(__file__).parents[2] / "content" / "i18n"
SOURCE_LOCALE: Locale = "en"
DEFAULT_ZONE = "Asia/Shanghai"
_BABEL: dict[Locale, str] = {"zh-CN": "zh_Hans_CN", "en": "en"}
_LONGEST_HEADER = 500


def mark(message: str) -> str:
    """Mark a sentence for translation where it is defined; it is translated where it is shown."""
    return message


class Translator:
    """One language: its words, and its way with dates, numbers and durations in the bank's time zone."""

    def __init__(self, locale: Locale, words: gnu.NullTranslations, zone: ZoneInfo) -> None:
        """Made by ``translator``."""
        self.locale: Locale = locale
        self.zone = zone
        self._words = words
        self._babel = BabelLocale.parse(_BABEL[locale])

    def gettext(self, message: str) -> str:
        """The sentence in this language; an unknown one comes back as it is."""
        return self._words.gettext(message) if message else ""

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The form for ``count`` things; the caller fills in ``{count}``."""
        return self._words.ngettext(singular, plural, count)

    def error(self, error: LmsError) -> str:
        """What an error says, in this language."""
        sentence = self.gettext(error.message)
        return sentence.format(**error.values) if error.values else sentence

    def date(self, day: Day, style: str = "medium") -> str:
        """A day; ``style`` is short, medium, long or full. A moment is taken to the bank's time zone first."""
        return dates.format_date(self._local(day), format=style, locale=self._babel)

    def day(self, day: Day) -> str:
        """A day without its year, short enough for an axis: ``Mar 4``."""
        return dates.format_skeleton("MMMd", self._local(day), locale=self._babel)

    def month(self, month: str) -> str:
        """A month such as ``2026-03`` as people write it: 2026年3月, March 2026."""
        first = Day.fromisoformat(f"{month}-01")
        return dates.format_skeleton("yMMMM", first, locale=self._babel)

    def moment(self, moment: datetime) -> str:
        """Day, with its month by name where 3/4 could be either, and time of day in the bank's time zone."""
        return f"{self.date(moment)} {self.time(moment)}"

    def time(self, moment: datetime) -> str:
        """Hour and minute in the bank's time zone."""
        return dates.format_time(moment, format="HH:mm", tzinfo=self.zone, locale=self._babel)

    def ago(self, moment: datetime, now: datetime) -> str:
        """How long ago or how soon, in one rounded unit: ``3 days ago``."""
        return dates.format_timedelta(moment - now, add_direction=True, locale=self._babel)

    def duration(self, length: timedelta | float) -> str:
        """A length of time in seconds or as a timedelta, in its two largest units: ``3 min 20 sec``."""
        seconds = round(length.total_seconds() if isinstance(length, timedelta) else length)
        hours, rest = divmod(max(seconds, 0), 3600)
        minutes, seconds = divmod(rest, 60)
        parts = [("hour", hours), ("minute", minutes), ("second", 0 if hours else seconds)]
        said = [
            units.format_unit(n, f"duration-{unit}", "short", locale=self._babel) for unit, n in parts if n
        ]
        none = units.format_unit(0, "duration-second", "short", locale=self._babel)
        return ("" if self.locale == "zh-CN" else " ").join(said) or none

    def sentences(self, *said: str) -> str:
        """Sentences one after the other: Chinese ones follow without a gap."""
        return ("" if self.locale == "zh-CN" else " ").join(said)

    def number(self, value: float, digits: int | None = None) -> str:
        """A number with its separators; ``digits`` decimal places, or as many as it has, up to three."""
        pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
        return numbers.format_decimal(value, format=pattern, locale=self._babel)

    def money(self, amount: Decimal, currency: str) -> str:
        """An amount; below one it has the places that tell something: ``¥0.0123``, and to the cent above."""
        small = 0 < abs(amount) < 1
        pattern = "¤#,##0.0000##" if small else None
        return numbers.format_currency(
            amount, currency, format=pattern, locale=self._babel, currency_digits=not small
        )

    def percent(self, share: float, digits: int = 0) -> str:
        """A share from 0 to 1 as a percentage."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "") + "%"
        return numbers.format_percent(share, format=pattern, locale=self._babel)

    def _local(self, day: Day) -> Day:
        return day.astimezone(self.zone).date() if isinstance(day, datetime) else day


@lru_cache(maxsize=8)
def translator(locale: Locale, zone: str = DEFAULT_ZONE) -> Translator:
    """The translator of a language, made once for each time zone (an IANA name)."""
    return Translator(locale, _words(locale), ZoneInfo(zone))


def negotiate(accept_language: str | None, default: Locale = "zh-CN") -> Locale:
    """The language for a browser's ``Accept-Language`` (or a bare tag such as ``en-GB``)."""
    wanted: list[tuple[float, Locale]] = []
    for part in (accept_language or "")[:_LONGEST_HEADER].split(","):
        tag, _, parameters = part.partition(";")
        known = _locale_for(tag.strip().lower())
        if known is not None:
            wanted.append((_quality(parameters), known))
    # A stable sort: of two that are wanted equally, the one named first.
    wanted.sort(key=lambda pair: -pair[0])
    return wanted[0][1] if wanted and wanted[0][0] > 0 else default


def as_locale(tag: str | None, default: Locale = "zh-CN") -> Locale:
    """A stored or typed tag as one of the product's languages."""
    return next((locale for locale in LOCALES if locale == tag), default)


def read_catalogue(locale: Locale) -> Catalog:
    """All ``*.po`` files of a language as one catalogue.

    Raises:
        ValueError: two files give one msgid different translations.
    """
    whole = Catalog(locale=_BABEL[locale], fuzzy=False)
    for path in sorted((CATALOGUES / locale).glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=_BABEL[locale]):
                if not message.id:
                    continue
                former = whole.get(message.id)
                if former is not None and former.string != message.string:
                    raise ValueError(f"{path}: {message.id!r} is translated differently in another file")
                whole[message.id] = message
    return whole


def _words(locale: Locale) -> gnu.NullTranslations:
    if locale == SOURCE_LOCALE:
        return gnu.NullTranslations()
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(locale))
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


def _locale_for(tag: str) -> Locale | None:
    language = tag.replace("_", "-").split("-")[0]
    return {"zh": "zh-CN", "en": "en"}.get(language)  # type: ignore[return-value]


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
