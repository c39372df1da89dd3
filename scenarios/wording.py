"""What a model wrote, put into the form of a line: gestures in « », no label, no thoughts, no quotes round it.

What is only form is mended here, so that a good answer is not lost for it. What is out of role is not: see
``role_check``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scenarios.spacing import DIRECTION

GESTURES = 2
"""Gestures in a reply, at most."""
GESTURE = 60
"""Signs of one gesture, at most; a longer one is narration."""
UNENDING = 500
"""Characters without the end of a sentence after which no more is waited for."""
_END = re.compile(r"[。！？!?…]+[”’\"')）»*]*|(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)\.(?=\s|$)[”’\"')»*]*|\n+")
_OPENERS = re.compile(r"^[\s\"“「'‘>]+(?=\S)")
_THINKING = re.compile(r"<(think|thinking|thought|reasoning|analysis)>", re.IGNORECASE)
_THOUGHTS = re.compile(
    r"^\s*<(think|thinking|thought|reasoning|analysis)>.*?</\1>\s*", re.IGNORECASE | re.DOTALL
)
_BEGINS_TO_THINK = re.compile(r"^\s*<[a-z]{0,9}$", re.IGNORECASE)
_GESTURE = re.compile(
    r"^\s*(?:\*\*?(?P<stars>[^*\n]+)\*\*?|[（(](?P<round>[^（）()\n]+)[)）]|[【\[](?P<square>[^【】\[\]\n]+)[\]】])\s*"
)
_TRAILING = re.compile(
    r"\s*(?:\*(?P<stars>[^*\n]+)\*|（(?P<round>[^（）\n]+)）|\((?P<plain>[a-z][^()\n]+)\))(?P<end>\s*)$"
)
_TIGHT = re.compile(r"»(?=[A-Za-z])")


def lines_of(pieces: Iterator[str], *, names: Sequence[str]) -> Iterator[str]:
    """Yield whole sentences as soon as they are complete; an unfinished rest is given only if it is all there is.

    Args:
        pieces: what a model writes, as it comes.
        names: how the customer is called; as a label before the words they are taken away.
    """
    form = _Form(names)
    for sentence in _sentences(_without_thoughts(pieces)):
        if line := form.mend(sentence):
            yield line


def _without_thoughts(pieces: Iterator[str]) -> Iterator[str]:
    """Hold back what a model thinks aloud before it answers."""
    held = ""
    for piece in pieces:
        held += piece
        if _BEGINS_TO_THINK.match(held):
            continue
        if _THINKING.match(held.lstrip()):
            if not (thought := _THOUGHTS.match(held)):
                continue
            held = held[thought.end() :]
            if not held:
                continue
        yield held
        break
    else:
        if held and not _THINKING.match(held.lstrip()):
            yield held
        return
    yield from pieces


def _sentences(pieces: Iterator[str]) -> Iterator[str]:
    rest, any_yet = "", False
    for piece in pieces:
        rest += piece
        if not any_yet:
            rest = _OPENERS.sub("", rest)
        while (cut := _cut(rest)) is not None:
            sentence, rest = rest[:cut], rest[cut:]
            any_yet = any_yet or bool(sentence.strip())
            yield sentence.replace("\n", " ")
        if len(rest) > UNENDING:
            break
    if rest.strip() and (_END.search(rest) or not any_yet):
        yield rest.rstrip()


def _cut(text: str) -> int | None:
    """Return where the first whole sentence ends: not within a gesture, and only once something follows."""
    for end in _END.finditer(text):
        before = text[: end.end()]
        if before.count("«") > before.count("»") or _only_gestures(before):
            continue
        return end.end() if end.end() < len(text) or "\n" in end.group() else None
    return None


def _only_gestures(text: str) -> bool:
    return not _GESTURE.sub("", DIRECTION.sub("", text).lstrip()).strip(" \n*)）")


class _Form:
    """Mends one reply, sentence by sentence."""

    def __init__(self, names: Sequence[str]) -> None:
        called = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
        self._label = re.compile(
            rf"^\s*(?:\*\*)?(?:顾客|客户|customer|client|{called})(?:\*\*)?\s*[:：](?:\*\*)?\s*",
            re.IGNORECASE,
        )
        self._gestures = 0
        self._begun = False

    def mend(self, sentence: str) -> str:
        """Return the sentence as a line has it; nothing where nothing is left."""
        gap = " " if self._begun and sentence[:1].isspace() else ""
        words = self._label.sub("", sentence)
        words = _OPENERS.sub("", words) if not self._begun else words.strip()
        words = _GESTURE.sub(_as_gesture, words, count=1)
        words = _TRAILING.sub(_as_gesture, words, count=1)
        words = self._label.sub("", words)
        words = _unquoted(DIRECTION.sub(self._few, _closed(words)).strip())
        words = _TIGHT.sub("» ", words)
        self._begun = self._begun or bool(words)
        return gap + words if words else ""

    def _few(self, gesture: re.Match[str]) -> str:
        self._gestures += 1
        fits = self._gestures <= GESTURES and len(gesture.group()) <= GESTURE + 2
        return gesture.group() if fits else ""


def _as_gesture(found: re.Match[str]) -> str:
    words = next(text for text in found.groupdict().values() if text and text.strip())
    return f"«{words.strip(' 。.')}»"


def _closed(text: str) -> str:
    """Take away « and » that have no partner."""
    kept = DIRECTION.findall(text)
    parts = [part.replace("«", "").replace("»", "") for part in DIRECTION.split(text)]
    return "".join(part + (kept[at] if at < len(kept) else "") for at, part in enumerate(parts))


def _unquoted(text: str) -> str:
    """Take away quotation marks at the end whose partner at the start is gone."""
    if text.endswith('"') and text.count('"') % 2:
        return text[:-1].rstrip()
    for opening, closing in ("“”", "「」", "‘’"):
        if text.endswith(closing) and text.count(closing) > text.count(opening):
            return text[:-1].rstrip()
    return text
