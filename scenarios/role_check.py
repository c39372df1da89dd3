"""Keeping a model in its role: what it says is checked sentence by sentence before anybody sees it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from scenarios.content_file import read_yaml, text_of
from scenarios.role_rules import PROMPTS, RECITED, Break, breaks, held_to, moods, prompt_runs, runs
from scenarios.schema import Fact, Scenario
from scenarios.spacing import bare
from scenarios.state import State, mark_of, spoken
from scenarios.transcript import Locale

_MARKUP = re.compile(
    r"[{}\[\]<>|\\=#*_~^@`\ufffd]|https?:|www\.|\$\w|^\s*[-•] |^\s*\d+[.)] ",
    re.MULTILINE,
)
_LABEL = re.compile(
    r"(?:^|[\n。！？.!?»]\s*)"
    r"(?:顾客|客户|员工|柜员|银行员工|银行|经理|大堂经理|助手|用户|系统"
    r"|(?:bank )?(?:customer|client|staff|clerk|teller|employee|assistant|user|system|manager|agent|representative))"
    r"\s*[:：]",
    re.IGNORECASE,
)
_QUOTES_ITSELF = re.compile(
    r"^\s*(?:«[^»]*»)?\s*[^：:«»]{1,24}(?:(?<=[说问答道])\s*[:：]|[:：]\s*[\"“「‘'«])"
)
"""A reply that begins by saying who speaks, and goes on in quotation marks or after “说：”: written, not spoken."""
_WRITTEN: dict[Locale, re.Pattern[str]] = {
    "zh-CN": re.compile(
        r"^\s*(?:«[^»]*»)?\s*(?![两三四][样条件点][:：])[\u4e00-\u9fff]{1,16}\s*[:：]", re.MULTILINE
    ),
    "en": re.compile(r"^\s*(?:«[^»]*»)?\s*\w+(?: \w+)?\s*[:：]", re.MULTILINE),
}
"""A reply that begins with a word or two and a colon, as in a play or a form. Who counts up ("three things:") may."""
_NO_GESTURE = str.maketrans("«»", "  ")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_LATIN_RUN = re.compile(r"[A-Za-z]+(?:[ ,'’-]+[A-Za-z]+){3,}")
MOST_LATIN = 0.6
"""Latin letters for each Chinese sign, at most: “ATM” belongs to Chinese speech, half a line of English does not."""
_OTHER_SCRIPT = re.compile(r"[\u0370-\u05ff\u0600-\u0dff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]")
ECHO: dict[Locale, int] = {"zh-CN": 10, "en": 30}
"""Signs of the clerk's words in one sentence said back from which it is an echo; less is asking to be sure."""
WHOLE_ECHO = 12
"""Signs of a whole reply that says back what the clerk said."""
ALIKE = 0.85
"""Likeness of two replies (0 to 1) from which one is the other again."""
SHORTEST_ALIKE = 6
"""Signs from which a reply that is like an earlier one counts as the same; below, only the very same does."""
SENTENCE: dict[Locale, int] = {"zh-CN": 7, "en": 16}
"""Signs of a sentence that nobody says twice in one breath."""
LONGEST = 400
"""Characters of one reply; a longer one is no speech."""
TELLTALE: dict[Locale, int] = {"zh-CN": 3, "en": 2}
"""Telling words (in Chinese pairs of signs) of a fact in one reply from which it is told in other words."""
WEIGHTY = 4
"""Chinese signs in a row, none of them a small one, that nobody shares with a fact by chance."""
TELLING_SHARE = 0.2
"""The share of a reply's words that these make up.

Both measured on the library: facts with their marks taken away are caught eight times in ten in English and always in
Chinese; of lines that tell nothing, four in a thousand are refused.
"""


def out_of_role(
    text: str, *, scenario: Scenario, state: State, heard: str, said: Sequence[str] = ()
) -> Break | None:
    """Return how ``text`` breaks the customer's role, or ``None`` if it does not.

    Args:
        text: what the model said so far in this turn, whole sentences.
        scenario: what is rehearsed.
        state: decides which facts may be told and which lines were spoken.
        heard: what the trainee said before it.
        said: what the customer said in earlier turns.
    """
    locale, words = scenario.locale, spoken(text)
    if _LABEL.search(text):
        return "both_sides"
    if _MARKUP.search(text) or any(
        text.count(opened) != text.count(closed) for opened, closed in ("()", "（）")
    ):
        return "markup"
    if _QUOTES_ITSELF.search(text) or _WRITTEN[locale].search(text):
        return "both_sides"
    for kind, pattern, own in held_to(scenario).rules:
        if breaks(pattern, text, own, scenario.locale):
            return kind
    if _reads_out(text, words, scenario) or _narrates(text, scenario):
        return "reveals"
    if sum(mood in words for mood in moods(locale)) > 1:
        return "reveals"
    if not is_language(text, locale):
        return "language"
    if _gives_away(text, scenario, state):
        return "gives_away"
    if state.has_said(text) or any(mark_of(s) == mark_of(text) for s in said) or _repeats(words, said):
        return "repeats"
    if _echoes(words, heard, locale):
        return "echoes"
    return "babbles" if len(text) > LONGEST or _goes_in_circles(words, locale) else None


def _reads_out(text: str, words: str, scenario: Scenario) -> bool:
    """Tell whether the prompt is read out: its rules, or who the customer is, as on a card.

    There the age stands behind the name: "Wei Lan, age 40". Who speaks says "I'm forty".
    """
    locale, persona = scenario.locale, scenario.persona
    # A gesture is read with it: a model may put the prompt into one.
    recited = runs([bare(text.translate(_NO_GESTURE))], RECITED[locale])
    if not recited.isdisjoint(prompt_runs(locale)) or not recited.isdisjoint(held_to(scenario).card):
        return True
    return re.search(rf"{re.escape(persona.name)}\W{{0,3}}(?:aged?\W)?{persona.age}(?!\d)", words) is not None


def _narrates(text: str, scenario: Scenario) -> bool:
    """Tell whether the customer or the clerk is spoken of, in a way the scenario's own lines do not speak of them."""
    return any(pattern.search(text) for pattern in held_to(scenario).narrating)


@lru_cache(maxsize=2)
def _small(locale: Locale) -> frozenset[str]:
    """Return the words, in Chinese the signs, that hardly tell anything."""
    data = read_yaml(text_of(PROMPTS / "out_of_role.yaml"), file="out_of_role.yaml")[locale]
    return frozenset(data["small_signs"] if locale == "zh-CN" else data["small_words"].split())


def is_language(text: str, locale: Locale) -> bool:
    """Tell whether words are in a language, stage directions aside."""
    words = spoken(text)
    if _OTHER_SCRIPT.search(text):
        return False
    han, latin = len(_HAN.findall(words)), len(_LATIN.findall(words))
    if locale == "zh-CN":
        return han > 0 and latin <= MOST_LATIN * han and not _LATIN_RUN.search(text)
    return latin > 0 and not _HAN.search(text) and _reads_as_english(words)


def _reads_as_english(words: str) -> bool:
    """Tell English from French or Spanish by its small words: hardly any eight words of speech are without."""
    found = re.findall(r"[a-zà-ÿ]+(?:['’][a-z]+)?", words.casefold().replace("’", "'"))
    return len(found) < 8 or sum(word in _small("en") for word in found) >= 0.1 * len(found)


def _gives_away(text: str, scenario: Scenario, state: State) -> bool:
    hidden = [fact for fact in scenario.facts if fact.id not in state.facts]
    said = text.casefold()
    if any(mark.casefold() in said for fact in hidden for mark in fact.marks):
        return True
    grams = _grams(text, scenario.locale)
    if not hidden or len(grams) < TELLTALE[scenario.locale]:
        return False
    public = _public(scenario, state)
    known = _grams(public, scenario.locale)
    runs = [run for run in _weighty().findall(text) if run not in public]
    return any(
        _tells(grams, _grams_of(fact, scenario.locale) - known, scenario.locale)
        or any(run in line for run in runs for line in (fact.text, *fact.lines))
        for fact in hidden
    )


@lru_cache(maxsize=1)
def _weighty() -> re.Pattern[str]:
    """Return what finds runs of Chinese signs each of which means something by itself."""
    small = "".join(sorted(_small("zh-CN")))
    return re.compile(rf"(?=((?:(?![{small}])[\u4e00-\u9fff]){{{WEIGHTY}}}))")


def _tells(grams: frozenset[str], telltale: frozenset[str], locale: Locale) -> bool:
    told = len(grams & telltale)
    return told >= TELLTALE[locale] and told >= TELLING_SHARE * len(grams)


def _grams_of(fact: Fact, locale: Locale) -> frozenset[str]:
    return _grams(" ".join((fact.text, *fact.lines)), locale)


def _public(scenario: Scenario, state: State) -> str:
    """Return the words that tell nothing: those of what anybody sees, and of what may be said without any fact."""
    persona, brief = scenario.persona, scenario.brief
    texts = [scenario.title, scenario.summary, brief.situation, brief.task, *brief.known]
    texts += [persona.name, persona.called, persona.occupation, persona.background, persona.voice]
    texts += scenario.opening
    for lines in scenario.lines.values():
        texts += [line for pool in (lines.calm, lines.tense, lines.angry) for line in pool or ()]
    for fact in scenario.facts:
        if fact.id in state.facts:
            texts += [fact.text, *fact.lines]
    for answer in scenario.answers:
        if set(answer.facts) <= set(state.facts) and set(answer.objectives) <= set(state.objectives):
            texts += answer.lines
    for objective in scenario.objectives:
        if set(objective.met_by.facts) <= set(state.facts):
            texts += objective.lines or ()
    return "\n".join(texts)


def _grams(text: str, locale: Locale) -> frozenset[str]:
    """Return pairs of signs in Chinese, and in English words of four letters or more without their endings."""
    if locale == "zh-CN":
        return frozenset(a + b for a, b in pairwise(text) if _HAN.match(a) and _HAN.match(b))
    words = re.findall(r"[a-z]{4,}", text.casefold())
    return frozenset(re.sub(r"(?:ing|ed|es|s|ly)$", "", word) for word in words) - _small("en")


def sentences(text: str) -> list[str]:
    """Split text after its full stops, question and exclamation marks."""
    return [s for s in re.findall(r"[^。！？!?.…\n]+[。！？!?.…\n]*[”’\"')）]*\s*", text) if s.strip()]


def _repeats(words: str, said: Sequence[str]) -> bool:
    whole = bare(words)
    if len(whole) >= SHORTEST_ALIKE and any(_alike(whole, bare(spoken(line))) for line in said):
        return True
    earlier = {bare(s) for line in said for s in sentences(spoken(line)) if len(bare(s)) >= WHOLE_ECHO}
    return any(bare(s) in earlier for s in sentences(words))


def _alike(one: str, other: str) -> bool:
    shorter, longer = sorted((len(one), len(other)))
    if shorter < ALIKE * longer / (2 - ALIKE):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _echoes(words: str, heard: str, locale: Locale) -> bool:
    clerk, whole = bare(heard), bare(words)
    if len(whole) >= WHOLE_ECHO and whole in clerk:
        return True
    return any(len(bare(s)) >= ECHO[locale] and bare(s) in clerk for s in sentences(words))


def _goes_in_circles(words: str, locale: Locale) -> bool:
    """Tell whether it goes round: one thing said twice and nothing else, or, as small models loop, a piece thrice."""
    said = [mark for mark in map(bare, sentences(words)) if len(mark) >= SENTENCE[locale]]
    if len(set(said)) < len(said):
        return True
    shortest = 6 if locale == "zh-CN" else 12
    whole = bare(words)
    half = len(whole) // 2
    if half >= shortest and whole[:half] == whole[-half:]:
        return True
    return re.search(rf"(.{{{shortest},60}}?)(?:.{{0,20}}?\1){{2}}", words) is not None
