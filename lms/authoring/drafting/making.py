"""From what a case is to a scenario, by rule: the library's nearest one, with other names and the cause's own matter.

Nothing of what the customer wrote gets in: only what the case was found to be.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lms.authoring.drafting.words import rules, words_of
from lms.catalogue import ScenarioCard
from lms.feedback.words import BUSINESS_NAMES
from lms.platform.i18n import translator
from scenarios.schema import Scenario
from scenarios.transcript import Locale

Layer = Literal["fact", "objective", "mood"]
LAYERS: tuple[Layer, ...] = ("fact", "objective", "mood")
TARGET = {"general": 2, "important": 3, "urgent": 4}
"""Which difficulty goes with which severity."""
MOVED = {"important": {"anger": 0.05}, "urgent": {"anxiety": 0.1}}
"""How much more of a feeling the customer comes in with."""
MOST_COMPETENCIES = 6
TRUST = 0.5
FACT, OBJECTIVE = "from-before", "of-the-cause"
HARM = ("rude", "blame", "dismiss", "hurry")
_TITLES_ZH = (
    *("先生", "女士", "小姐", "大爷", "大妈", "阿姨", "大叔", "叔叔", "大娘", "老师", "师傅", "老板", "经理"),
    *("奶奶", "爷爷", "大伯", "大姐", "大哥", "大夫", "医生", "总", "姐", "哥", "姨"),
)
_TITLES_EN = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Old", "Uncle", "Auntie", "Aunt", "Master", "Manager")
_NAMES_NOBODY = {"slug", "locale", "id", "rubric", "segment", "channel", "tier"}


@dataclass(frozen=True)
class Labels:
    """What a case is, as it was found or corrected; none where nobody knows."""

    cause: str
    business: str
    segment: str
    severity: str
    competencies: tuple[str, ...]


def nearest(cards: Iterable[ScenarioCard], labels: Labels) -> list[str]:
    """The slugs of a library from the nearest on.

    Those that fit the cause come first, in another order where business, customer or competencies say so.
    """
    known = rules()
    of_cause, of_business = known.causes[labels.cause].near, known.businesses.get(labels.business, ())

    def nearness(card: ScenarioCard) -> float:
        place = of_cause.index(card.slug) if card.slug in of_cause else None
        shared = len(set(labels.competencies) & set(card.competencies))
        return (
            (0 if place is None else 8 - place)
            + 3 * (card.slug in of_business)
            + 1.5 * (card.segment == labels.segment)
            + 0.5 * min(3, shared)
            - 0.3 * abs(card.difficulty - TARGET.get(labels.severity, 3))
        )

    return [card.slug for card in sorted(cards, key=lambda card: (-nearness(card), card.slug))]


def drafted(
    bases: Mapping[Locale, Scenario],
    labels: Labels,
    *,
    slug: str,
    choice: int,
    layers: Collection[Layer] = LAYERS,
    told: Mapping[Locale, Mapping[str, Any]] | None = None,
) -> dict[Locale, Scenario]:
    """The scenario in each language.

    Args:
        bases: what it begins from.
        labels: what the case is.
        slug: of the new scenario.
        choice: which of the invented names; any number.
        layers: what is added to the base.
        told: what a model wrote instead of some words, by language.

    Raises:
        ValidationError: what is added does not go with this base.
    """
    return {
        locale: Scenario.model_validate(
            _one(
                base,
                labels,
                slug=slug,
                name=_name(bases, locale, choice),
                layers=layers,
                told=(told or {}).get(locale, {}),
            )
        )
        for locale, base in bases.items()
    }


def _name(bases: Mapping[Locale, Scenario], locale: Locale, choice: int) -> str:
    gender = next(iter(bases.values())).persona.portrait.gender
    there = {base.persona.name.split()[0][:1] for base in bases.values()}
    free = [one for one in rules().names[gender] if one["zh-CN"][:1] not in there]
    return free[choice % len(free)][locale]


def _one(
    base: Scenario,
    labels: Labels,
    *,
    slug: str,
    name: str,
    layers: Collection[Layer],
    told: Mapping[str, Any],
) -> dict[str, Any]:
    words, locale = words_of(base.locale)[labels.cause], base.locale
    renamed = _renaming(base, name)
    made: dict[str, Any] = renamed(base.model_dump(mode="json", exclude_defaults=True))
    made |= {"slug": slug, "version": 1, "title": words.title}
    made["summary"] = renamed(base.summary) + (" " if locale == "en" else "") + words.summary
    business = translator(locale).gettext(BUSINESS_NAMES.get(labels.business, BUSINESS_NAMES["other"]))
    made["brief"]["known"] = [*made["brief"].get("known", ()), words.known.format(business=business)]
    shared = dict.fromkeys((*labels.competencies[:2], *base.competencies))
    made["competencies"] = list(shared)[:MOST_COMPETENCIES]
    if "fact" in layers:
        earned = {"any": ["empathise", "apologise"], "none": list(HARM), "trust_min": TRUST}
        fact = words.fact.model_dump(mode="json") | {"id": FACT, "asks": [], "earned_by": earned}
        made["facts"] = [*made.get("facts", ()), fact]
    if "objective" in layers:
        met = {"any": list(rules().causes[labels.cause].acts), "none": list(HARM)}
        aim = words.objective.model_dump(mode="json")
        made["objectives"] = [
            *made["objectives"],
            aim | {"id": OBJECTIVE, "met_by": met, "customer": "soften"},
        ]
    if "mood" in layers and labels.severity in MOVED:
        feelings = base.mood.model_dump()
        for feeling, more in MOVED[labels.severity].items():
            feelings[feeling] = round(min(1.0, feelings[feeling] + more), 2)
        made["mood"] = feelings
    made |= {key: told[key] for key in ("title", "summary") if key in told}
    if "situation" in told:
        made["brief"]["situation"] = told["situation"]
    if "known" in told:
        made["brief"]["known"][-1] = told["known"]
    return made


@dataclass(frozen=True)
class _Renaming:
    """Puts one name in another's place in all that is said, as often as it stands there."""

    patterns: Sequence[tuple[re.Pattern[str], str]]

    def __call__(self, value: Any) -> Any:
        if isinstance(value, str):
            for pattern, new in self.patterns:
                value = pattern.sub(new, value)
            return value
        if isinstance(value, list):
            return [self(one) for one in value]
        if isinstance(value, dict):
            return {key: one if key in _NAMES_NOBODY else self(one) for key, one in value.items()}
        return value


def _renaming(base: Scenario, name: str) -> _Renaming:
    old, called = base.persona.name, base.persona.called
    if base.locale == "zh-CN":
        family, new = old[0], name[0]
        titles = "|".join(_TITLES_ZH)
        pairs = [
            (re.escape(old), name),
            (re.escape(old[1:]), name[1:]),
            (f"(老|小){family}(?![\u4e00-\u9fff]{{2}})", rf"\g<1>{new}"),
            (f"{family}({titles})", rf"{new}\g<1>"),
        ]
        if called == f"小{old[1:]}":
            pairs.append((re.escape(called), f"小{name[1:]}"))
    else:
        # 何志强 is “Victor He” and 马福林 “Ma Fulin”: how one is addressed tells which is the family name.
        parts = old.split()
        family = called.split()[-1] if " " in called else parts[0]
        new, given_new = name.split()
        given = [part for part in parts if part != family]
        pairs = [(rf"\b{re.escape(old)}\b", name)]
        pairs += [(rf"\b{re.escape(part)}\b", given_new) for part in given]
        pairs += [(rf"\b({'|'.join(_TITLES_EN)})(\.?) {re.escape(family)}\b", rf"\g<1>\g<2> {new}")]
    return _Renaming([(re.compile(old), new) for old, new in pairs])
