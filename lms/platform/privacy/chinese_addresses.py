"""Chinese addresses: sought from the door back to the province.

A door (18号, 3栋2单元, 8-2-1201) or a hamlet is what tells a home; what stands before it belongs to the address as far
back as no word of the sentence stops it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PROVINCES = (
    "河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|"
    "甘肃|青海|台湾|"
    "内蒙古|广西|西藏|宁夏|新疆|北京|天津|上海|重庆|香港|澳门"
)
# Cities that are often written without 市.
_CITIES = (
    "广州|深圳|杭州|南京|成都|武汉|西安|苏州|宁波|青岛|厦门|长沙|郑州|沈阳|大连|济南|福州|合肥|昆明|南昌|"
    "南宁|贵阳|太原|"
    "石家庄|哈尔滨|长春|兰州|海口|无锡|常州|南通|徐州|扬州|镇江|温州|嘉兴|湖州|绍兴|金华|台州|泉州|漳州|"
    "佛山|东莞|珠海|惠州|"
    "汕头|烟台|潍坊|洛阳|宜昌|襄阳|绵阳|桂林|三亚|呼和浩特|乌鲁木齐|拉萨|银川|西宁|咸阳|株洲|芜湖|赣州|"
    "唐山|保定|大同|包头"
)
_BEGINS = re.compile(
    f"(?:{_PROVINCES})(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区)?(?!人|话|菜|籍|分行|银行|味)"
    f"|(?:{_CITIES})市?(?!人|话|菜|籍|分行|银行|路|街|味|东路|西路|南路|北路)"
)
_N = "[0-9一二三四五六七八九十百零〇]"
_NUMBER = f"{_N}{{1,6}}"
_NOT_DOORS = "线|窗|柜|机|台|桌|厅|员|工|码|前|后|早|上|下(?!坝)|左|晚|公|到|至|店|检|门口|那天|开始"
_DOOR = re.compile(
    f"[增附临甲乙丙第]?{_NUMBER}(?:-{_NUMBER})?[ ]?(?:号楼|号院|号(?!{_NOT_DOORS})|(?<!弄一)弄|栋|幢|座(?!位|椅)|"
    f"单元|室|房(?!贷|产|子|租|地)|委)"
    "|[A-Za-z][0-9]{0,2}[ ]?(?:栋|座|幢|区|楼|单元|室)|[东西南北中甲乙丙]单元"
    "|(?<![0-9-])[0-9]{1,4}[ ]?-[ ]?[0-9]{1,5}(?:[ ]?-[ ]?[0-9]{1,5})?(?:号|室|户)?(?![0-9-])"
    f"|第?{_NUMBER}(?:村民小?组|组(?!长|员|织|成|合|数)|社(?!区|保|会)|队(?!伍|列|长))|(?:大寨|上|下|前|后|"
    f"东|西)[\u4e00-\u9fff]?组(?!长|员|织|成|合)"
)
_FINE = re.compile(
    f"[ ]?(?:{_NUMBER}(?:楼|层|门|梯|户|巷|区|期|排)(?!贷|口|的)|[东西南北中左右]户|底商|门面|商铺|"
    f"[0-9]{{3,4}}[A-Za-z]?(?![0-9元年万块])"
    "|[零〇一二三四五六七八九]{3,4}(?![年万千百])|家属[楼院]|宿舍|[A-Z](?![A-Za-z]))"
)
_VILLAGE = re.compile("(?:村|屯|寨|嘎查)(?:委会)?(?!里|民|镇|子|支|口|的人|镇银行|干|医|上)")
_ENDS = re.compile("[,，。;；:：!！?？、()（）\"“”'|\n/\\[\\]【】<>《》«»]")
# Words of the sentence that are no part of a name of a place.
_STOPS = re.compile(
    "[的了在是住寄到从搬给我你他她您们吗呢吧啊址写说叫把被跟请为往至]|位于|坐落|邮寄|快递|户籍|户口|籍贯|"
    "老家|反映|客户|业主|收货|"
    "收件人?|应该|房屋|房子|通讯|联系|单位|抵押物?|居住|租|开户|办理|回来|过来|出来|去了|投诉|服务|柜台|"
    "窗口|大厅|排队|取号|叫号|昨天|今天|"
    "明天|每月|上午|下午|电话|身份证|姓名|男|女(?!儿)|岁"
)
_PLACES = re.compile(
    "路|街|巷|弄|道|胡同|里|村|庄|屯|寨|镇|乡|社区|小区|新区|花园|家园|苑|城|湾|府|邸|园|庭|公寓|大厦|广场|"
    "坊|轩|居|阁|郡|港|区|县|市|"
    "旗|州|院|宿舍|中心|国际|名都|湖畔|天地|段|嘎查"
)
_ROAD_END = re.compile(
    "(?:路|街|巷|弄|道|胡同|里|村|庄|屯|寨|镇|乡|社区|小区|花园|家园|苑|城|湾|府|园|公寓|大厦|广场|坊|段|"
    "环|委会|区|院|中心)"
    "(?:[东南西北中][一二三四五六七八九十]?|[一二三四五六七八九十]段)?$"
)
_ADMIN = re.compile("省|自治区|市|区|县|旗|镇|乡|街道|州")
_HOUSE_AFTER = re.compile(
    "(?:的|那[家个]?|这[家个]?|附近)*(?:你们|贵行|我们)?(?:的|那[家个]?)*"
    "(?:网点|支行|分行|总行|分理处|营业|银行|门店|自助|ATM|大厅|柜台)|,?门口不让"
)
_HOUSE_BEFORE = re.compile(
    "(?:网点|支行|分行|总行|分理处|营业[厅部]|门店|银行|贵行|你行|你们|ATM)(?:的)?(?:地址|位置)?(?:就|搬)?"
    "(?:在|位于|是|到|:)?[ ]?$"
)
_LIVES = re.compile("(?:住在?|家在?|地址|住址|户口|籍贯|寄[到往去]?|送[到往去]?|收件|小区)[^,。;]{0,6}$")
_HINT = re.compile(
    f"{_N} ?(?:号|弄|栋|幢|座|单元|室|房|组|社|队|-)|[A-Za-z][0-9]{{0,2}}[栋座幢区室]|[村寨屯]|嘎查|[甲东西]单元"
)
_MOST_BETWEEN, _MOST_BEFORE = 12, 40


@dataclass(frozen=True)
class _Home:
    """The doors of one address, from the first to the last, as places in the text."""

    first: int
    end: int
    doors: int
    hamlet: bool
    kind: str


def chinese_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses of people stand.

    Args:
        text: in plain characters.
    """
    if not _HINT.search(text):
        return
    last = 0
    for start, end in _segments(text):
        for home in _homes(text, start, end):
            begin = _begin(text, max(start, last), home.first)
            if _tells_a_door(text, begin, home) and not _is_house(text, begin, home.end):
                yield begin, home.end
                last = home.end


def _segments(text: str) -> Iterator[tuple[int, int]]:
    last = 0
    for mark in _ENDS.finditer(text):
        yield last, mark.start()
        last = mark.end()
    yield last, len(text)


def _homes(text: str, start: int, end: int) -> Iterator[_Home]:
    """Doors that belong together: nothing between them, or a short name of a place."""
    marks = [(match.start(), match.end(), "door") for match in _DOOR.finditer(text, start, end)]
    marks += [(match.start(), match.end(), "village") for match in _VILLAGE.finditer(text, start, end)]
    first, last, doors, kind, hamlet = -1, -1, 0, "", False
    for place, close, what in sorted(marks):
        if place < last:
            continue
        between = text[last:place] if first >= 0 else ""
        if first >= 0 and (len(between) > _MOST_BETWEEN or _STOPS.search(between)):
            yield _Home(first, _fine(text, last, end), doors, hamlet, kind)
            first, doors, kind, hamlet = -1, 0, "", False
        if first < 0:
            first = place
        last, doors = close, doors + (what == "door")
        kind = "door" if "door" in {kind, what} else what
        hamlet = hamlet or what == "village"
    if first >= 0:
        yield _Home(first, _fine(text, last, end), doors, hamlet, kind)


def _fine(text: str, last: int, end: int) -> int:
    """Where the finest part behind the last door ends: 三层东户, 1201."""
    while match := _FINE.match(text, last, end):
        last = match.end()
    return last


def _begin(text: str, start: int, first: int) -> int:
    """How far back the address goes."""
    start = max(start, first - _MOST_BEFORE)
    begin = start
    for stop in _STOPS.finditer(text, start, first):
        begin = stop.end()
    known = _BEGINS.search(text, begin, first)
    if known is not None and known.group()[-1] in "省市区":
        begin = known.start()
    while begin < first and not text[begin].isalnum():
        begin += 1
    return begin


def _tells_a_door(text: str, begin: int, home: _Home) -> bool:
    """Whether it leads to a door: a number behind a named place, or a village within its district."""
    name = text[begin : home.first].strip()
    lives = bool(_LIVES.search(text[max(0, begin - 12) : begin]))
    if home.kind == "village":
        return bool(name) and (len(_ADMIN.findall(name)) >= 2 or (lives and bool(_ADMIN.search(name))))
    if home.doors >= 2 and (lives or _PLACES.search(text[begin : home.end]) is not None):
        return bool(name) or lives
    if not name:
        return False
    if home.hamlet:
        return True
    door = text[home.first : home.end]
    if re.search("[栋幢弄]|单元|座|室|号楼|号院|-[0-9]+-", door):
        return lives or _PLACES.search(name) is not None
    return _ROAD_END.search(name) is not None or (lives and _PLACES.search(name) is not None)


def _is_house(text: str, start: int, end: int) -> bool:
    return bool(_HOUSE_AFTER.match(text, end) or _HOUSE_BEFORE.search(text[max(0, start - 14) : start]))
