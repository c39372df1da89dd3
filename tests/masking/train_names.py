"""Learns which characters of a Chinese text are a name: ``python -m tests.masking.train_names``.

Texts are the product's own (scenarios, lessons, quizzes), sentences written for it, and the development half of the
marked texts. A made-up name is put where a pronoun stands; it is a name, and whatever else could be one is none.
"""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import rjieba
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from lms.platform.privacy.chinese_weights import candidates, features
from lms.platform.privacy.chinese_words import Words
from lms.platform.privacy.lexicon import lexicon
from lms.platform.privacy.plain import plain
from tests.masking.measure import texts

_ROOT = Path(__file__).parents[2]
_WEIGHTS = _ROOT / "lms" / "platform" / "privacy" / "name_weights.json"
_COMMON = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭"
    "陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤于洪"
)
_PRONOUNS = re.compile(
    "(?<![其吉])[他她](?![们人])|我妈|我爸|(?<!各)(?<!对)客户|老人|这位(?:先生|女士|大爷|阿姨)|对方|同事"
)
_NAMED = re.compile("[A-Za-z]{3,}|[·：]\\s*$")
_RARE = 3
_STRENGTH = 0.6


def _sentences() -> Iterator[str]:
    for folder in ("scenarios", "content"):
        for path in sorted((_ROOT / folder).rglob("*")):
            if "zh-CN" in str(path) and path.suffix in {".yaml", ".md", ".po"}:
                for line in path.read_text(encoding="utf-8").split("\n"):
                    said = re.sub(r"^[\s\-#>*|]*(?:[a-z_]+: |msgstr )?\"?|«[^»]*»|\"$", "", line)
                    if len(said) >= 6 and "\u4e00" <= said[0] <= "\u9fff" and not _NAMED.search(said):
                        yield said


def _name(draw: random.Random) -> str:
    known = lexicon()
    surname = draw.choice(_COMMON) if draw.random() < 0.72 else draw.choice(sorted(known.surnames))
    if draw.random() < 0.02:
        surname = draw.choice(sorted(known.compound))
    floor = draw.choice([2, 1, 1, 0, 0, -1])
    signs = [sign for sign, band in known.given.items() if band >= floor]
    return surname + "".join(draw.choice(signs) for _ in range(draw.choice([1, 1, 2, 2, 2])))


def _samples(draw: random.Random) -> Iterator[tuple[Words, int, int]]:
    """Texts with where the name is; (words, -1, -1) has none."""
    for said in _sentences():
        text = plain(said)
        if not _has_name(text):
            yield Words(text), -1, -1
        places = list(_PRONOUNS.finditer(text))
        for place in draw.sample(places, min(2, len(places))):
            name = _name(draw)
            yield (
                Words(text[: place.start()] + name + text[place.end() :]),
                place.start(),
                place.start() + len(name),
            )


def _written(draw: random.Random) -> Iterator[tuple[Words, int, int]]:
    """Sentences written for it, and everyday words where a name could stand."""
    frames = (Path(__file__).parent / "name_places.txt").read_text(encoding="utf-8").split("\n")
    for frame in filter(None, frames):
        for _ in range(60):
            name = _name(draw)
            rest = frame.replace("｜", name, 1)
            while "｜" in rest:
                rest = rest.replace("｜", _name(draw), 1)
            start = frame.index("｜")
            yield Words(plain(rest)), start, start + len(name)
    for word in sorted(lexicon().no_names):
        frame = draw.choice(frames[:20])
        yield Words(plain(frame.replace("｜", word))), -1, -1


def _marked() -> Iterator[tuple[Words, int, int]]:
    """The half of the marked texts that may be looked at."""
    for text in texts("development"):
        words = Words(plain(text.text))
        names = {(start, end) for kind, start, end in text.spans if kind == "name"}
        yield words, -2, -2
        for start, end in names:
            yield words, start, end


def _has_name(text: str) -> bool:
    """Where the dictionary sees a name that is no everyday word, the text teaches nothing about what is none."""
    known = lexicon()
    return any(
        tag == "nr" and word[0] in known.surnames and word not in known.no_names
        for word, tag in rjieba.tag(text)
    )


def _learn() -> None:
    draw = random.Random(26)
    rows: list[list[str]] = []
    labels: list[int] = []
    owners: list[float] = []
    names_of = {
        plain(text.text): [(a, b) for kind, a, b in text.spans if kind == "name"]
        for text in texts("development")
    }
    for words, start, end in chain(_samples(draw), _written(draw), _marked(), _marked()):
        for one, length, last in candidates(words):
            is_name = (one, last) == (start, end)
            overlaps = one < end and start < last
            if start >= 0 and not overlaps and not is_name:
                continue
            if start == -2 and any(a < last and one < b for a, b in names_of.get(words.text, ())):
                continue
            rows.append(features(words, one, length, last))
            labels.append(int(is_name))
            owners.append(3.0 if is_name else 1.0)
    seen = Counter(each for row in rows for each in set(row))
    names = sorted(each for each, times in seen.items() if times >= _RARE)
    place = {each: number for number, each in enumerate(names)}
    columns = [place[each] for row in rows for each in row if each in place]
    ends = np.cumsum([0] + [sum(each in place for each in row) for row in rows])
    table = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(names)))
    truth, weight = np.array(labels), np.array(owners)
    print(f"{len(rows)} candidates, {truth.sum()} names, {len(names)} features")

    def loss(given: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ given
        chance = 1 / (1 + np.exp(-odds))
        losses = np.logaddexp(0, odds) - truth * odds
        slope = table.T @ (weight * (chance - truth)) + _STRENGTH * given
        return float(weight @ losses + _STRENGTH / 2 * given @ given), slope

    learned = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    odds = table @ learned
    print(
        f"on its own texts: recall {np.mean(odds[truth == 1] > 0):.3f}, false {np.sum((odds > 0) & (truth == 0))}"
    )
    kept = {
        each: round(float(value), 2) for each, value in zip(names, learned, strict=True) if abs(value) >= 0.08
    }
    _WEIGHTS.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(kept)} weights kept")


if __name__ == "__main__":
    _learn()
