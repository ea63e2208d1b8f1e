"""The server is killed while a client writes: the page says so, and loses no word."""

from __future__ import annotations

import os
import re
import signal
from contextlib import closing, contextmanager
from pathlib import Path

import pysqlite3
import pytest
from playwright.sync_api import expect

from harborlight.config.server import answers
from tests.browser.found import PASSWORD
from tests.browser.house import eventually
from tests.browser.house import house as a_house
from tests.setup.processes import started_by

pytestmark = pytest.mark.browser
# What the story writes on each screen: something else than the one before it.
WORDS = {390: "Calle del Faro Número Nueve", 1280: "Calle del Faro Número Diez"}


@pytest.fixture(scope="module")
def house(database):
    """A house of its own: it is killed."""
    with a_house(database, with_firm=True) as made:
        made.python("-m", "tests.browser.sending")
        made.open()
        yield made


@pytest.mark.parametrize("database", ["SQLite"], indirect=True)
def test_whoever_writes_keeps_nobody_from_reading(house):
    """SQLite writes ahead, into a log of its own: also in the house that `run` opens."""
    with closing(pysqlite3.connect(house.home / "harborlight.sqlite3")) as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def killed(house) -> None:
    """Everything below the supervisor, at once; it cannot start anything for now."""
    os.kill(house.process.pid, signal.SIGSTOP)
    for pid in started_by(house.process.pid):
        os.kill(pid, signal.SIGKILL)


def test_words_written_while_the_server_is_dead_are_saved_when_it_is_back(
    visit, house, width
):
    maria = visit("María", width=width)
    maria.expected = "net::ERR"
    maria.sign_in("maria@example.org", PASSWORD)
    box = first_text_question(maria)
    name, address = box.get_attribute("name"), maria.page.url
    killed(house)
    try:
        box.fill(WORDS[width])
        box.blur()
        line = maria.page.locator("[data-kept]")
        expect(line).to_have_text(line.get_attribute("data-later"))
        maria.page.screenshot(path=maria.pictures / f"{width}-answer-later.png")
        expect(box).to_have_value(WORDS[width])
    finally:
        os.kill(house.process.pid, signal.SIGCONT)
    expect(line).to_have_text(
        re.compile("|".join(line.get_attribute(f"data-{how}") for how in SAVED)),
        timeout=60_000,
    )
    again = maria.page.context.new_page()
    again.goto(address)
    expect(again.locator(f"[name='{name}']")).to_have_value(WORDS[width])


SAVED = ("saved", "part")


@pytest.mark.parametrize("how", ["no network", "no server"])
def test_the_button_waits_while_nothing_can_be_sent_and_goes_on_afterwards(
    visit, house, how, width
):
    maria = visit("María", width=width)
    maria.expected = "net::ERR"
    maria.sign_in("maria@example.org", PASSWORD)
    box, words = first_text_question(maria), f"{WORDS[width]} con {how}"
    name, address = box.get_attribute("name"), maria.page.url
    button = maria.page.locator("form[data-keeps-words] .button-main")
    line = maria.page.locator("[data-kept]")
    box.fill(words)
    with without(how, maria, house):
        button.click()
        expect(line).to_have_text(line.get_attribute("data-offline"))
        maria.page.screenshot(
            path=maria.pictures / f"{width}-{how}.png".replace(" ", "-")
        )
        assert maria.page.url == address
        expect(box).to_have_value(words)
    # What was pressed is done as soon as it can be: the words are sent, the next page comes.
    expect(maria.page).not_to_have_url(address, timeout=60_000)
    maria.page.goto(address)
    expect(maria.page.locator(f"[name='{name}']")).to_have_value(words)


@contextmanager
def without(what, maria, house):
    """A time in which this phone has no network, or everybody no server."""
    if what == "no network":
        maria.page.context.set_offline(True)
    else:
        killed(house)
    try:
        yield
    finally:
        maria.page.context.set_offline(False)
        os.kill(house.process.pid, signal.SIGCONT)


def first_text_question(maria):
    """Open the questionnaire and go on to a page that asks for words."""
    maria.go("/portal/questions/")
    for _ in range(8):
        boxes = maria.page.locator("form[data-keeps-words] input[type=text]:visible")
        if boxes.count():
            return boxes.first
        maria.page.locator("main a[href*='/portal/questions/']:visible").first.click()
        maria.page.wait_for_load_state("load")
    raise AssertionError(maria.page.url)


@pytest.mark.parametrize("which", ["serve", "the pages", "work"])
def test_each_process_that_is_killed_alone_is_started_again(house, which):
    """Nobody is left behind that holds the port, and pages come again soon."""
    before = commands(house)
    serve = next(pid for pid, words in before.items() if words.endswith(" serve"))
    work = next(pid for pid, words in before.items() if words.endswith(" work"))
    pages = started_by(serve)
    victim = {"serve": serve, "the pages": pages[-1], "work": work}[which]
    os.kill(victim, signal.SIGKILL)
    assert eventually(lambda: victim not in commands(house), 20)
    assert eventually(lambda: len(commands(house)) == len(before), 40), commands(house)
    assert answers(house.port, 30)
    here = commands(house)
    left = [pid for pid in before if pid not in here and alive(pid)]
    assert left == [], [before[pid] for pid in left]
    assert "is in use by another program" not in house.said()


def commands(house) -> dict[int, str]:
    return {
        pid: _command(pid) for pid in started_by(house.process.pid) if _command(pid)
    }


def alive(pid: int) -> bool:
    return bool(_command(pid))


def _command(pid: int) -> str:
    """Nothing for one that has ended and is not buried yet."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").rstrip()
    except OSError:
        return ""
