"""What fills the holes that no list of ``data/ner`` fills: names, companies, cities, jobs of Faker's locales."""

from random import Random

from faker import Faker

HOME = {"en": ("en_GB", "en_US"), "de": ("de_DE", "de_AT", "de_CH")}
ABROAD = (
    *("fr_FR", "it_IT", "es_ES", "pl_PL", "tr_TR", "nl_NL", "sv_SE", "en_IN", "cs_CZ", "hr_HR", "pt_PT"),
    *("ro_RO", "en_NG", "id_ID", "da_DK", "fi_FI"),
)
AT_HOME, EACH_ABROAD = 1500, 60
"""Names per locale. A third to a half of a B2B site's visitors bear names of another language."""
PROSE = {"en": "en_US", "de": "de_DE"}
"""The locales with everyday words of their own; their sentences mean nothing and name nobody."""
_LONGEST_OCCUPATION = 35


def fillers(language: str, seed: int) -> dict[str, list[str]]:
    """List name → entries, the same for the same seed."""
    filled: dict[str, list[str]] = {name: [] for name in ("first", "last", "legal_name", "city", "occupation")}
    for locale in (*HOME[language], *ABROAD):
        faker = Faker(locale)
        faker.seed_instance(seed)
        count = AT_HOME if locale in HOME[language] else EACH_ABROAD
        filled["first"] += [faker.first_name() for _ in range(count)]
        filled["last"] += [faker.last_name() for _ in range(count)]
        filled["legal_name"] += [faker.company() for _ in range(count // 2)]
        if locale in HOME[language]:
            filled["city"] += [faker.city() for _ in range(count // 2)]
            filled["occupation"] += [faker.job() for _ in range(count // 2)]
    filled["occupation"] = [job for job in filled["occupation"] if _is_plain(job)]
    prose = Faker(PROSE[language])
    prose.seed_instance(seed)
    filled["prose"] = [prose.sentence(nb_words=5).rstrip(".") for _ in range(2 * AT_HOME)]
    filled["noun"] = sorted({word for each in filled["prose"] for word in each.split()[1:] if _is_noun(word, language)})
    filled["made_up"] = _made_up(filled["last"] + filled["city"], Random(seed))  # noqa: S311
    return filled


def _is_plain(job: str) -> bool:
    """Whether it is a title that somebody would say; Faker also has "Engineer, technical sales"."""
    return len(job) < _LONGEST_OCCUPATION and "," not in job and "/" not in job


def _is_noun(word: str, language: str) -> bool:
    """Only German shows it; any longer English word will do."""
    return word.istitle() if language == "de" else len(word) > 3


def _made_up(words: list[str], random: Random) -> list[str]:
    """Words that nobody has met before ("Bramtide", "Vexholt"), half of one and half of another."""
    heads = [word[: len(word) // 2 + 1] for word in words if word.isalpha() and len(word) > 3]
    tails = [word[len(word) // 2 :] for word in words if word.isalpha() and len(word) > 4]
    endings = ["", "", "", "io", "ix", "ora", "on", "al", "a", "ly", "ex"]
    return [
        random.choice(heads).capitalize() + random.choice([random.choice(tails).lower(), random.choice(endings)])
        for _ in range(2 * AT_HOME)
    ]
