"""The spaCy pipeline: a small network that gives each word the probability of being within a name.

spaCy's ``ner`` component decides word by word and tells no probability. Here its tagger predicts the same
BILUO tags, and the most probable sequence that is well-formed is chosen; so each name has a confidence.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from random import Random

import spacy
from spacy.attrs import PREFIX, SUFFIX
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch
from thinc.api import Adam

from bot.names.biluo import TAGS, read_tags
from bot.names.sentences import SEED, Sentence
from bot.understanding.who.candidate import Candidate

NETWORK = {
    "@architectures": "spacy.Tagger.v2",
    "normalize": True,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": 64,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [4000, 2000, 2000, 500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": 64,
            "depth": 3,
            "window_size": 2,
            "maxout_pieces": 2,
        },
    },
}
BATCH = 32
DROPOUT = 0.2
LEARN_RATE = 0.002
LONGEST = 1000
"""Characters that are read of a message; who they are, people say at its beginning."""
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half a character, which spaCy cannot hash."""
_WORD = re.compile(r"\w+|\n|[^\w\s]")


class NameRecognizer:
    """Finds the visitor's name, company and job title in a message, given the slot that was asked for."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline
        self._tagger = pipeline.get_pipe("tagger")

    @classmethod
    def trained(cls, examples: Iterable[Sentence]) -> "NameRecognizer":
        """Learns from the examples, each seen once; the same examples give the same recogniser."""
        fix_random_seed(SEED)
        pipeline = _blank()
        tagger = pipeline.get_pipe("tagger")
        for tag in TAGS:
            tagger.add_label(tag)
        known = list(examples)
        Random(SEED).shuffle(known)  # noqa: S311
        pipeline.initialize(lambda: (_example(pipeline, sentence) for sentence in known[:100]))
        optimizer = Adam(LEARN_RATE)
        batches = list(minibatch(known, BATCH))
        for number, batch in enumerate(batches):
            optimizer.learn_rate = LEARN_RATE * (1 - number / len(batches)) + 1e-5
            pipeline.update([_example(pipeline, each) for each in batch], drop=DROPOUT, sgd=optimizer)
        return cls(pipeline)

    @classmethod
    def from_disk(cls, folder: Path) -> "NameRecognizer":
        """Reads what ``to_disk`` wrote."""
        return cls(_blank().from_disk(folder))

    def to_disk(self, folder: Path) -> None:
        """Writes the pipeline into the folder."""
        self._pipeline.to_disk(folder)

    def find(self, text: str, asked: str | None = None) -> list[Candidate]:
        """All names in the order of the text; at most one reading of each word."""
        text = _LONE_SURROGATE.sub("?", text[:LONGEST])
        spans = _spans(text)
        if not spans:
            return []
        with self._pipeline.memory_zone():  # or spaCy would remember every word that anybody has ever said
            scores = self._tagger.model.predict([_doc(self._pipeline, text, spans, asked)])[0][1:]
        return list(read_tags(spans, scores[:, [self._tagger.labels.index(tag) for tag in TAGS]]))


def _blank() -> Language:
    pipeline = spacy.blank("xx")
    pipeline.vocab.lex_attr_getters[PREFIX] = _prefix
    pipeline.vocab.lex_attr_getters[SUFFIX] = _suffix
    pipeline.add_pipe("tagger", config={"model": NETWORK})
    return pipeline


def _prefix(word: str) -> str:
    return word[:3].lower()


def _suffix(word: str) -> str:
    return word[-4:].lower()


def _spans(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text)]


def _doc(pipeline: Language, text: str, spans: list[tuple[int, int]], asked: str | None) -> Doc:
    """The message's words, behind one that names the question."""
    words = [f"<{asked or 'nothing'}>", *(text[start:end] for start, end in spans)]
    return Doc(pipeline.vocab, words=words)


def _example(pipeline: Language, sentence: Sentence) -> Example:
    spans = _spans(sentence.text)
    tags = ["O"] * len(spans)
    for entity, start, end in sentence.entities:
        inside = [place for place, span in enumerate(spans) if start <= span[0] and span[1] <= end]
        for place in inside:
            tags[place] = f"I-{entity}"
        tags[inside[0]], tags[inside[-1]] = f"B-{entity}", f"L-{entity}"
        if len(inside) == 1:
            tags[inside[0]] = f"U-{entity}"
    return Example.from_dict(_doc(pipeline, sentence.text, spans, sentence.asked), {"tags": ["O", *tags]})
