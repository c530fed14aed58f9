"""Answers to the recap ("is that right?") and to "shall I delete everything?"."""

import pytest

from bot.understanding.answers.confirmation import find_confirmation, find_erase_confirmation


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("looks right", "en"),
        ("Looks good to me!", "en"),
        ("yep, that's everything", "en"),
        ("no, all good", "en"),
        ("nope, nothing to change", "en"),
        ("nothing wrong there", "en"),
        ("spot on", "en"),
        ("you can save it", "en"),
        ("correct, thanks", "en"),
        ("that's rigth", "en"),
        ("yse, thats corect", "en"),
        ("no, that's right", "en"),
        ("ok", "en"),
        ("👍", "en"),
        ("passt so", "de"),
        ("stimmt alles", "de"),
        ("Sieht gut aus, danke", "de"),
        ("nein, alles richtig", "de"),
        ("keine Änderungen", "de"),
        ("das kann so bleiben", "de"),
        ("hab nichts auszusetzen", "de"),
        ("jawohl, alles bestens", "de"),
        ("das war's", "de"),
        ("nö, passt schon", "de"),
    ],
)
def test_the_recap_is_right(text: str, language: str) -> None:
    assert find_confirmation(text, language) is True


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("nope", "en"),
        ("almost", "en"),
        ("not quite", "en"),
        ("something is off", "en"),
        ("that's not what I said", "en"),
        ("all of it except the phone", "en"),
        ("one thing is wrong", "en"),
        ("I don't think that's right", "en"),
        ("not sure if that is right", "en"),
        ("never mind", "en"),
        ("nein", "de"),
        ("fast", "de"),
        ("nicht ganz", "de"),
        ("da stimmt was nicht", "de"),
        ("da ist ein Fehler drin", "de"),
        ("bis auf den Namen", "de"),
        ("ja, eine Kleinigkeit fehlt noch", "de"),
    ],
)
def test_the_recap_is_wrong(text: str, language: str) -> None:
    assert find_confirmation(text, language) is False


@pytest.mark.parametrize("text", ["is that right?", "what did you note?", "stimmt das?", "warum?", "hmm", "wait", ""])
def test_what_neither_confirms_nor_denies_is_no_answer(text: str) -> None:
    assert find_confirmation(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("yes", "en"),
        ("Yes please!", "en"),
        ("yes, delete everything now", "en"),
        ("ok, go ahead", "en"),
        ("I'm sure", "en"),
        ("please erase my data", "en"),
        ("ja", "de"),
        ("Ja, bitte alles löschen.", "de"),
        ("weg damit", "de"),
        ("ja, stimmmt so", "de"),
        ("genau", "de"),
        ("that's correct", "en"),
        ("ja, ich bin mir sicher", "de"),
        ("lösch das bitte", "de"),
    ],
)
def test_an_unmistakable_yes_erases(text: str, language: str) -> None:
    assert find_erase_confirmation(text, language) is True


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("no", "en"),
        ("no, keep it", "en"),
        ("never mind", "en"),
        ("I changed my mind", "en"),
        ("don't delete it", "en"),
        ("nein", "de"),
        ("lieber doch nicht", "de"),
        ("behaltet die Daten", "de"),
        ("nicht löschen!", "de"),
        ("ja, doch nicht löschen", "de"),
        ("hm, maybe later", "en"),
        ("yes, perhaps", "en"),
        ("I'm not sure", "en"),
        ("vielleicht ein andermal", "de"),
    ],
)
def test_a_no_keeps_everything(text: str, language: str) -> None:
    assert find_erase_confirmation(text, language) is False


@pytest.mark.parametrize(
    "text",
    [
        "ok",
        "i guess",
        "why not",
        "yes, but keep my name",
        "yes if the newsletter stays",
        "yes?",
        "delete only my phone number",
        "yes, what happens then?",
        "ja, aber nicht meinen Namen",
        "von mir aus",
        "vielleicht",
        "ja, nur die Telefonnummer",
        "👍",
        "",
    ],
)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_hedged_or_conditional_yes_erases_nothing(text: str, language: str) -> None:
    assert find_erase_confirmation(text, language) is not True
