"""Who says their name and nothing else, whatever it sounds like: "right, aisling here", "you can call me aisling"."""

from bot.understanding.tokens import plain_apostrophes, tokens_from
from bot.understanding.who.person import find_person
from bot.understanding.who.person_cues import MET, NAME_FIRST, NAME_IS
from bot.understanding.word_lists import word_lists

_LONGEST_TEXT = 120


def only_introduces(text: str, asked: bool = False) -> bool:
    """Whether the text is a name, the words that announce it, and courtesies.

    ``asked``: the bot has just asked for the name, so that "Wei, nice to meet you" needs no announcement.
    """
    if "?" in text or len(text) > _LONGEST_TEXT:
        return False
    said = plain_apostrophes(text)
    met = MET.search(said)
    if asked and met and find_person(said[: met.start()], asked=True):
        return True
    name = find_person(said)
    if name is None:
        return False
    announced = next((match for match in NAME_IS.finditer(said) if match.end() == name.start), None)
    announced = announced or NAME_FIRST.match(said, name.end)
    if announced is None:
        return False
    start, end = min(announced.start(), name.start), max(announced.end(), name.end)
    around = tokens_from(f"{said[:start]} {said[end:]}")
    return all(word.lower in word_lists("answers")["courtesy"] for word in around)
