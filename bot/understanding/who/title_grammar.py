"""How job titles are put together, in English and German."""

import re

from bot.understanding.who.title_taxonomy import FUNCTIONS, HEAD, MODIFIER

_LONGEST_WORD = 45


def is_title_word(word: str) -> bool:
    """Whether ``word`` alone is a job title or begins one (CEO, Einkaufsleiterin, Head)."""
    return len(word) < _LONGEST_WORD and _TITLE_WORD.fullmatch(word) is not None


def is_title(words: str) -> bool:
    """Whether ``words`` are a job title and nothing else ("Operations Manager")."""
    return len(words) < 2 * _LONGEST_WORD and TITLE.fullmatch(words) is not None


_JOIN = r"\s?(?:&|\+|/|,|and|und)\s?"
_AREA_JOIN = r"(?:\s?&\s?|\s?/\s?|\s(?:and|und)\s|,\s|\s)"
_KNOWN_AREA = rf"(?:(?:{FUNCTIONS})|d/?a/?ch|emea|apac|uk|us|europe|europa)(?!\w)"
_ANY_AREA = rf"(?:{_KNOWN_AREA}|(?-i:[A-ZÄÖÜ][\w&-]*)(?!\s(?-i:GmbH|AG|KG|Ltd)))"
_OF = r"\s(?:of(?:\sthe)?|for|für|der|des|–|-)\s"
_OF_ANY = r"\s(?:of(?:\sthe)?|for|für|–|-)\s"
_BROAD_RANK = r"(?:head|[se]?vp|vice[ -]president|chief|leiter(?:in|:in|\*in)?|leitung)"
_PLAIN = (
    rf"(?:(?:{MODIFIER})(?:\s(?:&|and|und)\s|\.?[\s-]|\.)){{0,4}}(?:{HEAD})(?!\w)(?:(?:{_OF}"
    rf"|\s){_KNOWN_AREA}(?:{_AREA_JOIN}{_KNOWN_AREA}){{0,2}})?"
)
_BROAD = (
    rf"(?:(?:{MODIFIER})\.?[\s-]){{0,3}}{_BROAD_RANK}(?:{_OF_ANY}{_ANY_AREA}|{_OF}{_KNOWN_AREA}|\s{_KNOWN_AREA}"
    rf"|(?<=leiter)\s{_ANY_AREA}|(?<=leiterin)\s{_ANY_AREA})"
    rf"(?:(?:\s?&\s?|\s?/\s?|\s(?:and|und)\s|,\s|\s)(?:{_KNOWN_AREA})|\s?(?:&|and|und)\s{_ANY_AREA}){{0,3}}"
)
_ONE = rf"(?:chief\s(?:[\w&-]+\s){{1,3}}officer|{_BROAD}|{_PLAIN})(?!\w)"
TITLE = re.compile(
    rf"\s*(?:(?:the|a|an|der|die|das|ein|eine|als|our|unser)\s)?(?:(?:new|neue[rn]?)\s)?(?P<title>{_ONE}(?:{_JOIN}{_ONE})?)(?![\w@])",
    re.IGNORECASE,
)
_TITLE_WORD = re.compile(rf"(?:{HEAD}|{_BROAD_RANK})", re.IGNORECASE)
