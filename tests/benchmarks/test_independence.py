"""The visitors are an independent judge: nothing of the product's code takes part in it."""

import ast
from pathlib import Path

import benchmarks.visitors

OURS = {"bot", "actions", "leads", "gateway", "console", "handoff", "banter"}


def test_the_visitors_import_nothing_of_the_product() -> None:
    imported = set()
    for path in Path(benchmarks.visitors.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            imported |= {name.split(".")[0] for name in names}
    assert "httpx" in imported
    assert not imported & OURS
