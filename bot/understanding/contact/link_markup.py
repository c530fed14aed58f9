"""Chat clients wrap addresses in links of their own; only the part that the person sees is theirs."""

import re

# Slack: <mailto:a@b.c|a@b.c>, <tel:+49…|+49…>; Markdown: [a@b.c](mailto:a@b.c)
_HIDDEN_TARGET = re.compile(
    r"<(?:mailto|tel|https?):[^|<>\s]{1,300}\||(?<=\])\((?:mailto|tel|https?):[^()\s]{1,300}\)", re.IGNORECASE
)


def hide_link_targets(text: str) -> str:
    """The text with link targets blanked out; every other character keeps its place."""
    return _HIDDEN_TARGET.sub(lambda match: " " * len(match.group()), text)
