"""The staff of the invented 澜江银行 (Lanjiang Bank): any likeness to a bank or to people is chance."""

from dataclasses import dataclass

from lms.people.roles import Job, Role, UnitKind

BANK_ZH = "澜江银行"
BANK_EN = "Lanjiang Bank"


@dataclass(frozen=True)
class DemoUnit:
    """A unit by its code, with the code of the one above."""

    code: str
    kind: UnitKind
    parent: str | None
    name_zh: str
    name_en: str


@dataclass(frozen=True)
class DemoStaff:
    """One of the staff; ``days`` is how long they have worked here on the day the bank is loaded."""

    unit: str
    job: Job
    name_zh: str
    name_en: str
    days: int
    roles: tuple[Role, ...] = ()
    mentor: str | None = None
    sign_in: str | None = None
    further_jobs: tuple[Job, ...] = ()

    @property
    def username(self) -> str:
        """What they sign in with: a fixed name for the one-click accounts, else the name in Latin letters."""
        return self.sign_in or self.name_en.lower().replace(" ", ".").replace("'", "")


UNITS: tuple[DemoUnit, ...] = (
    DemoUnit("LJ00", UnitKind.HEAD_OFFICE, None, "澜江银行总行", "Lanjiang Bank, Head Office"),
    DemoUnit("LJ10", UnitKind.REGION, "LJ00", "城中分行", "City Centre Region"),
    DemoUnit("LJ11", UnitKind.BRANCH, "LJ10", "钟楼街支行", "Bell Tower Street Branch"),
    DemoUnit("LJ12", UnitKind.BRANCH, "LJ10", "文昌桥支行", "Wenchang Bridge Branch"),
    DemoUnit("LJ20", UnitKind.REGION, "LJ00", "江北分行", "North Bank Region"),
    DemoUnit("LJ21", UnitKind.BRANCH, "LJ20", "新港路支行", "Xingang Road Branch"),
    DemoUnit("LJ22", UnitKind.BRANCH, "LJ20", "科创园支行", "Science Park Branch"),
    DemoUnit("LJ30", UnitKind.REGION, "LJ00", "西山分行", "West Hills Region"),
    DemoUnit("LJ31", UnitKind.BRANCH, "LJ30", "青禾镇支行", "Qinghe Town Branch"),
    DemoUnit("LJ32", UnitKind.BRANCH, "LJ30", "南门市场支行", "South Gate Market Branch"),
)

_T, _M = Role.TRAINEE, Role.MENTOR
_MANAGER = (Role.TRAINEE, Role.MANAGER)
_MENTOR = (Role.TRAINEE, Role.MENTOR)
_YEAR = 365

STAFF: tuple[DemoStaff, ...] = (
    # Head office
    DemoStaff(
        "LJ00", Job.HEAD_OFFICE_STAFF, "沈亦舟", "Shen Yizhou", 6 * _YEAR, (Role.ADMIN,), sign_in="admin"
    ),
    DemoStaff("LJ00", Job.TRAINER, "顾文澜", "Gu Wenlan", 11 * _YEAR, (_T, Role.TRAINER), sign_in="trainer"),
    DemoStaff("LJ00", Job.TRAINER, "彭绍安", "Peng Shao'an", 8 * _YEAR, (_T, Role.TRAINER, Role.LISTENER)),
    DemoStaff(
        "LJ00",
        Job.HEAD_OFFICE_STAFF,
        "俞静宜",
        "Yu Jingyi",
        9 * _YEAR,
        (_T, Role.CONSUMER_PROTECTION_OFFICER),
    ),
    DemoStaff(
        "LJ00",
        Job.HEAD_OFFICE_STAFF,
        "陆启明",
        "Lu Qiming",
        7 * _YEAR,
        (_T, Role.DATA_OFFICER),
        sign_in="data-officer",
    ),
    DemoStaff("LJ00", Job.HEAD_OFFICE_STAFF, "季怀瑾", "Ji Huaijin", 4 * _YEAR, (Role.AUDITOR,)),
    DemoStaff("LJ00", Job.CASE_HANDLER, "邵云舒", "Shao Yunshu", 5 * _YEAR, (_T, Role.CASE_HANDLER)),
    DemoStaff("LJ00", Job.CASE_HANDLER, "康志远", "Kang Zhiyuan", 3 * _YEAR, (_T, Role.CASE_HANDLER)),
    DemoStaff("LJ00", Job.CONTACT_CENTRE_AGENT, "乔雨桐", "Qiao Yutong", 4 * _YEAR, _MENTOR),
    DemoStaff("LJ00", Job.CONTACT_CENTRE_AGENT, "卢佳颖", "Lu Jiaying", 2 * _YEAR),
    DemoStaff("LJ00", Job.CONTACT_CENTRE_AGENT, "葛晨曦", "Ge Chenxi", 33, mentor="Qiao Yutong"),
    # Regions
    DemoStaff("LJ10", Job.REGION_MANAGER, "梁承志", "Liang Chengzhi", 16 * _YEAR, _MANAGER),
    DemoStaff("LJ20", Job.REGION_MANAGER, "贺岚", "He Lan", 14 * _YEAR, _MANAGER),
    DemoStaff("LJ30", Job.REGION_MANAGER, "覃正阳", "Qin Zhengyang", 15 * _YEAR, _MANAGER),
    # Bell Tower Street
    DemoStaff("LJ11", Job.BRANCH_MANAGER, "宋明远", "Song Mingyuan", 12 * _YEAR, _MANAGER, sign_in="manager"),
    DemoStaff("LJ11", Job.COUNTER_SUPERVISOR, "方慧敏", "Fang Huimin", 9 * _YEAR, _MENTOR, sign_in="mentor"),
    DemoStaff("LJ11", Job.LOBBY_MANAGER, "江月华", "Jiang Yuehua", 6 * _YEAR),
    DemoStaff("LJ11", Job.TELLER, "林晓雨", "Lin Xiaoyu", 12, mentor="Fang Huimin", sign_in="new-hire"),
    DemoStaff("LJ11", Job.TELLER, "邓子昂", "Deng Zi'ang", 26, mentor="Fang Huimin"),
    DemoStaff("LJ11", Job.TELLER, "钱秀珍", "Qian Xiuzhen", 8 * _YEAR, further_jobs=(Job.LOBBY_MANAGER,)),
    DemoStaff("LJ11", Job.WEALTH_MANAGER, "史若溪", "Shi Ruoxi", 5 * _YEAR),
    DemoStaff("LJ11", Job.CORPORATE_MANAGER, "潘立群", "Pan Liqun", 7 * _YEAR),
    DemoStaff("LJ11", Job.OUTSOURCED_LOBBY, "田小娟", "Tian Xiaojuan", 2 * _YEAR),
    # Wenchang Bridge
    DemoStaff("LJ12", Job.BRANCH_MANAGER, "韦嘉禾", "Wei Jiahe", 10 * _YEAR, _MANAGER),
    DemoStaff("LJ12", Job.COUNTER_SUPERVISOR, "汤淑芬", "Tang Shufen", 13 * _YEAR, _MENTOR),
    DemoStaff("LJ12", Job.LOBBY_MANAGER, "尹向东", "Yin Xiangdong", 3 * _YEAR),
    DemoStaff("LJ12", Job.TELLER, "白梦洁", "Bai Mengjie", 4 * _YEAR),
    DemoStaff("LJ12", Job.TELLER, "孟凡舟", "Meng Fanzhou", 40, mentor="Tang Shufen"),
    DemoStaff("LJ12", Job.WEALTH_MANAGER, "薛知微", "Xue Zhiwei", 6 * _YEAR),
    DemoStaff("LJ12", Job.SMALL_BUSINESS_MANAGER, "龚建平", "Gong Jianping", 5 * _YEAR),
    DemoStaff(
        "LJ12", Job.SECURITY, "万国强", "Wan Guoqiang", 3 * _YEAR, further_jobs=(Job.OUTSOURCED_LOBBY,)
    ),
    # Xingang Road
    DemoStaff("LJ21", Job.BRANCH_MANAGER, "骆天成", "Luo Tiancheng", 11 * _YEAR, _MANAGER),
    DemoStaff("LJ21", Job.COUNTER_SUPERVISOR, "翟丽娜", "Zhai Lina", 9 * _YEAR, _MENTOR),
    DemoStaff("LJ21", Job.LOBBY_MANAGER, "阮书瑶", "Ruan Shuyao", 2 * _YEAR, _MENTOR),
    DemoStaff("LJ21", Job.LOBBY_MANAGER, "柯以宁", "Ke Yining", 19, mentor="Ruan Shuyao"),
    DemoStaff("LJ21", Job.TELLER, "聂俊峰", "Nie Junfeng", 5 * _YEAR),
    DemoStaff("LJ21", Job.TELLER, "祝思琪", "Zhu Siqi", 3 * _YEAR),
    DemoStaff("LJ21", Job.WEALTH_MANAGER, "窦一鸣", "Dou Yiming", 4 * _YEAR),
    DemoStaff("LJ21", Job.CORPORATE_MANAGER, "霍振宇", "Huo Zhenyu", 8 * _YEAR),
    DemoStaff("LJ21", Job.OUTSOURCED_LOBBY, "米春燕", "Mi Chunyan", 1 * _YEAR),
    # Science Park
    DemoStaff("LJ22", Job.BRANCH_MANAGER, "戚若楠", "Qi Ruonan", 9 * _YEAR, _MANAGER),
    DemoStaff("LJ22", Job.COUNTER_SUPERVISOR, "闵学勤", "Min Xueqin", 10 * _YEAR, _MENTOR),
    DemoStaff("LJ22", Job.LOBBY_MANAGER, "甘露", "Gan Lu", 4 * _YEAR),
    DemoStaff("LJ22", Job.TELLER, "车佳宁", "Che Jianing", 2 * _YEAR),
    DemoStaff("LJ22", Job.TELLER, "余沛然", "Yu Peiran", 8, mentor="Min Xueqin"),
    DemoStaff("LJ22", Job.SMALL_BUSINESS_MANAGER, "鲁海涛", "Lu Haitao", 6 * _YEAR),
    DemoStaff("LJ22", Job.WEALTH_MANAGER, "游心怡", "You Xinyi", 3 * _YEAR),
    # Qinghe Town
    DemoStaff("LJ31", Job.BRANCH_MANAGER, "申有田", "Shen Youtian", 15 * _YEAR, _MANAGER),
    DemoStaff("LJ31", Job.COUNTER_SUPERVISOR, "苗玉兰", "Miao Yulan", 14 * _YEAR, _MENTOR),
    DemoStaff("LJ31", Job.LOBBY_MANAGER, "古小满", "Gu Xiaoman", 3 * _YEAR),
    DemoStaff("LJ31", Job.TELLER, "严冬梅", "Yan Dongmei", 7 * _YEAR),
    DemoStaff("LJ31", Job.TELLER, "屈家豪", "Qu Jiahao", 47, mentor="Miao Yulan"),
    DemoStaff("LJ31", Job.SMALL_BUSINESS_MANAGER, "符长河", "Fu Changhe", 6 * _YEAR),
    DemoStaff("LJ31", Job.SECURITY, "伍德顺", "Wu Deshun", 5 * _YEAR),
    # South Gate Market
    DemoStaff("LJ32", Job.BRANCH_MANAGER, "房锦程", "Fang Jincheng", 10 * _YEAR, _MANAGER),
    DemoStaff("LJ32", Job.COUNTER_SUPERVISOR, "耿秋云", "Geng Qiuyun", 8 * _YEAR, _MENTOR),
    DemoStaff("LJ32", Job.LOBBY_MANAGER, "艾欣然", "Ai Xinran", 5 * _YEAR),
    DemoStaff("LJ32", Job.TELLER, "芦伟杰", "Lu Weijie", 4 * _YEAR),
    DemoStaff("LJ32", Job.TELLER, "商可欣", "Shang Kexin", 22, mentor="Geng Qiuyun"),
    DemoStaff("LJ32", Job.WEALTH_MANAGER, "曲明哲", "Qu Mingzhe", 7 * _YEAR),
    DemoStaff("LJ32", Job.OUTSOURCED_LOBBY, "池莲香", "Chi Lianxiang", 2 * _YEAR),
)
