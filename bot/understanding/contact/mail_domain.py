"""What a mail domain says about its owner: free, throw-away, mistyped, or a company's own."""

from bot.understanding.word_lists import word_lists

_MISTYPED_TLD = {
    "com": {"con", "cmo", "ocm", "vom", "xom", "co", "cm", "om", "comm", "coom", "cim", "cpm", "c", "ccom", "coml"},
    "de": {"d", "ed", "dee", "dr", "fe", "den", "dde", "se"},
    "net": {"nt", "ne", "nett", "ent", "met", "het"},
    "at": {"a", "att"},
    "ch": {"c", "hc", "cch"},
    "org": {"ogr", "og", "orgg", "rog"},
    "me": {"m", "mee", "em"},
    "uk": {"u", "ukk", "ku"},
}
_SECOND_LEVEL = frozenset({"co", "com", "or", "org", "net", "ac", "gv", "gov", "ltd", "plc"})
_SHORTEST_GUESSED_NAME = 5


def suggest_domain(email: str) -> str | None:
    """The well-known domain that was probably meant: ``gmial.com`` → ``gmail.com``; None if it looks right."""
    domain = _domain(email)
    lists = word_lists("mail_domains")
    if not domain or domain in lists["freemail"]:
        return None
    return next((known for known in sorted(lists["suggested"]) if _is_slip_of(domain, known)), None)


def is_freemail(email: str) -> bool:
    domain = _domain(email)
    lists = word_lists("mail_domains")
    return domain in lists["freemail"] or _is_country_branch(domain, lists["freemail_brand"])


def is_disposable(email: str) -> bool:
    """A throw-away address, also on a subdomain of such a service."""
    labels = _domain(email).split(".")
    disposable = word_lists("mail_domains")["disposable"]
    return any(".".join(labels[at:]) in disposable for at in range(len(labels) - 1))


def is_role_address(email: str) -> bool:
    """Read by whoever is on duty (info@, sales@), so not one person's."""
    name = email.strip().lower().partition("@")[0].partition("+")[0]
    return name in word_lists("mail_domains")["role"]


def company_from_email(email: str) -> str | None:
    """A readable guess, ``anna@nord-licht.de`` → ``Nord Licht``; None where the domain is no company's."""
    domain = _domain(email)
    if "." not in domain or is_freemail(email) or is_disposable(email) or suggest_domain(email):
        return None
    labels = domain.split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _SECOND_LEVEL:
        labels.pop()
    name = _readable(labels[-1])
    return " ".join(word[:1].upper() + word[1:] for word in name.split("-") if word) or None


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _domain(email: str) -> str:
    return email.strip().lower().rpartition("@")[2] if "@" in email else ""


def _is_country_branch(domain: str, brands: frozenset[str]) -> bool:
    name, _, rest = domain.partition(".")
    country = rest.rpartition(".")[2]
    second_level = rest.rpartition(".")[0]
    return name in brands and len(country) == 2 and (not second_level or second_level in _SECOND_LEVEL)


def _is_slip_of(domain: str, known: str) -> bool:
    name, _, ending = domain.rpartition(".")
    known_name, _, known_ending = known.rpartition(".")
    slipped_ending = ending in _MISTYPED_TLD.get(known_ending, ())
    if name == known_name:
        return slipped_ending or (known_name in ("gmail", "icloud", "t-online", "freenet") and ending != known_ending)
    if ending != known_ending and not slipped_ending:
        return False
    if len(known_name) < _SHORTEST_GUESSED_NAME:
        return len(name) == len(known_name) and name != known_name and _swapped(name, known_name)
    return _one_slip_apart(name, known_name)


def _one_slip_apart(word: str, meant: str) -> bool:
    """One letter added, lost, changed, or two neighbours swapped."""
    if len(word) < len(meant):
        word, meant = meant, word
    if len(word) - len(meant) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), len(meant))
    if len(word) > len(meant):
        return word[at + 1 :] == meant[at:]
    return word[at + 1 :] == meant[at + 1 :] or _swapped(word, meant)


def _swapped(word: str, meant: str) -> bool:
    differing = [i for i, (a, b) in enumerate(zip(word, meant, strict=True)) if a != b]
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return word[first] == meant[second] and word[second] == meant[first]
