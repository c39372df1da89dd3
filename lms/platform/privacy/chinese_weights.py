"""How likely some characters of a Chinese text are a name that nobody announced: learned weights of small features.

The weights are learned by ``python -m tests.masking.train_names`` from the product's own texts, in which made-up names
are put where pronouns stand, and everything else is no name.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import rjieba

from lms.platform.privacy.chinese_words import HAN, Words, never_given

LEAST_GIVEN = -2.0
"""Given characters that are on the whole rarer in names are not looked at."""


@cache
def weights() -> dict[str, float]:
    """The learned weights by feature."""
    found: dict[str, float] = json.loads(
        files(__package__).joinpath("name_weights.json").read_text(encoding="utf-8")
    )
    return found


def candidates(words: Words) -> Iterator[tuple[int, int, int]]:
    """Yield what could be surnames with given names: start, length of the surname, end."""
    text = words.text
    for start, length in words.surnames.items():
        for end in (start + length + 1, start + length + 2):
            given = text[start + length : end]
            if len(given) < end - start - length or not HAN.match(given[-1]) or not HAN.match(given[0]):
                break
            if never_given(given):
                continue
            if sum(words.band(sign) for sign in given) / len(given) >= LEAST_GIVEN:
                yield start, length, end


def score(words: Words, start: int, length: int, end: int) -> float:
    """Return the log-odds that a name stands there."""
    known = weights()
    return sum(known.get(each, 0.0) for each in features(words, start, length, end))


def features(words: Words, start: int, length: int, end: int) -> list[str]:
    """What is looked at: the characters, how the dictionary cuts them, and what stands around."""
    text = words.text
    given = text[start + length : end]
    bands = [words.band(sign) for sign in given]
    mean = round(sum(bands) / len(bands))
    whole, last = words.starts.get(start), words.ends.get(end)
    cut = _cut(words, start, length, end)
    left, right = text[start - 1 : start] or "^", text[end : end + 1] or "$"
    before = words.ends.get(start)
    after = words.starts.get(end)
    size = f"{length}{len(given)}"
    found = [
        "bias",
        f"size {size}",
        f"surname {text[start : start + length]}",
        f"mean {len(given)} {mean}",
        f"first {bands[0]}",
        f"last {len(given)} {bands[-1]}",
        f"cut {cut}",
        f"cut {cut} mean {mean}",
        f"cut {cut} size {size}",
        f"left {left}",
        f"right {right}",
        f"right {right} {last is not None}",
        f"lefts {text[max(0, start - 2) : start]}",
        f"rights {text[end : end + 2]}",
        f"before {before.tag if before else whole is not None}",
        f"after {after.tag if after else last is not None}",
    ]
    if rjieba.has_word(text[start:end]):
        found.append(f"word {size} {whole.tag if whole and whole.end == end else '-'}")
        found.append(f"word {text[start:end]}")
    if len(given) == 2 and rjieba.has_word(given):
        found.append(f"given word {last.tag if last and last.start == start + length else '-'}")
    if start and rjieba.has_word(left + text[start]):
        found.append(f"over the left {whole is not None}")
    if rjieba.has_word(given[-1] + right):
        found.append(f"over the right {last is not None}")
    return found


def _cut(words: Words, start: int, length: int, end: int) -> str:
    """How the words lie over the name."""
    whole, last = words.starts.get(start), words.ends.get(end)
    if whole is not None and whole.end == end:
        return f"one {whole.tag}"
    if whole is not None and last is not None:
        if whole.end == start + length and last.start == whole.end:
            return f"two {'nr' if whole.tag == 'nr' else '-'} {last.tag if last.tag in {'nr', 'n', 'v', 'x'} else '-'}"
        return f"some {'nr' if 'nr' in {whole.tag, last.tag} else '-'}"
    if whole is not None:
        return f"goes on {'nr' if whole.tag == 'nr' and whole.end > end else '-'}"
    if last is not None:
        return f"starts before {'nr' if last.tag == 'nr' else '-'}"
    return "within"
