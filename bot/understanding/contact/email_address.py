"""E-mail addresses in what a visitor wrote, also when they spell them out ("jo at firm dot com")."""

import re

from bot.understanding.contact.link_markup import hide_link_targets
from bot.understanding.contact.value import Contact
from bot.understanding.word_lists import word_lists

LONGEST_NAME = 64
LONGEST_DOMAIN = 253

_PART = r"[^\s<>()\[\]{}\"„“”«»‹›,;:|/=?!…]"
_TOKEN_WITH_AT = re.compile(rf"(?<!{_PART}){_PART}+@{_PART}+")
_URL = re.compile(r"(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}://\S+", re.IGNORECASE)
_NAME = re.compile(r"\w[\w+&%#$*^~'’-]*(?:\.[\w+&%#$*^~'’-]+)*")
_LABEL = r"[^\W_](?:[^\W_]|-(?=[^\W_]|-)){0,62}"
_DOMAIN = re.compile(rf"(?:{_LABEL}\.){{1,8}}(?:xn--[a-z0-9-]{{2,59}}|[^\W\d_]{{2,63}})", re.IGNORECASE)
_AROUND = "'’‘`*_~"
_NEXT_SENTENCE = re.compile(r"(?<=\.)(?P<tld>[a-z]{2,4})\.(?P<word>[A-ZÄÖÜ][a-zäöüß]*)$")

_WORD = r"[\w+-]{1,64}"
_SPELLED = {
    "dot": ".",
    "punkt": ".",
    "minus": "-",
    "dash": "-",
    "hyphen": "-",
    "bindestrich": "-",
    "underscore": "_",
    "unterstrich": "_",
    "plus": "+",
}
_BRACKETED_DOT = r"\s?[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}]\s?"
_SAID_SIGN = rf"(?:\s(?:{'|'.join(_SPELLED)})\s|{_BRACKETED_DOT})"
_SAID_DOT = rf"(?:\s(?:dot|punkt)\s|{_BRACKETED_DOT}|\s\.\s|\.)"
_BRACKETED_AT = r"\s?[(\[{]\s?(?:at|ät|@)\s?[)\]}]\s?"
_SPOKEN = re.compile(
    rf"(?<![\w.+@-])(?P<name>{_WORD}(?:(?:\.|{_SAID_SIGN}){_WORD}){{0,6}})"
    rf"(?P<at>{_BRACKETED_AT}|\s(?:at|ät)\s|\s?@\s?)"
    rf"(?P<domain>{_WORD}(?:{_SAID_SIGN}{_WORD}){{0,3}}?(?:{_SAID_DOT}{_WORD}){{1,4}})(?![\w@-])",
    re.IGNORECASE,
)
_MAIL_CUE = re.compile(
    r"\b(?:e-?mails?|mail(?:adresse| address)?|address|adresse|contact|write|send|reach (?:me|us))\b"
    r"|\berreich|\bschreib",
    re.IGNORECASE,
)


def find_emails(text: str) -> list[Contact]:
    """Every valid address, in the order of the text. Half an address in a longer token is not one."""
    visible = _URL.sub(lambda url: " " * len(url.group()), hide_link_targets(text))
    found = _written(visible)
    taken = [range(contact.start, contact.end) for contact in found]
    spoken = [
        one for one in _spoken(visible) if not any(one.start < span.stop and span.start < one.end for span in taken)
    ]
    return sorted(found + spoken, key=lambda contact: contact.start)


def _written(text: str) -> list[Contact]:
    found = []
    for match in _TOKEN_WITH_AT.finditer(text):
        token = match.group()
        start = match.start() + len(token) - len(token.lstrip(_AROUND))
        contact = _contact(text, start, match.start() + len(token.rstrip(_AROUND + ".-")))
        if contact:
            found.append(contact)
    return found


def _contact(text: str, start: int, end: int) -> Contact | None:
    address = text[start:end]
    glued = _NEXT_SENTENCE.search(address)
    if (
        glued
        and glued["tld"] in word_lists("mail_domains")["tld"]
        and glued["word"].lower() not in word_lists("mail_domains")["tld"]
    ):
        end = start + glued.end("tld")
        address = text[start:end]
    name, _, domain = address.partition("@")
    if not _is_name(name) or not _is_domain(domain):
        return None
    return Contact(address, address.lower(), start, end)


def _is_name(name: str) -> bool:
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None


def _is_domain(domain: str) -> bool:
    return len(domain) <= LONGEST_DOMAIN and _DOMAIN.fullmatch(domain) is not None


def _spoken(text: str) -> list[Contact]:
    found = []
    for match in _SPOKEN.finditer(text):
        name, domain = _join(match["name"]), _join(match["domain"])
        if _is_name(name) and _is_domain(domain) and _is_meant(text, match):
            found.append(Contact(match.group(), f"{name}@{domain}".lower(), match.start(), match.end()))
    return found


def _join(said: str) -> str:
    """'jo dot doe' → 'jo.doe'."""
    words = re.split(r"\s|[()\[\]{}]", said)
    return "".join(_SPELLED.get(word.lower(), word) for word in words if word)


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Tells an address from a sentence: "I work at example.com" names a site."""
    name = match["name"].lower()
    if match["at"].strip().lower() not in ("at", "ät"):
        return True
    if name in word_lists("mail_domains")["not_a_name"]:
        return False
    alone = text[: match.start()].strip() == "" and text[match.end() :].strip(" .!\n") == ""
    looks_like_name = re.search(r"[\d._+-]|\s", name) is not None
    cued = _MAIL_CUE.search(text, 0, match.start()) is not None
    spelled = re.search(r"\bdot\b|\bpunkt\b", match["domain"], re.IGNORECASE) is not None
    is_role = name in word_lists("mail_domains")["role"]
    return alone or looks_like_name or cued or (spelled and not is_role)
