"""Browser tests: Chromium where it is installed, a house for each story."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.browser.house import eventually
from tests.browser.house import house as a_house
from tests.browser.visitor import Visitor
from tests.setup import browser
from tests.setup.postgres import MISSING
from tests.whole_case import MARIA

LINK = re.compile(r"http://localhost:\d+/join/[0-9a-z]{26}/")

# Which database it is, the whole case shows in `make test`; the other pages ask nothing
# of it that the tests of their rooms do not.
BOTH = ["SQLite", pytest.param("PostgreSQL", marks=pytest.mark.everything)]
# A story is told on the screen that it happens on most, and in `make test-all` on the other.
ON_A_PHONE = [390, pytest.param(1280, marks=pytest.mark.everything)]
AT_A_DESK = [1280, pytest.param(390, marks=pytest.mark.everything)]


@pytest.fixture(params=ON_A_PHONE)
def width(request):
    """How wide the screen of a client is; a file about staff has a `width` of its own."""
    return request.param


@pytest.fixture
def screen(database):
    """How wide a screen is in a story that a house can hear once: the other on PostgreSQL."""
    return 390 if database == "SQLite" else 1280


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once; a reason where there is none."""
    found = browser.chromium()
    if not found:
        pytest.skip(browser.MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(found), args=browser.FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module", params=BOTH)
def database(request):
    """Which database stands behind the pages."""
    if request.param == "PostgreSQL" and "TEST_DATABASE_URL" not in os.environ:
        pytest.skip(MISSING)
    return request.param


@pytest.fixture(scope="module")
def house(database):
    """A running Harborlight with the story's firm in it."""
    with a_house(database, with_firm=True) as made:
        made.open()
        yield made


@pytest.fixture(scope="module")
def invitation(house):
    """The link in the letter that Maria got."""
    house.python("-m", "tests.browser.inviting")
    letters = eventually(lambda: house.letters_to(MARIA.email), 60)
    return LINK.search(letters[-1])[0]


@pytest.fixture
def visit(chromium, house, request, tmp_path):
    """Somebody with a browser of their own: `visit("Ada", width=390)`."""
    visitors: list[Visitor] = []
    looked_at: dict[tuple[str, int, str], set[str]] = house.looked_at
    album = request.config.getoption("--pictures")
    everything = "not everything" not in request.config.getoption("-m")

    def begin(name: str, *, width: int = 1280, language: str = "en") -> Visitor:
        visitor = Visitor.arrive(
            chromium, house.address, name, width=width, language=language
        )
        # Whose page it is changes little on it: who comes second does not look again.
        whose = name if everything else ""
        visitor.looked_at = looked_at.setdefault((whose, width, language), set())
        visitor.pictures = Path(album or tmp_path)
        visitor.pictures_of_all = bool(album)
        visitor.in_each_state = everything and not album
        visitors.append(visitor)
        return visitor

    yield begin
    left = [(visitor.name, visitor.leave()) for visitor in visitors]
    assert [one for one in left if one[1]] == []
