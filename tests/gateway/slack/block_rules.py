"""What Slack checks of a message's blocks, as far as we use them."""

from typing import Any

MOST_BLOCKS, LONGEST_TEXT, LONGEST_HEADER, LONGEST_TITLE, MOST_CONTEXT = 50, 3_000, 150, 75, 10
LONGEST_LINK, LONGEST_ID = 3_000, 255

Block = dict[str, Any]


def wrong_blocks(blocks: list[Block]) -> list[str]:
    """What Slack would refuse."""
    found = [problem for block in blocks for problem in CHECKS[block["type"]](block)]
    return found + (["more than 50 blocks"] if len(blocks) > MOST_BLOCKS else [])


def _text(text: Block, longest: int, *kinds: str) -> list[str]:
    problems = [] if 0 < len(text["text"]) <= longest else [f"a text of {len(text['text'])} characters"]
    return problems if text["type"] in kinds else [*problems, f"{text['type']} where {kinds} is needed"]


def _header(block: Block) -> list[str]:
    return _text(block["text"], LONGEST_HEADER, "plain_text")


def _section(block: Block) -> list[str]:
    return _text(block["text"], LONGEST_TEXT, "plain_text", "mrkdwn")


def _context(block: Block) -> list[str]:
    problems = [each for text in block["elements"] for each in _text(text, LONGEST_TEXT, "plain_text", "mrkdwn")]
    return problems if 0 < len(block["elements"]) <= MOST_CONTEXT else [*problems, "a context without or full of parts"]


def _actions(block: Block) -> list[str]:
    elements = block["elements"]
    problems = [each for element in elements for each in _text(element["text"], LONGEST_TITLE, "plain_text")]
    ids = [element["action_id"] for element in elements]
    if not elements or len(set(ids)) < len(ids) or any(len(each) > LONGEST_ID for each in ids):
        problems.append("buttons that cannot be told apart")
    addresses = [element["url"] for element in elements if "url" in element]
    wrong = [each for each in addresses if len(each) > LONGEST_LINK or not each.startswith(("http://", "https://"))]
    return problems + [f"a button that leads to {each!r}" for each in wrong]


CHECKS = {"header": _header, "section": _section, "context": _context, "actions": _actions}
