"""``python -m benchmarks.understanding.compare_intents``: classifiers of intents, side by side.

Each is trained on ``data/``; the accuracy is that of the classifier alone, before ``in_context`` corrects it.
"""

import json
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from statistics import median

import spacy
import yaml
from spacy.training import Example
from spacy.util import compounding, fix_random_seed, minibatch

from benchmarks.understanding.rasa_model import trained
from bot.brand import ROOT
from bot.components.text_classifier import TextClassifier
from bot.importer import BanterImporter

HERE = Path(__file__).parent
OURS = ROOT / "tests" / "bot" / "intents_held_out.yml"
SHARED = ROOT.parent / "shared" / "eval" / "intents.jsonl"
SAME_AS = {
    "bot_challenge": {"chitchat", "faq"},
    "explain": {"ask_why", "help"},
    "repeat": {"help", "ask_why"},
    "canthelp": {"help"},
    "ask_price": {"faq"},
    "book_demo": {"contact_sales"},
}
"""What the public sentences' labels are called here."""
EPOCHS = 6
Line = tuple[str, str, set[str]]
Classifier = Callable[[str], str | None]


def our_lines() -> list[Line]:
    """Language, message and intent of our own evaluation sentences."""
    intents = yaml.safe_load(OURS.read_text(encoding="utf-8"))
    return [
        (language, text, {intent})
        for language, group in intents.items()
        for intent, texts in group.items()
        for text in texts
    ]


def shared_lines() -> list[Line]:
    """The public ones, when they are there."""
    raw = map(json.loads, SHARED.read_text(encoding="utf-8").splitlines()) if SHARED.exists() else ()
    return [
        (each["lang"], each["text"], set().union(*(SAME_AS.get(name, {name}) for name in _names(each)))) for each in raw
    ]


def _names(raw: dict[str, object]) -> list[str]:
    return [str(raw["intent"]), *map(str, raw["also_ok"] or ())]  # type: ignore[call-overload]


def by_rasa(config: str) -> Classifier:
    """One of the pipelines beside this file."""
    parse = trained(HERE / config, ROOT / "data")
    return lambda text: parse(text)["intent"]["name"]


def _examples() -> list[tuple[str, str]]:
    data = BanterImporter(str(HERE / "linear_intents.yml"), None, [str(ROOT / "data")]).get_nlu_data()
    return [(each.get("text"), each.get("intent")) for each in data.intent_examples]


def by_ours() -> Classifier:
    """The product's."""
    classifier = TextClassifier.learn(_examples())
    return lambda text: classifier.ranking(text)[0][0]


def by_spacy() -> Classifier:
    """spaCy's own ensemble of a bag of words and a small network."""
    fix_random_seed(1)
    pipeline = spacy.blank("xx")
    classifier = pipeline.add_pipe("textcat")
    known = [(text.lower(), intent) for text, intent in _examples()]
    names = sorted({intent for _, intent in known})
    for name in names:
        classifier.add_label(name)
    examples = [
        Example.from_dict(pipeline.make_doc(text), {"cats": {name: float(name == intent) for name in names}})
        for text, intent in known
    ]
    optimizer = pipeline.initialize(lambda: examples)
    random = Random(1)  # noqa: S311
    for _ in range(EPOCHS):
        random.shuffle(examples)
        for batch in minibatch(examples, compounding(8.0, 64.0, 1.001)):
            pipeline.update(batch, drop=0.2, sgd=optimizer)

    def classify(text: str) -> str:
        scores = pipeline(text.lower()).cats
        return max(scores, key=scores.__getitem__)

    return classify


def report(name: str, train: Callable[[], Classifier], sets: Iterable[tuple[str, list[Line]]]) -> None:
    """Trains a classifier and prints its accuracy per set and language, and its time per message."""
    started = time.perf_counter()
    classify = train()
    print(f"{name}: trained in {time.perf_counter() - started:.0f} s")
    for title, lines in sets:
        for language in ("en", "de"):
            right, times = 0, []
            wanted = [(text, intents) for each, text, intents in lines if each == language]
            for text, intents in wanted:
                began = time.perf_counter()
                right += classify(text) in intents
                times.append(1000 * (time.perf_counter() - began))
            if wanted:
                share = right / len(wanted)
                print(f"  {title:8} {language} {share:.3f} of {len(wanted)}, {median(times):.1f} ms a message")


def main() -> None:
    """Trains them all and prints."""
    sets = [("ours", our_lines()), ("shared", shared_lines())]
    report("product", by_ours, sets)
    report("LogisticRegression of Rasa", lambda: by_rasa("linear_intents.yml"), sets)
    report("spaCy", by_spacy, sets)
    report("DIET", lambda: by_rasa("diet_intents.yml"), sets)


if __name__ == "__main__":
    main()
