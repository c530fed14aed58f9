"""The one script that a website embeds: the modules of ``gateway/widget`` joined, stripped and compressed.

It is joined when the web process starts, so that the sources stay readable and nothing has to be built by hand.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import rcssmin
import rjsmin
import yaml
import zopfli.gzip
from fastapi import APIRouter, Request, Response

SOURCES = Path(__file__).parent / "widget"
MODULES = (
    *("storage", "nodes", "visit", "socket", "connection", "composer"),
    *("message-log", "panel", "talk", "opening", "banter-chat"),  # the element last: it is defined at once
)
IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE | re.DOTALL)
EXPORT = re.compile(r"^export (?=(?:const|class|function|async) )", re.MULTILINE)
CACHE = "public, max-age=300, stale-while-revalidate=86400"


@dataclass(frozen=True)
class Script:
    """What is sent: as it is, and compressed."""

    plain: bytes
    gzipped: bytes

    @property
    def tag(self) -> str:
        """Changes with the script, so that browsers notice an update."""
        return f'"{hashlib.sha256(self.plain).hexdigest()[:16]}"'


def widget_script(brand: Mapping[str, str]) -> Script:
    """The script of an operator; ``brand`` holds what elements need not say: heading, language, privacy link."""
    words = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in SOURCES.glob("*.yml")}
    style = rcssmin.cssmin((SOURCES / "style.css").read_text(encoding="utf-8"))
    given = {"BRAND": dict(brand), "STYLE": style, "WORDS": words}
    constants = "".join(f"const {name} = {_javascript(value)};\n" for name, value in given.items())
    joined = constants + "".join(_module(name) for name in MODULES)
    plain = f'(()=>{{"use strict";{rjsmin.jsmin(joined)}}})();'.encode()
    return Script(plain, zopfli.gzip.compress(plain))


def widget_route(script: Script) -> APIRouter:
    """``GET /banter-chat.js``."""
    routes = APIRouter()

    @routes.api_route("/banter-chat.js", methods=["GET", "HEAD"], include_in_schema=False)
    async def banter_chat(request: Request) -> Response:
        headers = {
            "Cache-Control": CACHE,
            "ETag": script.tag,
            "Vary": "Accept-Encoding",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Content-Security-Policy": "default-src 'none'",
        }
        if script.tag in request.headers.get("if-none-match", ""):
            return Response(None, 304, headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(script.plain, 200, headers, "text/javascript")
        return Response(script.gzipped, 200, headers | {"Content-Encoding": "gzip"}, "text/javascript")

    return routes


def _module(name: str) -> str:
    source = (SOURCES / f"{name}.js").read_text(encoding="utf-8")
    return EXPORT.sub("", IMPORT.sub("", source))


def _javascript(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
