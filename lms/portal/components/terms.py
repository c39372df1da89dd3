"""What the ids of data and code are called on screen: no id is ever shown to a person."""

from collections.abc import Mapping, Sequence

from lms.catalogue.teaching.vocabulary import COMPETENCY_NAMES
from lms.platform.i18n import Translator, mark

SEGMENTS: Mapping[str, str] = {
    "mass": mark("Everyday customer"),
    "vip": mark("VIP customer"),
    "inclusive": mark("Inclusive finance"),
    "special": mark("Elderly or with special needs"),
}
CHANNELS: Mapping[str, str] = {
    "counter": mark("At the counter"),
    "lobby": mark("In the lobby"),
    "phone": mark("On the phone"),
    "online": mark("Online"),
}
DIFFICULTIES: Mapping[int, str] = {
    1: mark("Easy"),
    2: mark("Fairly easy"),
    3: mark("Medium"),
    4: mark("Hard"),
    5: mark("Very hard"),
}
COMPETENCIES = COMPETENCY_NAMES
MOODS: Mapping[str, str] = {
    "calm": mark("Calm"),
    "warm": mark("At ease"),
    "uneasy": mark("Uneasy"),
    "worried": mark("Worried"),
    "confused": mark("Confused"),
    "annoyed": mark("Annoyed"),
    "angry": mark("Angry"),
    "furious": mark("Furious"),
}
FEELINGS: Mapping[str, str] = {
    "trust": mark("Trust"),
    "anger": mark("Anger"),
    "anxiety": mark("Worry"),
    "confusion": mark("Confusion"),
}
ENDINGS: Mapping[str, str] = {
    "satisfied": mark("The customer leaves satisfied"),
    "calmed": mark("The customer has calmed down"),
    "fraud_prevented": mark("The fraud was stopped"),
    "left": mark("The customer walked out"),
    "complained": mark("The customer complains"),
    "defrauded": mark("The customer lost the money to fraud"),
    "data_leaked": mark("Personal data got out"),
    "unresolved": mark("Nothing was settled"),
}
CAUSES: Mapping[str, str] = {
    "greet": mark("you greeted"),
    "address": mark("you addressed them by name"),
    "ask_open": mark("you asked what happened"),
    "ask_purpose": mark("you asked what it is for"),
    "restate": mark("you said back what they need"),
    "empathise": mark("you accepted the feeling"),
    "apologise": mark("you said sorry"),
    "thank": mark("you thanked them"),
    "explain_plain": mark("you explained it plainly"),
    "use_jargon": mark("you used a term without explaining it"),
    "one_step": mark("you gave one step at a time"),
    "check_understanding": mark("you checked that it was clear"),
    "offer_help": mark("you offered to do it together"),
    "offer_choice": mark("you offered a choice"),
    "offer_person": mark("you offered a person instead of a machine"),
    "next_step": mark("you said what happens next"),
    "commit_time": mark("you named a time"),
    "verify_identity": mark("you asked for proof of identity"),
    "protect_privacy": mark("you protected personal data"),
    "warn_fraud": mark("you warned of fraud"),
    "involve_trusted": mark("you suggested asking someone they trust"),
    "refuse": mark("you refused"),
    "give_reason": mark("you gave the reason"),
    "escalate": mark("you brought in a supervisor"),
    "accept_complaint": mark("you took the complaint"),
    "close": mark("you asked whether there was anything else"),
    "hurry": mark("you hurried them"),
    "blame": mark("you blamed them"),
    "dismiss": mark("you turned them away"),
    "rude": mark("you were rude"),
    "over_promise": mark("you promised what nobody can promise"),
    "leak_privacy": mark("you gave away a secret or asked for one"),
    "aid_fraud": mark("you went along with the transfer"),
    "no_progress": mark("nothing moved forward"),
    "nothing_said": mark("your answer gave them nothing to go on"),
}


def term(tr: Translator, names: Mapping[str, str], key: str) -> str:
    """The name of an id; a kind the screen has no word for yet is written without underscores."""
    return tr.gettext(names[key]) if key in names else key.replace("_", " ").replace("-", " ")


def terms(tr: Translator, names: Mapping[str, str], keys: tuple[str, ...] | list[str]) -> str:
    """Names of several ids, in one line."""
    return listed(tr, [term(tr, names, key) for key in keys])


def listed(tr: Translator, said: Sequence[str]) -> str:
    """Several names in one line."""
    return ("、" if tr.locale == "zh-CN" else ", ").join(said)


def difficulty(tr: Translator, level: int) -> str:
    """A difficulty of 1 to 5 in word and shape: ``Hard ●●●●○``."""
    return f"{tr.gettext(DIFFICULTIES[level])} {'●' * level}{'○' * (5 - level)}"
