"""Fixtures that many tests share."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tests.product import Product

# Where everything is required a change is judged, not luck: the same examples each time. Elsewhere new ones are tried.
settings.register_profile("judged", derandomize=True, deadline=None)
settings.register_profile("explored", deadline=None)
settings.load_profile("judged" if os.environ.get("BANTER_REQUIRE_ALL") == "1" else "explored")


@pytest.fixture(scope="session")
def banter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The running product, with a really trained model and the clock set to 15 February 2027."""
    with Product(tmp_path_factory.mktemp("banter")) as product:
        yield product


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of two processes one runs what needs the running product, which then is started once; a file stays together.

    The longest come first: what talks to the product in one process, what kills or floods its own in the other.
    """
    items.sort(key=_turn)
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group("product" if _needs_product(item) else item.nodeid.split("::")[0]))


def _needs_product(item: pytest.Item) -> bool:
    return "banter" in getattr(item, "fixturenames", ())


def _turn(item: pytest.Item) -> int:
    return 0 if _needs_product(item) else 1 if "system" in item.path.parts or "web" in item.path.parts else 2


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Where everything is required, a skipped test is a failure."""
    if report.skipped and os.environ.get("BANTER_REQUIRE_ALL") == "1":
        report.outcome = "failed"
