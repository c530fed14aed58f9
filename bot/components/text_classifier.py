"""Logistic regression on the words and letters of short texts, learnt, kept in two plain files, and applied."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_union

VOCABULARY, NUMBERS = "vocabulary.json", "numbers.npz"
UNSEEN = 0.7
"""A text without any known word, a name for instance, is only guessed at by its letters: that is never a sure thing."""

_WORD = r"\b\w+\b|[^\w\s]"
_SPELLINGS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "'": None, "’": None})
_STRETCHED = re.compile(r"(\w)\1{2,}")


class TextClassifier:
    """Which label a text bears. Made by ``learn`` or ``load``."""

    def __init__(self, labels: list[str], words: TfidfVectorizer, letters: TfidfVectorizer, weights: Any) -> None:
        self._labels, self._words, self._letters = labels, words, letters
        self._weights = weights  # a column per label; a row per word, then per group of letters, then the bias

    @classmethod
    def learn(cls, examples: Sequence[tuple[str, str]], balanced: bool = True) -> "TextClassifier":
        """From pairs of a text and its label, of three labels at least.

        ``balanced``: a label with few examples weighs as much as one with many; else each example weighs the same.
        """
        words, letters = _word_counter(), _letter_counter()
        features = make_union(words, letters).fit_transform([_plain(text) for text, _ in examples])
        regression = LogisticRegression(C=30, class_weight="balanced" if balanced else None, max_iter=100, tol=1e-3)
        regression.fit(features, [label for _, label in examples])
        weights = np.vstack([regression.coef_.T, regression.intercept_])
        return cls(regression.classes_.tolist(), words, letters, weights)

    @classmethod
    def load(cls, folder: Path) -> "TextClassifier":
        """What ``save`` has written."""
        kept = read_json_file(folder / VOCABULARY)
        numbers = np.load(folder / NUMBERS, allow_pickle=False)
        words, letters = _word_counter(kept["words"]), _letter_counter(kept["letters"])
        words.idf_, letters.idf_ = numbers["words"], numbers["letters"]
        return cls(kept["labels"], words, letters, numbers["weights"])

    def save(self, folder: Path) -> None:
        """Writes names as JSON and numbers as plain arrays: opening a model runs nothing that it contains."""
        words, letters = (counter.get_feature_names_out().tolist() for counter in (self._words, self._letters))
        dump_obj_as_json_to_file(folder / VOCABULARY, {"labels": self._labels, "words": words, "letters": letters})
        np.savez(folder / NUMBERS, words=self._words.idf_, letters=self._letters.idf_, weights=self._weights)

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """All labels and their confidence, the likeliest first; it sums up to 1, or to ``UNSEEN``."""
        plain = [_plain(text)]
        words, letters = self._words.transform(plain), self._letters.transform(plain)
        border = words.shape[1]
        scores = (words @ self._weights[:border] + letters @ self._weights[border:-1])[0] + self._weights[-1]
        likelihood = np.exp(scores - scores.max())
        confidence = likelihood / likelihood.sum() * (1.0 if words.nnz else UNSEEN)
        return [(self._labels[place], float(confidence[place])) for place in np.argsort(-confidence)]


def source() -> str:
    """This file: part of a component's fingerprint, or Rasa would reuse what an older classifier has learnt."""
    return Path(__file__).read_text(encoding="utf-8")


def _word_counter(vocabulary: list[str] | None = None) -> TfidfVectorizer:
    """Single words, pairs of them, and symbols."""
    return TfidfVectorizer(vocabulary=vocabulary, token_pattern=_WORD, ngram_range=(1, 2), sublinear_tf=True)


def _letter_counter(vocabulary: list[str] | None = None) -> TfidfVectorizer:
    """Up to four letters within a word: for typos, endings and German compounds."""
    return TfidfVectorizer(vocabulary=vocabulary, analyzer="char_wb", ngram_range=(1, 4), min_df=2, sublinear_tf=True)


def _plain(text: str) -> str:
    """One spelling for "don't" and "dont", "für" and "fuer", "tschüss" and "tschüüüss"."""
    return _STRETCHED.sub(r"\1", text.lower()).translate(_SPELLINGS)
