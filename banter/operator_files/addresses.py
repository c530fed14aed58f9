"""Web addresses as an operator writes them. Each reader raises ``ValueError`` that says what to write instead."""

from urllib.parse import SplitResult, urlsplit

import idna

DEFAULT_PORTS = {"http": 80, "https": 443}


def link(text: str) -> str:
    """The address of a page, which visitors are shown as it stands."""
    parts = _parts(text)
    if parts is None or any(character.isspace() for character in text):
        raise ValueError(f"{text!r} is no web address; write it whole, such as https://www.example.com/page")
    return text


def origin(text: str) -> str:
    """A web origin as browsers send it: small letters, no default port, umlauts in their transcription (punycode)."""
    parts = _parts(text)
    if parts is None or parts.hostname is None:
        raise ValueError(f"{text!r} is no web origin; write https://www.example.com, one entry for each site")
    try:
        host = f"[{parts.hostname}]" if ":" in parts.hostname else idna.encode(parts.hostname, uts46=True).decode()
    except idna.IDNAError as error:
        raise ValueError(f"{text!r} names no site; write each site by its own name, without * or spaces") from error
    port = "" if parts.port in (None, DEFAULT_PORTS[parts.scheme]) else f":{parts.port}"
    whole = f"{parts.scheme}://{host}{port}"
    if text.lower() != f"{parts.scheme}://{parts.netloc.lower()}" or "@" in parts.netloc:
        raise ValueError(f"{text!r} is more than a web origin; write {whole}")
    return whole


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    return parts if parts.scheme in DEFAULT_PORTS and parts.hostname else None
