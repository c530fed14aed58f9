"""Logistic regression on the words and letters of short texts, learnt, kept in two plain files, and applied."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

WORDS, NUMBERS = "words.json", "numbers.npz"
UNSEEN = 0.7
"""A text without any word of the examples, a name for instance, is only guessed at by its letters: never a sure thing."""

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "'": None, "’": None})
_STRETCHED = re.compile(r"(\w)\1{2,}")


class TextClassifier:
    """Which label a text bears. Made by ``learn`` or ``load``."""

    def __init__(self, labels: Sequence[str], vectorizers: Sequence[TfidfVectorizer], weights: Any, bias: Any) -> None:
        self._labels, self._vectorizers, self._weights, self._bias = labels, vectorizers, weights, bias

    @classmethod
    def learn(cls, examples: Sequence[tuple[str, str]]) -> "TextClassifier":
        """From (text, label) pairs of at least three labels; all labels weigh the same, however many examples they have."""
        texts = [_plain(text) for text, _ in examples]
        vectorizers = _vectorizers(None, None)
        features = hstack([vectorizer.fit_transform(texts) for vectorizer in vectorizers])
        regression = LogisticRegression(C=10, class_weight="balanced", max_iter=100, tol=1e-3)
        regression.fit(features, [label for _, label in examples])
        return cls(list(regression.classes_), vectorizers, regression.coef_, regression.intercept_)

    @classmethod
    def load(cls, folder: Path) -> "TextClassifier":
        """What ``save`` has written."""
        kept = read_json_file(folder / WORDS)
        numbers = np.load(folder / NUMBERS, allow_pickle=False)
        vectorizers = _vectorizers(kept["words"], kept["letters"])
        for vectorizer, name in zip(vectorizers, ("words", "letters"), strict=True):
            vectorizer.idf_ = numbers[name]
        return cls(kept["labels"], vectorizers, numbers["weights"], numbers["bias"])

    def save(self, folder: Path) -> None:
        """Writes the vocabulary as JSON and the numbers as NumPy arrays; nothing in them can run."""
        words, letters = self._vectorizers
        vocabularies = [sorted(each.vocabulary_, key=each.vocabulary_.get) for each in self._vectorizers]
        kept = {"labels": self._labels, "words": vocabularies[0], "letters": vocabularies[1]}
        dump_obj_as_json_to_file(folder / WORDS, kept)
        np.savez(
            folder / NUMBERS, words=words.idf_, letters=letters.idf_, weights=self._weights, bias=self._bias
        )

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """All labels and their confidence, the likeliest first; it sums up to 1, or to ``UNSEEN``."""
        parts: list[csr_matrix] = [vectorizer.transform([_plain(text)]) for vectorizer in self._vectorizers]
        scores = (hstack(parts, format="csr") @ self._weights.T).ravel() + self._bias
        likelihood = np.exp(scores - scores.max())
        confidence = likelihood / likelihood.sum() * (1.0 if parts[0].nnz else UNSEEN)
        return [(self._labels[place], float(confidence[place])) for place in np.argsort(-confidence)]


def _vectorizers(words: list[str] | None, letters: list[str] | None) -> tuple[TfidfVectorizer, TfidfVectorizer]:
    """Single words, pairs of them and symbols; and up to four letters inside of words, for typos, endings and compounds."""
    return (
        TfidfVectorizer(vocabulary=words, ngram_range=(1, 2), token_pattern=r"\b\w+\b|[^\w\s]", sublinear_tf=True),
        TfidfVectorizer(vocabulary=letters, analyzer="char_wb", ngram_range=(1, 4), min_df=2, sublinear_tf=True),
    )


def _plain(text: str) -> str:
    """One spelling for "don't" and "dont", "für" and "fuer", "tschüss" and "tschüüüss"."""
    return _STRETCHED.sub(r"\1", text.lower().translate(_UMLAUTS))
