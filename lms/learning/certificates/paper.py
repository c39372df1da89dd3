"""The certificate as a sheet to hang up: A4 landscape, both languages, every line a curve and every glyph embedded.

The font holds some 30,000 Chinese characters; one of a name that it lacks is left out, and the log says so.
"""

from datetime import date
from functools import lru_cache
from io import BytesIO
from math import cos, pi, sin
from typing import TYPE_CHECKING

from lms.learning.certificates.credential import verification_address
from lms.learning.certificates.keeping import CertificateCard, issuer_names
from lms.learning.certificates.picture import seal_alone
from lms.platform.context import Context
from lms.platform.i18n import translator

if TYPE_CHECKING:
    from fpdf import FPDF

WIDE, HIGH = 297.0, 210.0
_MIDDLE = WIDE / 2
_ROOM = 225.0
"""Room for a line, in millimetres as everything here."""
DEEP, GOLD, INK, SOFT, FAINT = (11, 100, 112), (156, 124, 52), (33, 37, 41), (92, 99, 106), (222, 235, 236)


def sheet(context: Context, card: CertificateCard, base: str) -> bytes:
    """The PDF; the same certificate gives the same bytes.

    Args:
        context: of the installation.
        card: the certificate.
        base: the portal's public address, which the code leads to.
    """
    pdf = _page(context, card)
    _ground(pdf)
    zh, en = issuer_names(context)
    _line(pdf, 33, zh if zh == en else f"{zh}　{en}", 13, DEEP, spacing=0.6)
    _line(pdf, 54, "结业证书", 40, INK, spacing=10)
    _line(pdf, 65, "CERTIFICATE OF COMPLETION", 12.5, GOLD, spacing=2.6)
    _name(pdf, card)
    _line(pdf, 122, f"已完成规定的培训，特颁发“{card.title_zh}”证书（第{card.version}版）。", 16, INK)
    # In this font a quotation mark is as wide as a Chinese sign, so the English line does without.
    _line(
        pdf,
        131,
        f"has completed the training and holds the certificate {card.title_en}, version {card.version}.",
        12.5,
        SOFT,
    )
    _days(pdf, context, card)
    _seal(pdf)
    _code(pdf, verification_address(base, card.number))
    return bytes(pdf.output())


def _page(context: Context, card: CertificateCard) -> "FPDF":
    from fpdf import FPDF
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    pdf = FPDF("landscape", "mm", "A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.add_font("serif", fname=serif_path())
    pdf.add_font("sans", fname=sans_path())
    pdf.set_fallback_fonts(["sans"])
    pdf.set_title(f"{card.title_zh} {card.title_en} {card.number}")
    pdf.set_author(issuer_names(context)[0])
    pdf.set_lang("zh-CN")
    pdf.set_creation_date(card.issued_at)
    pdf.add_page()
    return pdf


def _ground(pdf: "FPDF") -> None:
    """Frame, corners, and in the middle the fine lines that a copier blurs."""
    pdf.set_draw_color(*FAINT)
    pdf.set_line_width(0.12)
    for turn in range(3):
        pdf.polyline(_rosette(turn), polygon=True)
    pdf.set_draw_color(*DEEP)
    pdf.set_line_width(1.1)
    pdf.rect(9, 9, WIDE - 18, HIGH - 18)
    pdf.set_draw_color(*GOLD)
    pdf.set_line_width(0.25)
    pdf.rect(12, 12, WIDE - 24, HIGH - 24)
    for x, y in ((12, 12), (WIDE - 12, 12), (12, HIGH - 12), (WIDE - 12, HIGH - 12)):
        right, down = 1 if x < _MIDDLE else -1, 1 if y < HIGH / 2 else -1
        for reach in (7.0, 9.0):
            pdf.line(x + right * reach, y, x + right * reach, y + down * reach)
            pdf.line(x, y + down * reach, x + right * reach, y + down * reach)


@lru_cache(maxsize=3)
def _rosette(turn: int) -> list[tuple[float, float]]:
    """A closed curve around the middle that crosses itself many times."""
    steps, around = 1_440, 2 * pi
    points = []
    for step in range(steps):
        angle = around * 7 * step / steps
        reach = 46 + 24 * cos(angle * 30 / 7 + turn * around / 3) * cos(angle * 2 / 7)
        points.append((_MIDDLE + 1.5 * reach * cos(angle), HIGH / 2 + reach * sin(angle)))
    return points


def _name(pdf: "FPDF", card: CertificateCard) -> None:
    _line(pdf, 76, "兹证明　This certifies that", 11, SOFT, font="sans")
    _line(pdf, 95, card.name_zh, 34, DEEP, spacing=2 if len(card.name_zh) < 6 else 0)
    if card.name_en != card.name_zh:
        _line(pdf, 105, card.name_en, 14, DEEP)
    pdf.set_draw_color(*GOLD)
    pdf.set_line_width(0.3)
    pdf.line(_MIDDLE - 55, 109.5, _MIDDLE + 55, 109.5)


def _days(pdf: "FPDF", context: Context, card: CertificateCard) -> None:
    """On the left: when it was completed, until when it holds, its number."""
    zh, en = (translator(locale, context.settings.timezone) for locale in ("zh-CN", "en"))

    def both(day: date) -> str:
        return f"{zh.date(day, 'long')}　{en.date(day, 'long')}"

    until = both(card.valid_until) if card.valid_until else "长期有效　no end date"
    rows = (
        ("完成日期　Completed on", both(card.completed_on)),
        ("有效期至　Valid until", until),
        ("证书编号　Number", card.number),
    )
    for place, (what, said) in enumerate(rows):
        top = 151 + place * 13.5
        _at(pdf, 27, top, what, 8.5, SOFT, font="sans")
        _at(pdf, 27, top + 5.6, said, 11.5, INK)


def _seal(pdf: "FPDF") -> None:
    size = 38.0
    pdf.image(BytesIO(seal_alone().encode()), x=_MIDDLE - size / 2, y=147, w=size, h=size)


def _code(pdf: "FPDF", address: str) -> None:
    """On the right: the code that leads to the page where anybody sees whether it holds."""
    from segno import make

    size, left, top = 30.0, WIDE - 27 - 30.0, 146.0
    rows = [bytes(row) for row in make(address, error="m", micro=False).matrix]
    dot = size / len(rows)
    pdf.set_fill_color(*INK)
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            run = 0
            while x + run < len(row) and row[x + run]:
                run += 1
            if run:
                # A hair wider than it is, so that no white line shows between two rows.
                pdf.rect(left + x * dot, top + y * dot, run * dot, dot + 0.02, style="F")
            x += run or 1
    _at(pdf, WIDE - 27, top + size + 5, "扫码核验　Scan to verify", 8.5, SOFT, font="sans", align="right")
    _at(pdf, WIDE - 27, top + size + 9, address.partition("://")[2], 6.5, SOFT, font="sans", align="right")


def _line(
    pdf: "FPDF",
    baseline: float,
    text: str,
    size: float,
    colour: tuple[int, int, int],
    *,
    font: str = "serif",
    spacing: float = 0,
) -> None:
    """A line in the middle of the sheet, smaller where it would be too wide."""
    pdf.set_font(font, size=size)
    pdf.set_char_spacing(spacing)
    width = pdf.get_string_width(text)
    if width > _ROOM:
        pdf.set_font(font, size=size * _ROOM / width)
        pdf.set_char_spacing(spacing * _ROOM / width)
        width = pdf.get_string_width(text)
    pdf.set_text_color(*colour)
    # What is put behind the last letter is no part of the line.
    trailing = spacing / pdf.k if spacing else 0
    pdf.text(_MIDDLE - (width - trailing) / 2, baseline, text)
    pdf.set_char_spacing(0)


def _at(
    pdf: "FPDF",
    x: float,
    baseline: float,
    text: str,
    size: float,
    colour: tuple[int, int, int],
    *,
    font: str = "serif",
    align: str = "left",
) -> None:
    pdf.set_font(font, size=size)
    pdf.set_text_color(*colour)
    pdf.text(x - pdf.get_string_width(text) if align == "right" else x, baseline, text)
