"""What Rasa trains on: its conventional files, plus the question-and-answer files and the names of all responses."""

from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.words import load_entries, load_responses


class BanterImporter(RasaFileImporter):
    """Named in ``config.yml``. An entry of ``data/faq`` needs no rule and no line in the domain."""

    def get_domain(self) -> Domain:
        """``domain.yml`` and the response names; the words themselves are read when they are said."""
        names = load_responses()["en"]
        spoken = Domain.from_dict({"responses": {name: [{"text": name}] for name in names}})
        return super().get_domain().merge(spoken)

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The examples of both languages in one set."""
        asked = [
            Message.build(text=text, intent=entry.key)
            for entry in load_entries()
            for asks in entry.asks.values()
            for text in asks
        ]
        return super().get_nlu_data(language).merge(TrainingData(asked))
