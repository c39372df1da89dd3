"""The sheet with a branch's QR code to put up: A4, both languages, as PDF; the code alone as PNG."""

from io import BytesIO

from lms.people import UnitCard

WIDE = 210.0
CODE = 96.0
DEEP, INK, SOFT = (11, 100, 112), (33, 37, 41), (92, 99, 106)
SAY_ZH, SAY_EN = "有话对我们说", "Tell us what you think"
HOW_ZH = "扫一扫，夸奖、不满、建议都可以写，不用登录，可以不留姓名。"
HOW_EN = "Scan it and write: praise, complaints, ideas. No sign-in, no name needed."
SAFE_ZH = "请不要写密码和验证码，我们绝不会问您要。"
SAFE_EN = "Never write a PIN or a one-time code: we will never ask for one."


def sheet(unit: UnitCard, address: str) -> bytes:
    """The PDF.

    Args:
        unit: the branch.
        address: where the code leads.
    """
    from fpdf import FPDF
    from pylopdf_fonts_zh_cn import sans_path, serif_path

    pdf = FPDF("portrait", "mm", "A4")
    pdf.set_auto_page_break(False)
    pdf.set_margin(0)
    pdf.add_font("serif", fname=serif_path())
    pdf.add_font("sans", fname=sans_path())
    pdf.set_fallback_fonts(["sans"])
    pdf.set_title(f"{SAY_ZH} {unit.name_zh}")
    pdf.set_lang("zh-CN")
    pdf.add_page()
    pdf.set_draw_color(*DEEP)
    pdf.set_line_width(1.2)
    pdf.rect(10, 10, WIDE - 20, 277)
    lines = (
        (34, SAY_ZH, "serif", 44, DEEP),
        (54, SAY_EN, "serif", 20, DEEP),
        (190, HOW_ZH, "sans", 15, INK),
        (200, HOW_EN, "sans", 13, INK),
        (220, SAFE_ZH, "sans", 13, SOFT),
        (229, SAFE_EN, "sans", 12, SOFT),
        (258, unit.name_zh, "serif", 16, INK),
        (268, unit.name_en, "serif", 12, SOFT),
    )
    for high, words, font, size, colour in lines:
        pdf.set_font(font, size=size)
        # A long name is written smaller, never through the frame.
        pdf.set_font(font, size=size * min(1, (WIDE - 36) / pdf.get_string_width(words)))
        pdf.set_text_color(*colour)
        pdf.set_xy(14, high)
        pdf.cell(WIDE - 28, 10, words, align="C")
    pdf.image(BytesIO(picture(address)), x=(WIDE - CODE) / 2, y=78, w=CODE, h=CODE)
    return bytes(pdf.output())


def picture(address: str) -> bytes:
    """The code as PNG, with the margin readers need."""
    from segno import make

    file = BytesIO()
    make(address, error="m", micro=False).save(file, kind="png", scale=12, border=4)
    return file.getvalue()
