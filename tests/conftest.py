"""Fixtures that many tests share."""

import os
from collections.abc import Generator, Iterator

import pytest
from hypothesis import settings

from tests.product import Product

# Where everything is required a change is judged, not luck: the same examples each time. Elsewhere new ones are tried.
settings.register_profile("judged", derandomize=True, deadline=None)
settings.register_profile("explored", deadline=None)
settings.load_profile("judged" if os.environ.get("BANTER_REQUIRE_ALL") == "1" else "explored")

STARTS_THE_PRODUCT = frozenset({"system", "web", "conversations"})


@pytest.fixture(scope="session")
def banter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """The running product, with a really trained model and the clock set to 15 February 2027."""
    with Product(tmp_path_factory.mktemp("banter")) as product:
        yield product


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What starts the product comes first: of two processes neither is left with the longest file in the end."""
    items.sort(key=lambda item: STARTS_THE_PRODUCT.isdisjoint(item.path.parts))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where everything is required, a skipped test is a failure; told where it ran, in whichever process."""
    report = yield
    if report.skipped and os.environ.get("BANTER_REQUIRE_ALL") == "1":
        report.outcome = "failed"
    return report
