"""The sentence of a customer that put something into a plan: of the masked words, character for character. Pure."""

import re
from collections.abc import Mapping, Sequence

_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?\n]|\.(?=\s|$)|$)+")
LONGEST = 200


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, as they stand there."""
    return [found.group().strip() for found in _SENTENCE.finditer(text) if found.group().strip()]


def sentence_for(text: str, decided_by: Mapping[str, Sequence[str]]) -> str:
    """The sentence with most of the words by which cause and kind were told; the first where none has any.

    Args:
        text: the customer's words, masked.
        decided_by: per label the words that decided.
    """
    words = [word for head in ("cause", "kind") for word in decided_by.get(head, ())]
    sentences = sentences_of(text) or [text.strip()]
    best = max(sentences, key=lambda sentence: sum(word in sentence for word in words))
    return best[:LONGEST]
