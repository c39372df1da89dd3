"""Where somebody lives: Chinese addresses down to the door or the hamlet, English ones with number and street.

A city or a street alone tells nobody's door and stays, and so does where a branch is.
"""

import re
from collections.abc import Iterator

from lms.platform.privacy.spans import Spans

_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|"
    "甘肃|青海|台湾|内蒙古|"
    "广西|西藏|宁夏|新疆|北京|天津|上海|重庆|香港|澳门"
)
_PROVINCE = re.compile(rf"(?:{_PROVINCES})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?")
# Cities that are often written without 市.
_CITY = re.compile(
    "(?:广州|深圳|杭州|南京|成都|武汉|西安|苏州|宁波|青岛|厦门|长沙|郑州|沈阳|大连|济南|福州|合肥|昆明|"
    "南昌|南宁|贵阳|太原|石家庄|"
    "哈尔滨|长春|兰州|海口|无锡|常州|南通|徐州|扬州|镇江|温州|嘉兴|湖州|绍兴|金华|台州|泉州|漳州|佛山|东莞|"
    "珠海|中山|惠州|汕头|"
    "烟台|潍坊|洛阳|宜昌|襄阳|绵阳|桂林|三亚|呼和浩特|乌鲁木齐|拉萨|银川|西宁|咸阳|株洲|芜湖|赣州|唐山|"
    "保定|大同|包头)市?"
)
# What no name of a place begins with, and what it does not hold.
_NOT_FIRST = (
    "的了在是到住寄送我你他她您们从至给把跟请就也都没叫写收往回去说问让找被对为及将要用等这那哪某每址又再还已很"
    "不让帮和与或"
)
_NOT_WITHIN = "的了在是住寄到从搬给我你他她您们吗呢吧啊址"
_NAME = (
    f"(?:和平|和田|和顺|从化|从江|让胡路|将军|将乐|"
    f"(?!上次)(?![{_NOT_FIRST}])(?![{_NOT_WITHIN}])[\u4e00-\u9fff])(?:(?![{_NOT_WITHIN}])[\u4e00-\u9fff])"
)
_AREA = re.compile(
    f"{_NAME}{{0,7}}?(?:自治州|自治县|地区|林区|新区|开发区|高新区|(?<!小)(?<!社)(?<!地)(?<!户)区|市|盟|州|县|旗)"
)
_TOWN = re.compile(f"{_NAME}{{0,6}}?(?:街道办?|镇|乡|苏木)")
_VILLAGE = re.compile(f"{_NAME}{{0,6}}?(?:新村|村|屯|寨|社区|居委会|嘎查)")
_ROAD = re.compile(
    f"{_NAME}{{0,8}}?(?:大道|大街|公路|路|街|巷|弄|胡同|环|"
    f"道)(?:[东南西北中一二三四五六七八九十]{{1,2}}(?:段|巷|路|街|弄)|[东南西北中][一二三四五六七八九十]?)?"
)
_ESTATE = re.compile(
    f"{_NAME}{{0,9}}?(?:小区|花园|花苑|家园|公寓|大厦|广场|中心|家属楼|家属院|宿舍|山庄|小镇|名都|新城|苑|"
    f"城|湾|府|邸|园|庭|里|院|坊|轩|居|阁|郡|港|庄)"
    "(?:[一二三四五六七八九十0-9]{1,2}[区期]|[东西南北][一二三]?区)?"
)
_NUMBER = r"[0-9一二三四五六七八九十百零〇]{1,6}"
_DOOR = re.compile(
    rf"(?:[增附临甲乙丙]?{_NUMBER}(?:[\-]{_NUMBER})?[ ]?(?:号楼|号院|号(?!线|窗|柜|机|台|桌|厅|员|工|码|段|"
    rf"前|后|早|上|下|左|晚|公|到|至)"
    r"|弄|栋|幢|座(?!位|椅)|单元|室|房(?!贷|产|子|租)|委)"
    r"|[A-Za-z][0-9]{0,2}[ ]?(?:栋|座|幢|区|楼|单元|室)(?:[ ]?[0-9]{3,5}[室号]?)?"
    r"|[0-9]{1,4}[ ]?-[ ]?[0-9]{1,5}(?:[ ]?-[ ]?[0-9]{1,5})?(?:号|室|户)?(?![0-9])"
    rf"|{_NUMBER}组(?!长|员|织|成|合)|[\u4e00-\u9fff]{{1,2}}组(?!长|员|织|成|合))"
)
_FINE = re.compile(
    rf"(?:家属[楼院]|宿舍|{_NUMBER}[ ]?(?:楼|层|门|梯|户|队|社|巷|区|期)(?!贷|口)|[东西南北中]户|"
    rf"(?:[0-9]{{3,4}}|[零〇一二三四五六七八九]{{3,4}})(?![0-9元年万块]))"
)
_SPACE = re.compile("[ ]{0,2}")
_HINT = re.compile(
    r"[0-9一二三四五六七八九十]{1,4} ?(?:号|弄|栋|幢|座|单元|室|组|-)|[A-Za-z][0-9]?[栋座幢区]|[村寨屯]"
)
_HOUSE_AFTER = re.compile(
    r"(?:的|那[家个]?|这[家个]?|附近)*(?:你们|贵行|我们)?(?:的|那[家个]?)*(?:网点|支行|分行|总行|分理处|"
    r"营业|银行|门店|自助|ATM|大厅|柜台|门口不让)"
)
_HOUSE_BEFORE = re.compile(
    r"(?:网点|支行|分行|总行|分理处|营业[厅部]|门店|银行|贵行|你行|你们|ATM)(?:的)?(?:地址|位置)?(?:就|"
    r"搬)?(?:在|位于|是|到|:|：)?[ ]?$"
)
_LIVES = re.compile(r"(?:住在?|家在?|地址|住址|户口|籍贯|寄[到往去]?|送[到往去]?|收件|小区)[^，。；,;]{0,6}$")


def find_addresses(text: str, found: Spans) -> None:
    """Find addresses of people, Chinese and English.

    Args:
        text: in plain characters.
        found: what has been found so far; takes the finds.
    """
    for start, end in (*_chinese(text), *_english(text)):
        found.add("address", start, end)


def _chinese(text: str) -> Iterator[tuple[int, int]]:
    if not _HINT.search(text):
        return
    place, last = 0, len(text)
    while place < last:
        if not "\u4e00" <= text[place] <= "\u9fff" and not text[place].isalnum():
            place += 1
            continue
        chain = _chain(text, place)
        if not chain.parts:
            place += 1
            continue
        if chain.tells_a_door(text) and not _is_house(text, chain.start, chain.end):
            yield chain.start, chain.end
            place = chain.end
        else:
            place = max(chain.first_end, place + 1)


class _Chain:
    """The parts of an address that follow one another."""

    def __init__(self, start: int) -> None:
        self.start = self.end = self.first_end = start
        self.parts: list[str] = []

    def take(self, kind: str, end: int) -> None:
        if not self.parts:
            self.first_end = end
        self.parts.append(kind)
        self.end = end

    def tells_a_door(self, text: str) -> bool:
        """Whether it leads to a door: a number behind a named place, or a village within its district."""
        doors = self.parts.count("door")
        named = sum(part not in {"door", "fine"} for part in self.parts)
        if doors and named:
            return self.parts.index("door") > 0
        if doors >= 2:
            return bool(_LIVES.search(text[max(0, self.start - 10) : self.start])) or doors >= 3
        if self.parts[-1] == "village" and named >= 3:
            return True
        finest = self.parts.count("fine")
        lives = bool(_LIVES.search(text[max(0, self.start - 12) : self.start]))
        if not lives or not named:
            return False
        whole = "estate" in self.parts or "village" in self.parts
        return finest > 0 or (whole and named >= 2)


_GOES_ON = frozenset("市县区镇乡村路街道")
_ORDER = (
    ("area", _AREA),
    ("town", _TOWN),
    ("road", _ROAD),
    ("village", _VILLAGE),
    ("estate", _ESTATE),
)


def _chain(text: str, start: int) -> _Chain:
    chain = _Chain(start)
    place = start
    while True:
        step = _next(text, place, chain)
        if step is None:
            break
        chain.take(*step)
        place = chain.end
        gap = _SPACE.match(text, place)
        place = gap.end() if gap else place
        if text[place : place + 1] in {",", "，"} and _NAMED_AFTER.match(text, place + 1):
            place += 1
    return chain


_NAMED_AFTER = re.compile(
    r" ?(?:[0-9]{1,4}(?:栋|幢|单元|号楼|室)|[\u4e00-\u9fff]{2,8}(?:路|街|小区|花园)[0-9])"
)


def _next(text: str, place: int, chain: _Chain) -> tuple[str, int] | None:
    for kind, pattern in (("area", _PROVINCE), ("area", _CITY)):
        match = pattern.match(text, place)
        if match:
            return kind, match.end()
    match = _DOOR.match(text, place)
    if (
        match
        and (chain.parts or match.group()[0] not in "一二三四五六七八九十百零〇")
        and not _starts_name(match.group())
    ):
        return "door", match.end()
    if chain.parts:
        match = _FINE.match(text, place)
        if match:
            return "fine", match.end()
    best: tuple[str, int] | None = None
    for kind, pattern in _ORDER:
        match = pattern.match(text, place)
        if not match or (best is not None and match.end() >= best[1]):
            continue
        if text[match.end() : match.end() + 1] in _GOES_ON:
            # 项城 is not yet 项城市, and 学院 not yet 学院路.
            match = pattern.match(text, place, match.end() + 1) if kind == "area" else None
            if not match:
                continue
        inner = _PROVINCE.search(text, place + 1, match.end()) or _CITY.search(text, place + 1, match.end())
        if inner is None:
            best = (kind, match.end())
    return best


def _starts_name(words: str) -> bool:
    """甲组 could be any two characters: only after what is named."""
    return (
        bool(re.fullmatch("[\u4e00-\u9fff]{2,3}", words))
        and words[0] not in "一二三四五六七八九十"
        and words[-1] != "组"
    )


def _is_house(text: str, start: int, end: int) -> bool:
    return bool(_HOUSE_AFTER.match(text, end) or _HOUSE_BEFORE.search(text[max(0, start - 14) : start]))


_STREET = (
    r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Court|Ct|Boulevard|Blvd|Way|Place|Pl|Close|Crescent|Terrace|"
    r"Square|Gardens?|Hill|Row|Walk|Grove|Mews|Parade|Highway|Alley|Path|Rise|View|Circle|Quay|Wharf)"
)
_WORD = r"[A-Z][^\W\d_]*(?:['’.][^\W\d_]*)*(?!\w)"
_UNIT = (
    r"(?:Flat|Apt\.?|Apartment|Unit|Suite|Room|Rm\.?|Building|Bldg\.?|Block|Blk|Tower|Floor|House|Door|"
    r"Lane|Phase)\.? "
    r"?(?:No\.? ?)?(?:\d+[A-Za-z]?|[A-Z]\d*)(?:-\d+)?|#\d+(?:-\d+)?|\d+(?:st|nd|rd|th) [Ff]loor|\d+/F|"
    r"No\.? ?\d+[A-Za-z]?(?=, )"
)
_NUMBERED = (
    rf"(?:No\.? ?)?\d{{1,5}}[A-Za-z]?(?:[-/]\d{{1,4}})? (?:[NSEW]\.? )?(?:{_WORD} ){{1,4}}{_STREET}\b\.?(?: (?:North|"
    rf"South|East|West|[NSEW])\b)?"
)
_BOX = r"P\.? ?O\.? ?Box \d+"
_CODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]{2,3} \d{4,5}(?:-\d{4})?|[A-Z]\d[A-Z] ?\d[A-Z]\d|"
    r"\d{5,6}(?![ \-]?\d))"
)
_TAIL = (
    rf"(?:,? ?{_CODE}\b|, (?:{_WORD} ){{0,3}}(?:District|County|Province|City|Town|Township|Village|Estate|"
    rf"{_STREET})\b"
    rf"|, (?:{_UNIT})|, {_WORD}(?: {_WORD}){{0,2}}(?: {_CODE}\b| \d{{1,2}}\b)?|, [A-Z]{{2}}\b)"
)
_ENGLISH = re.compile(
    rf"(?:(?:{_UNIT})(?:,? ?| of ))*(?:(?:{_WORD} ){{1,3}}(?:Gardens?|House|Court|Mansions?|Estate|Towers?|"
    rf"Apartments), )?"
    rf"(?:{_NUMBERED}|{_BOX})(?:{_TAIL}){{0,5}}"
    rf"|(?:(?:{_UNIT}), ){{2,}}(?:{_WORD} ?){{1,4}}(?:{_TAIL}){{0,4}}"
)
_HOUSE_EN = re.compile(r"(?i)^(?:,? (?:your|the|our)? ?(?:sub-)?(?:branch|bank|atm|office|counter|location))")
_HOUSE_EN_BEFORE = re.compile(
    r"(?i)(?:branch|bank|atm|lobby|office)(?: is| was)?(?: located)?(?: at| on|,|:)? $"
)


def _english(text: str) -> Iterator[tuple[int, int]]:
    if not _ENGLISH_HINT.search(text):
        return
    for each in _ENGLISH.finditer(text):
        start, end = each.span()
        if _HOUSE_EN.match(text[end:]) or _HOUSE_EN_BEFORE.search(text[max(0, start - 24) : start]):
            continue
        yield start, end


_ENGLISH_HINT = re.compile(rf"\d\w* (?:[NSEW]\.? )?[A-Z][\w'’.]*|Box \d|{_UNIT}")
