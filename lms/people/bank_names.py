"""Names by rule for a bank of any size: people, regions, branches. Any likeness is chance."""

_SURNAMES = (
    "赵 Zhao|钱 Qian|孙 Sun|李 Li|周 Zhou|吴 Wu|郑 Zheng|王 Wang|冯 Feng|陈 Chen|褚 Chu|卫 Wei|蒋 Jiang|沈 Shen|"
    "韩 Han|杨 Yang|朱 Zhu|秦 Qin|许 Xu|何 He|吕 Lü|张 Zhang|孔 Kong|曹 Cao|严 Yan|金 Jin|魏 Wei|陶 Tao|姜 Jiang|"
    "谢 Xie|邹 Zou|苏 Su|潘 Pan|范 Fan|彭 Peng|鲁 Lu|马 Ma|方 Fang|任 Ren|袁 Yuan|柳 Liu|唐 Tang|罗 Luo|薛 Xue|"
    "贺 He|汤 Tang|殷 Yin|郝 Hao|安 An|傅 Fu|齐 Qi|康 Kang|伍 Wu|余 Yu|顾 Gu|孟 Meng|黄 Huang|萧 Xiao|尹 Yin|姚 Yao"
)
_FIRST = (
    "明 ming|文 wen|晓 xiao|建 jian|志 zhi|思 si|雨 yu|子 zi|嘉 jia|佳 jia|海 hai|春 chun|国 guo|永 yong|若 ruo|"
    "书 shu|秀 xiu|玉 yu|立 li|天 tian|景 jing|承 cheng|云 yun|怀 huai|静 jing|慧 hui|梓 zi|宏 hong|向 xiang|依 yi"
)
_SECOND = (
    "远 yuan|华 hua|平 ping|洁 jie|涛 tao|宁 ning|峰 feng|琪 qi|敏 min|林 lin|岚 lan|杰 jie|欣 xin|然 ran|芳 fang|"
    "强 qiang|舒 shu|军 jun|梅 mei|辉 hui|怡 yi|博 bo|霞 xia|东 dong|瑶 yao|磊 lei|婷 ting|翔 xiang|莉 li|源 yuan"
)
_REGIONS = (
    "临江 Linjiang|云溪 Yunxi|丰乐 Fengle|白鹭 Bailu|青岭 Qingling|安澜 Anlan|永泉 Yongquan|石桥 Shiqiao|"
    "南浦 Nanpu|松岗 Songgang|梅川 Meichuan|宁湖 Ninghu|望海 Wanghai|金沙湾 Jinsha Bay|长堤 Changdi|双塔 Twin Towers|"
    "北苑 Beiyuan|柳营 Liuying|龙泽 Longze|凤台 Fengtai"
)
_PLACES = (
    "和平 Heping|朝阳门 Chaoyang Gate|西园 Xiyuan|兴业 Xingye|望江 Wangjiang|荷花池 Lotus Pond|东方红 Dongfanghong|"
    "锦绣 Jinxiu|老码头 Old Wharf|站前 Station|花园 Garden|春晖 Chunhui|翠竹 Cuizhu|学府 Xuefu|银杏 Ginkgo|"
    "滨河 Riverside|新城 New Town|清泉 Qingquan|福民 Fumin|太平 Taiping"
)
_KINDS = "路 Road|街 Street|巷口 Lane|广场 Square"


def _pairs(words: str) -> tuple[tuple[str, str], ...]:
    return tuple((zh, en) for zh, _, en in (word.partition(" ") for word in words.split("|")))


SURNAMES, FIRST, SECOND = _pairs(_SURNAMES), _pairs(_FIRST), _pairs(_SECOND)
REGIONS, PLACES, KINDS = _pairs(_REGIONS), _pairs(_PLACES), _pairs(_KINDS)


def person_name(luck: int) -> tuple[str, str]:
    """A name in Chinese and in Latin letters, by a number of any size."""
    rest, surname = divmod(luck, len(SURNAMES))
    rest, first = divmod(rest, len(FIRST))
    second = rest % len(SECOND)
    given = FIRST[first][1] + SECOND[second][1]
    zh = SURNAMES[surname][0] + FIRST[first][0] + SECOND[second][0]
    return zh, f"{SURNAMES[surname][1]} {given.capitalize()}"


def region_name(place: int) -> tuple[str, str]:
    """The name of a region, another for each of the first twenty."""
    zh, en = REGIONS[place % len(REGIONS)]
    more = place // len(REGIONS)
    return f"{zh}{_ordinal_zh(more)}分行", f"{en} Region{f' {more + 1}' if more else ''}"


def branch_name(region: int, place: int) -> tuple[str, str]:
    """The name of a branch of a region, another for each."""
    where_zh, where_en = REGIONS[region % len(REGIONS)]
    zh, en = PLACES[(place * 7 + region) % len(PLACES)]
    kind_zh, kind_en = KINDS[place // len(PLACES) % len(KINDS)]
    return f"{where_zh}{zh}{kind_zh}支行", f"{where_en} {en} {kind_en} Branch"


def _ordinal_zh(more: int) -> str:
    return f"第{more + 1}" if more else ""
