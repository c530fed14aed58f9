"""A person's name in the two parts that a CRM keeps it in."""

TITLES = frozenset({"dr", "prof", "herr", "frau", "mr", "mrs", "ms", "miss", "mx", "sir", "dipl-ing", "mag", "ing"})
PARTICLES = frozenset(
    """
    von van vom zu zum zur der den de del della di da du la le dos al el bin ibn ter ten af av
    """.split()  # noqa: SIM905 (a list of quoted words is harder to read)
)


def split_name(name: str) -> tuple[str | None, str | None]:
    """First and last name: ("Maya", "von Stern"). A single name is taken for the first, as people give it in a chat."""
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma and first and last:
        return first, last
    words = name.replace(",", " ").split()
    while len(words) > 1 and words[0].rstrip(".").casefold() in TITLES:
        words = words[1:]
    if len(words) < 2:
        return (words[0] if words else None), None
    begins = next((at for at, word in enumerate(words[1:-1], 1) if word.casefold() in PARTICLES), len(words) - 1)
    return " ".join(words[:begins]), " ".join(words[begins:])
