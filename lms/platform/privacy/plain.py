"""A text in plain characters, one for each of its own, so that offsets stay true."""

import unicodedata

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212\u30fc\ufe58\ufe63\u2500~\u301c"
_DOTS = "·•・‧∙⋅"
# Traditional characters that stand in names, addresses and the words before them, and their simple forms.
_SIMPLE = dict(
    zip(
        "陳張劉黃吳趙孫馬鄭謝許馮鄧葉蘇蕭蔣韓楊羅盧陸鍾鐘譚賴關龔歐萬錢嚴雲莊賀鄒範紀簡駱顏齊龍單聶鄔閻顧畢遲項魯呂區"
        "號樓棟單縣鎮鄉莊廣場園東灣門樓層弄衛橋島際電話機碼請問職員經證護銀貴們櫃檯檯戶賬帳轉錢遞寄達邊個這"
        "裡裏為麼時長",
        "陈张刘黄吴赵孙马郑谢许冯邓叶苏萧蒋韩杨罗卢陆钟钟谭赖关龚欧万钱严云庄贺邹范纪简骆颜齐龙单聂邬阎顾毕迟项鲁吕区"
        "号楼栋单县镇乡庄广场园东湾门楼层弄卫桥岛际电话机码请问职员经证护银贵们柜台台户账账转钱递寄达边个这"
        "里里为么时长",
        strict=True,
    )
)
_UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\ufe0f\u20e3"
_CHINESE = {
    **dict(zip("零一二三四五六七八九", range(10), strict=True)),
    **dict(zip("〇壹贰叁肆伍陆柒捌玖", range(10), strict=True)),
    **dict(zip("幺两洞○貳參陸", (1, 2, 0, 0, 2, 3, 6), strict=True)),
}
CHINESE_DIGITS = "".join(_CHINESE)
"""What is said digit by digit, 幺 (one, on the telephone) among it."""


BEYOND_DIGITS = 0x20000
"""From here on Unicode has neither digits nor spaces; looking there too takes every process a third of a second."""


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    signs = [chr(code) for code in range(0x80, BEYOND_DIGITS)]
    for character in (*filter(str.isdigit, signs), *filter(str.isspace, signs)):
        code = ord(character)
        kind = unicodedata.category(character)
        if kind == "Nd":
            table[code] = str(unicodedata.decimal(character))
        elif kind == "Zs":
            table[code] = " "
        elif kind == "No" and (digit := unicodedata.digit(character, None)) is not None:
            # ① numbers a list sooner than it is a part of a number: it counts as 一 does.
            table[code] = "零一二三四五六七八九"[digit]
    table |= {full: chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)}
    table |= {ord(each): simple for each, simple in _SIMPLE.items()}
    table |= {ord(each): "-" for each in _DASHES} | {ord(each): "." for each in _DOTS}
    table |= {ord(each): " " for each in _UNSEEN + "\t\r\n\v\f\u2028\u2029\x85"}
    return table


_PLAIN = _table()
_DIGITS = {ord(each): str(digit) for each, digit in _CHINESE.items()}


def plain(text: str) -> str:
    """Full-width and foreign digits, dashes, dots, spaces and line breaks as ASCII has them; the same length."""
    return text.translate(_PLAIN)


def with_digits(text: str) -> str:
    """Chinese digits as ASCII ones; the same length."""
    return text.translate(_DIGITS)
