"""How alike texts are, each with each: by what they mean where that can be read here, else by their words. Pure."""

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from lms.feedback.classification.classifier import classifier_for
from lms.feedback.classification.features import grams_of, locale_of, matter_of
from lms.feedback.classification.meaning import meanings_of

Likeness = npt.NDArray[np.float32]
"""Cosines, (texts, texts)."""
Tick = Callable[[int], None]
AT_ONCE = 32
APART = {"meaning": 0.75, "words": 0.9}
"""Mean distance, 1 less the cosine, up to which texts are one group: chosen on invented texts of known themes."""


def by_meaning(texts: Sequence[str], tick: Tick = lambda _done: None) -> Likeness:
    """Cosines of meanings, less what all feedback has in common; some 30 ms a text.

    Args:
        texts: masked, two at least.
        tick: told how many are read.

    Raises:
        EmbeddingMissing: see ``scenarios.speech_acts.embedding``.
    """
    parts = []
    for start in range(0, len(texts), AT_ONCE):
        parts.append(meanings_of([matter_of(text) for text in texts[start : start + AT_ONCE]]))
        tick(min(start + AT_ONCE, len(texts)))
    vectors = np.concatenate(parts)
    # The middle of what the classifier learned from: that of these texts alone would move with each of them.
    models = [classifier_for(locale_of(text)).model for text in texts]
    vectors -= np.stack([vectors.mean(axis=0) if model is None else model.middle for model in models])
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths == 0, 1, lengths)
    return np.asarray(vectors @ vectors.T, dtype=np.float32)


def by_words(texts: Sequence[str]) -> Likeness:
    """Cosines of n-grams weighted by how rare they are among these texts; what stands in one text alone is left out."""
    from scipy.sparse import csr_matrix

    grams = [grams_of(matter_of(text), locale_of(text)) for text in texts]
    met = Counter(gram for one in grams for gram in one)
    place = {gram: at for at, gram in enumerate(sorted(g for g, n in met.items() if n > 1 and len(g) > 1))}
    cells = [
        (row, place[gram], (1 + np.log(often)) * np.log(len(texts) / met[gram]))
        for row, one in enumerate(grams)
        for gram, often in sorted(one.items())
        if gram in place
    ]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    table = csr_matrix((values, (rows, columns)), shape=(len(texts), max(len(place), 1)), dtype=np.float64)
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    scaled = table.multiply(1 / np.where(lengths == 0, 1, lengths)[:, None]).tocsr()
    return np.asarray((scaled @ scaled.T).toarray(), dtype=np.float32)
