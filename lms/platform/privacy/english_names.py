"""Names of people in English text, pinyin ones among them, but for those of staff."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from lms.platform.privacy.english_places import is_place
from lms.platform.privacy.lexicon import PINYIN_SURNAMES, is_pinyin, lexicon
from lms.platform.privacy.spans import Spans

_LETTERS = "[A-Za-z0-9_À-ɏ'’]*"
_CAPITAL = rf"(?:[A-ZÀ-ÖØ-Þ]{_LETTERS}(?:-[A-Za-zÀ-ɏ]{_LETTERS})*)"
_PARTICLE = r"(?:van|von|der|den|de|da|di|del|la|le|bin|binti|al|el|dos|ter)"
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Madam|Sir|Prof|Professor|Auntie|Aunt|Uncle|Nurse|Grandma|Grandpa|Nana|Granny|"
    r"Teacher|Old|Master|Officer|Lady|lady|nana|Rev|Judge|Capt)"
)
_RUN = re.compile(
    rf"(?<![A-Za-z0-9_À-ÿ'’@.-])(?:[A-Z]\.(?= )|{_TITLE}\. |{_CAPITAL})(?:(?: |(?<=\. )|(?<=\w), (?=[A-Z]{{2,}}\b))"
    rf"(?:[A-Z]\.(?= )|(?:{_PARTICLE} )*{_CAPITAL})){{0,5}}"
)
_RELATIVE = (
    r"(?:mother|father|mum|mom|dad|husband|wife|son|daughter|brother|sister|grandma|grandmother|grandpa|"
    r"grandfather|aunt|uncle|"
    r"cousin|nephew|niece|neighbou?r|friend|colleague|flatmate|roommate|landlord|landlady|tenant|boss|"
    r"boyfriend|girlfriend|"
    r"partner|fianc[ée]e?|(?:mother|father|sister|brother|son|daughter)-in-law|carer|nanny|driver|lawyer|"
    r"agent|accountant|"
    r"classmate|student|teacher|grandson|granddaughter|child|baby|doctor|nurse|guarantor|borrower|heir|"
    r"executor|client|nana|auntie|granny|ex|ex-husband|ex-wife|stepson|stepdaughter)"
)
_TOLD = re.compile(
    rf"(?:(?i:\bmy (?:full )?name(?: is|['’]s)?|\bi am|\bi['’]m|\bi,|\bim|\bthis is|\bit['’]?s|\bnamed|"
    rf"\bcalled|\bcalling (?:himself|herself)|\bname is|\bname was|"
    rf"\b(?:full |first |last |given |sur|family |beneficiary )?name ?:?|\bcustomer|\bclient|\bcaller|"
    rf"\bbeneficiary|\bguarantor|\bborrower|\bwitness|\bholder|\binsured|"
    rf"\bsigned|\bregards|\bsincerely|\bfaithfully|\bthanks|\bcheers|\byours(?: truly| sincerely|"
    rf" faithfully)?|\bsurname|\b(?:nana|granny|auntie|uncle|nurse|old)|\bmaiden name|\bfrom|\battn\.?|\battention|"
    rf"\bask for|\bcontact|\bthe late|\bpayee|\bapplicant|\bon behalf of|\bdear|"
    rf"\b(?:my|our|his|her|their|the|your|an?|estate) {_RELATIVE}(?: is| was| called| named)?|\bspelled it|"
    rf"\bbelongs to|\bto|\bby|\band|\bwith|\bfor|\bagent|\blady|\blandlord|\ba mr)"
    rf"[,:]? ?[\"'“(]? ?|- ?|(?:我叫|名叫|叫|本人|姓名|名字|客户|户名|英文名|我是)[是为]?[: ]?)$"
)
_KIN_AFTER = re.compile(rf", (?:my|our) {_RELATIVE}\b|,? and (?:I|me|myself)\b")
_SIGNED = re.compile(r"(?i)(?:yours|regards|sincerely|faithfully|thanks|cheers|signed|love)[,:]? ?$")
_PRESENTED = re.compile(r"(?i)\b(?:i am|i['’]m|this is|called|i,) ?$")
_ALSO_WORDS = frozenset({"Old", "Lady", "lady", "Master", "Teacher", "Judge", "Officer", "Sir", "Nurse"})
_SHORTENED = re.compile(
    r"(?:I|You|He|She|We|They|It|That|There|Here|What|Who|Where|How|When|Let|Don|Isn|Aren|Can|Couldn|Won|Wouldn|"
    r"Shouldn|Didn|Doesn|Wasn|Weren|Haven|Hasn|Ain)['’]"
)
_WEAK_CUE = re.compile(
    r"(?i)(?:\b(?:to|by|and|with|for|from|it['’]?s|thanks|dear|this is|i am|i['’]m|called)[,:]? ?|- ?)$"
)
_LOWER_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|dr|auntie|uncle)\.? ([a-z]{2,14})\b")
_HERE = re.compile(r"^([a-z]{2,12})(?: ([a-z]{2,12}))? here\b")
_LOWER = re.compile(
    rf"(?i:\bmy name(?: is|['’]s)|\bi am|\bi['’]?m|\bthis is|\bits|\bit['’]s|\bnamed|\bcalled|\b(?:my|"
    rf"our) {_RELATIVE}),? ([a-z]{{2,12}})(?: ([a-z]{{2,12}}))?\b"
)
_POSTS = (
    r"(?:teller|tellers|(?:branch|lobby|assistant|relationship|duty|deputy|customer|loan|sales|operations|"
    r"floor|account|"
    r"wealth)? ?manager|RM|adviser|advisor|clerk|cashier|"
    r"counter staff|staff member|staff|employee|loan officer|call cent(?:re|er)|intern|trainee|"
    r"receptionist|security guard|guard|"
    r"your (?:colleague|agent|girl|lady|man|guy|employee)|"
    r"colleague of yours|branch head|officer in charge|reviewed by|authorised by|supervisor|consultant|"
    r"team leader|bank officer|loan officer|president|director)"
)
_STAFF_LEFT = re.compile(
    rf"(?i)(?:\b{_POSTS}(?: (?:no\.? ?)?\d{{1,5}})?[;,]?(?: an? (?:lady|man|woman|girl))?(?: (?:called|"
    rf"named|is|was))?[ ,:(]*(?:an? )?(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[\"“]?|\b(?:thanks? to|"
    rf"thank|praise|served by|helped by|assisted by|kudos to)(?: the)? [\"“]?|"
    rf"\bagent: ?|\b(?:lady|girl|guy|man|woman|person) (?:at|on|behind) [^.,;]{{0,30}}, |\bwho helped me, |"
    rf"staff like (?:\w+ and )?|think (?:he|she)['’]?s called |by a bank employee called |"
    rf"\badvisers, (?:\w+ and )?|\byour (?:own |nice |kind |lovely )?(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?|"
    rf"\b(?:in praise of|compliment|commend|nominate|kudos for|credit to|thank you to|thx to|thx|"
    rf"well done,?|hats off to|a gem in)(?: the| an?)? (?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?)$"
)
_STAFF_RIGHT = re.compile(
    rf"(?:,? (?:\(|the |your |our |a |from the |from your |at the |at your |on |in |of the |"
    rf", )?(?:\(?{_POSTS}|counter|reception|enquiry|loan (?:desk|team)|card (?:desk|team)|wealth|lobby|"
    rf"desk|window|branch head|"
    rf"staff (?:no|number|id)|badge|VIP|upstairs)|,? (?:in|at|from|of|on) your\b|"
    rf",? (?:in|at|on|of|from|by) (?:the |her |his )?(?:window|counter|lobby|front desk|reception|badge|"
    rf"(?:\w+ )?(?:department|desk|line|hotline|helpline|team))\b|"
    rf",? \(?staff|,? (?:badge|staff number)|, who helped me)",
    re.IGNORECASE,
)
_SOMEBODY_ELSE = re.compile(
    rf",? (?:my|our|his|her|their|the|a) {_RELATIVE}\b|"
    rf",? (?:from|in|at|of) (?:flat|room|unit|block|no\b|number|upstairs|next door)"
)
_PLACE_AFTER = re.compile(
    r" ?(?:Road|Street|Avenue|Lane|Square|Park|Plaza|Branch|branch|sub-branch|Bank|bank|District|City|"
    r"Province|County|University|School|Hospital|Station|Airport|"
    r"Airlines|Pay|Plus|Fund|Card|Ltd|Limited|Inc|Co\b|Company|Group|Lake|River|Mountain|Island|Hotel|Mall|"
    r"Centre|Center|Tower|Building|Street|DVDs|Day)\b"
)
_COMMON = lexicon().words["english_words"]
_PUBLIC = lexicon().words["english_public"]


@dataclass(frozen=True)
class _Name:
    start: int
    end: int
    titled: bool = False


def find_english_names(text: str, found: Spans) -> None:
    """Find the names of people who are no staff.

    Args:
        text: in plain characters.
        found: what has been found so far; takes the finds.
    """
    names = [*_capitalised(text), *_in_small_letters(text)]
    serving = {name.start for name in names if _is_staff(text, name.start, name.end)}
    staff = {text[name.start : name.end] for name in names if name.start in serving}
    # Mr Foo is who “your Mr Foo” is; a Mrs Foo may be somebody else.
    staff |= {text[name.start - 4 : name.end] for name in names if name.start in serving}
    others: set[str] = set()
    for name in names:
        said = text[name.start : name.end]
        known = (text[name.start - 4 : name.end] if name.titled else said) in staff
        if said in _PUBLIC or (known and not (name.titled and _SOMEBODY_ELSE.match(text, name.end))):
            continue
        if name.start in serving:
            continue
        found.add("name", name.start, name.end)
        if len(said) > 3 and said not in lexicon().words_too:
            others.add(said)
    for said in others:
        for each in re.finditer(rf"\b{re.escape(said)}\b", text):
            if each.start() not in serving:
                found.add("name", *each.span())


def _is_staff(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 60) : start]
    if re.search(r"(?i)\b(?:Mr|Mrs|Ms|Miss|Dr)\.? $", before):
        before = re.sub(r"(?i)\b(?:Mr|Mrs|Ms|Miss|Dr)\.? $", "", before)
    return bool(_STAFF_LEFT.search(before) or _STAFF_RIGHT.match(text, end))


def _capitalised(text: str) -> Iterator[_Name]:
    for run in _RUN.finditer(text):
        yield from _in_run(text, run.start(), run.group())


def _in_run(text: str, offset: int, run: str) -> Iterator[_Name]:
    words = [
        (match.start() + offset, match.end() + offset, match.group())
        for match in re.finditer(r"[^\s,]+", run)
    ]
    place = 0
    while place < len(words):
        taken = _best(text, words, place)
        if taken is None:
            place += 1
            continue
        name, place = taken
        if name is not None:
            yield name


def _best(text: str, words: list[tuple[int, int, str]], place: int) -> tuple[_Name | None, int] | None:
    """Return the name that begins there, and the word after it; no name where it is of a place or a firm."""
    start = words[place][0]
    word = words[place][2].rstrip(".")
    if re.fullmatch(_TITLE, word) and place + 1 < len(words):
        last = place + 1
        while last < len(words) and last < place + 4 and not _is_everyday(words[last][2], word):
            last += 1
        if last > place + 1 and not _PLACE_AFTER.match(text, words[last - 1][1]):
            return _Name(words[place + 1][0], _trimmed(words[last - 1]), titled=True), last
        return None
    before = text[max(0, start - 48) : start]
    told = bool(_TOLD.search(before))
    presented = bool(_PRESENTED.search(before))
    # “Bill, my husband, says …”
    told = told or (place == len(words) - 1 and _KIN_AFTER.match(text, words[place][1]) is not None)
    weak = bool(_WEAK_CUE.search(text[max(0, start - 12) : start]))
    for last in range(min(len(words), place + 5), place, -1):
        group = words[place:last]
        said = [one[2].rstrip(".,'’") for one in group]
        said = [re.sub(r"['’]s$", "", one) for one in said]
        end = _trimmed(group[-1])
        if _PLACE_AFTER.match(text, end):
            continue
        if not presented and is_place(text, start, end):
            return None, last
        if _is_common(group, said):
            closes = end == len(text.rstrip(" .!"))
            if len(said) == 1 and closes and said[0] in lexicon().words_too and _SIGNED.search(before):
                return _Name(start, end), last
            continue
        if _is_name(said, told=told, weak=weak and not (presented and len(said) > 1)):
            return _Name(start, end), last
    return None


def _is_everyday(word: str, title: str) -> bool:
    """Whether a word behind a title is no name: “Old Street”, “lady. What's …”."""
    said = re.sub(r"['’]s$", "", word)
    if said in _COMMON or _SHORTENED.match(said):
        return True
    if title != "Old" and said in lexicon().words_too:
        return False
    return title in _ALSO_WORDS and said.lower() in lexicon().words["everyday"] and not is_pinyin(said)


def _is_common(group: list[tuple[int, int, str]], said: list[str]) -> bool:
    """Whether an everyday word is among them; an initial is none, nor is the surname He before a given name."""
    return any(
        (
            one in _COMMON
            or (one.isupper() and len(one) > 1 and one.title() in _COMMON)
            or _SHORTENED.match(one) is not None
        )
        and not (len(one) == 1 and word[2].endswith("."))
        and not (one in {"He", "Kong"} and len(said) == 2 and is_pinyin(said[1]) and said[1] not in _COMMON)
        for word, one in zip(group, said, strict=True)
    )


def _trimmed(word: tuple[int, int, str]) -> int:
    said = re.sub(r"['’]s$", "", word[2])
    if len(said) > 2:
        said = said.rstrip(".'’")
    return word[0] + len(said)


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))


def _is_name(words: list[str], *, told: bool, weak: bool) -> bool:
    known = lexicon()
    words = [_without_accents(word) for word in words]
    if len(words) == 1:
        word = words[0].title() if words[0].isupper() and len(words[0]) > 3 else words[0]
        if len(word) < 2:
            return False
        if word in known.first:
            return True
        if told and not weak:
            return word in known.words_too or word.lower() not in known.words["everyday"]
        if told and weak:
            return word in known.last and word not in known.words_too
        return False
    lower = [word.lower() for word in words]
    if (
        all(is_pinyin(word) for word in lower)
        and not all(word in known.words["everyday"] for word in lower)
        and len(words) <= 3
        and (lower[0] in PINYIN_SURNAMES or lower[-1] in PINYIN_SURNAMES)
    ):
        return True
    titled = [word.title() if word.isupper() else word for word in words]
    firsts = [word in known.first or word in known.words_too for word in titled]
    lasts = [
        word in known.last or word in known.first or word in known.words_too or is_pinyin(word)
        for word in titled
    ]
    sure = any(word in known.first or word in known.last for word in titled)
    if firsts[0] and sure and (lasts[-1] or len(words) == 2):
        return True
    if "-" in words[0] or (sure and not firsts[0]):
        # “Hyun-woo Kim”: a family name is known, and what stands before it is no everyday word.
        family = titled[-1] in known.last or titled[-1] in known.first
        return (told and not weak) or (family and not any(word in known.words["everyday"] for word in lower))
    if re.fullmatch(r"[A-Z]", words[0]) and (lasts[-1] or told):
        return True
    strange = [word not in known.words["everyday"] and word.title() not in _COMMON for word in lower]
    if (
        len(words) == 2
        and all(strange)
        and all(len(word) > 2 for word in words)
        and not any(map(str.isupper, words))
    ):
        # Two words with capitals that are neither everyday words nor places: “Zoltan Papadopoulos”.
        return True
    if told and not weak:
        return (firsts[0] and lasts[-1]) or not all(word in known.words["everyday"] for word in lower)
    return told and (any(firsts) or any(lasts)) and sure


def _in_small_letters(text: str) -> Iterator[_Name]:
    known = lexicon()
    for each in _LOWER_TITLE.finditer(text):
        name = each[1].title()
        if name in known.first or name in known.last or (is_pinyin(each[1]) and each[1] in PINYIN_SURNAMES):
            yield _Name(*each.span(1), titled=True)
    for each in (*_LOWER.finditer(text), *_HERE.finditer(text)):
        first, second = each[1], each[2]
        if not first.islower():
            continue
        if (
            second
            and first in PINYIN_SURNAMES
            and is_pinyin(second)
            and second.islower()
            and len(second) > 2
            and second not in known.words["everyday"]
        ):
            yield _Name(each.start(1), each.end(2))
        elif first.title() in known.first:
            both = (
                second
                and second.islower()
                and (second.title() in known.last or second.title() in known.first)
            )
            yield _Name(each.start(1), each.end(2) if both else each.end(1))
