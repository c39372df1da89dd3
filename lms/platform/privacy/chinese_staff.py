"""Who serves in the bank, and who is known to everybody: their names stay."""

import re

from lms.platform.privacy.lexicon import lexicon

_POSTS = (
    "大堂经理|客户经理|理财经理|营业经理|业务经理|理财师|理财顾问|信贷员|信贷经理|大堂助理|大堂|柜员|柜姐|"
    "柜哥|工作人员|员工|职员|(?<!执)行员|行长|副行长|(?<!班)主任|副主任|主管|"
    "经理|保安队长|保安大哥|保安队的|保安|引导员|坐席|客服|实习生|同志|顾问|窗口的?|经办|复核|业务主管签字|签字|"
    "催收员|接待员|服务之星|带教|营业员|银行的|"
    "贵行的?|你行的?|你们行?里?的?|支行的?|分行的?|网点的?|分理处的?|营业部的?|营业厅的?|(?:信贷|个贷|零售|"
    "对公|营业|业务|理财|公司|客服)部的?|柜台的?|"
    "对公柜的?|对私柜的?|岗的|受理人|承办人?|转办|经办人|处理人|记录人|填单人|审批人?|审核人?|调查人|回访人|接待人|"
    "行里的|新来的|被投诉人|值班|行员工"
)
# Where in a bank somebody serves: of the lady from there, a 女士 behind the name makes no customer.
_ROOMS = (
    "值班|大堂|柜面|前台|对公|私行|信贷[科部]|个贷[科部中心]*|国际部|结算部|零售部|会计部|运营部|信用卡中心|贷后管理|"
    "(?:小微|普惠|三农|乡村振兴)(?:专班|团队|部|中心)?|理财室|贵宾室|VIP室|运营主管|运营经理|金融专员|客户专员|专员|"
    "(?:英语|英文|白金|贵宾|客服)?(?:专线|热线)|柜员|窗口"
)
_LEFT = re.compile(
    f'(?:(?:{_POSTS})(?:[ :“"]|是|叫|，叫|名叫|一个叫|是叫)*'
    f"|(?:{_POSTS})(?:自称|那位|那个)?,?(?:一个|一位)?姓"
    "|(?:接待|服务|帮助?|给|为|替)我们?(?:办理?|服务|讲解|办业务|办理业务|接待)?的?(?:是|叫|人叫|人是)?"
    "|(?:给|帮|为|替)我[^,，。;；!?]{1,10}的(?:那个|那位)?[是叫]?|在(?:你们|贵)[^。;；!?]{1,10}[叫是]"
    "|办(?:理)?(?:业务)?的(?:是|叫)(?:个?叫)?|工号 ?[A-Za-z]?\\d+(?:号)?[的，, ]*"
    "|(?:表扬|点赞|夸夸|夸|感谢|谢谢|致谢)(?:一下|你们)?(?:的)?"
    '|[\\d一二三四五六七八九十]号(?:柜台?|窗口?)员?(?:的)?|胸牌(?:上)?(?:写着|写|是)?[“" :]*)$'
)
_RIGHT = re.compile(
    "(?:(?:大堂|客户|理财|副|业务|营业)?经理|(?:副)?主管|(?:副)?行长|(?:副)?主任|柜员|同志|队长|理财师|"
    "信贷员|客服|保安|姑娘|"
    "[ （(，,]{0,2}(?:工号|柜员|大堂|客户经理|理财经理|保安|员工号)"
    "|(?:这样的|这位|这种)(?:好)?(?:员工|柜员|同志)"
    "|(?:这(?:个|位))?(?:小姑娘|小伙子?|姑娘)?(?:的)?(?:非常|特别|很|真|十分)?(?:耐心|热情|细心|态度|服务|"
    "专业|业务熟练|笑容|微笑)"
    "|(?:耐心|热情|主动|细心)(?:地|的)?(?:帮|给|为))"
)
_FROM_ROOM = re.compile(f"(?:{_ROOMS})的?$")
_GUEST = re.compile("(?:阿姨|大爷|奶奶|爷爷|大妈|大叔|某)")
_OUTSIDE = re.compile(
    "(?:客户|中介|开发商|保险公司|保险|装修公司|装修|物业|公司的|公司|我们单位|房产|汽车|4S店|邻居|同事|"
    "朋友|快递|我们公司|储户|骗子)[的 ]?$"
)
_HANDS = re.compile("(?:保洁|保安|门卫|大堂)的?$")
_NO_STAFF_AFTER = re.compile("(?:先生|女士|阿姨|大爷|奶奶|爷爷|大妈)")
_OUTSIDE_AFTER = re.compile("[（(](?:保险|中介|物业|客户|装修|房产|证券|我|外)")
_PUBLIC = lexicon().words["public"]


def is_staff(text: str, start: int, end: int) -> bool:
    """Tell whether the words around a name say that its bearer serves in the bank."""
    before, after = text[max(0, start - 22) : start], text[end : end + 16]
    outside = _OUTSIDE.search(before)
    if _FROM_ROOM.search(before) and not _GUEST.match(after):
        return True
    if _NO_STAFF_AFTER.match(after):
        # 保洁王阿姨 works for the bank; other aunts and uncles are customers.
        return _HANDS.search(before) is not None
    if _RIGHT.match(after):
        return outside is None
    if _OUTSIDE_AFTER.match(after) or (outside is not None and not _LEFT.search(before)):
        return False
    if _LEFT.search(before):
        return True
    return _in_a_list(text, end)


def _in_a_list(text: str, end: int) -> bool:
    """A和B两位同志: what is said of the last is said of the one before it."""
    after = text[end : end + 14]
    listed = re.match("[和与、及跟][\u4e00-\u9fff]{2,3}", after)
    return (
        listed is not None
        and re.match("(?:两位|三位|几位|等)(?:同志|柜员|员工|经理)", after[listed.end() :]) is not None
    )


def is_outside(before: str) -> bool:
    """Tell whether the words before a name say that its bearer serves somebody else."""
    return _OUTSIDE.search(before[-12:]) is not None


def is_public(name: str, text: str) -> bool:
    """Tell whether everybody knows whose name it is, and nobody says to be called so."""
    return name in _PUBLIC and not re.search(f"(?:我|我真?叫|我是|本人|名叫|姓名[是: ]?|同名的?){name}", text)
