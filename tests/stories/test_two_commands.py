"""The newcomer's command, twice, on a machine without a network and without a blank."""

from __future__ import annotations

import re
import subprocess
import time

import pytest

from harborlight.config.demo import PASSWORD, sign_ins
from tests.browser.house import PYTHON, eventually
from tests.browser.house import house as a_house
from tests.caller import Caller

# Nobody answers there.
NOWHERE = dict.fromkeys(
    ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), "http://127.0.0.1:9"
)
CASE = re.compile(r'href="(/staff/cases/[0-9a-z]{26}/)"')
FORM = re.compile(r'href="(/staff/cases/forms/[0-9a-z]{26}/)"')
FILL = re.compile(r'action="(/staff/[^"]*/fill/)"')
LETTER = re.compile(r'href="(/dev/outbox/[^"]+)"')
STATIC = re.compile(r'"(/static/[^"]+)"')
DOWNLOADED = "Ada Okafor downloaded"
SECOND_START_SECONDS = 30
# Until a database is made and a firm begun, on a machine that does much else.
SLOWEST_SECONDS = 120


@pytest.fixture
def home():
    with a_house("SQLite", bare=True, **NOWHERE) as made:
        for name in ("HARBORLIGHT_FORMS", "HARBORLIGHT_URL"):
            made.environment.pop(name, None)
        made.environment["PYTHONUNBUFFERED"] = "1"
        yield made


def started(home) -> float:
    """How long it took until the address was said."""
    begun, before = time.monotonic(), home.said() if home.process else ""
    home.open("--demo")
    wanted = [f"Harborlight is open at {home.address}", *sign_ins()]

    def said() -> bool:
        # Line by line: who looks between two of them has not seen the rest yet.
        now = home.said()[len(before) :]
        return all(line in now for line in wanted)

    assert eventually(said, 30), home.said()
    return time.monotonic() - begun


def test_it_is_started_twice_and_keeps_what_was_done(home):
    killed_in_the_middle(home)
    started(home)
    maria = Caller(home.address).signs_in("maria@client.example", PASSWORD)
    assert "María" in maria.reads("/portal/")
    ada = Caller(home.address).signs_in("ada@harbor.example", PASSWORD)
    the_form_of_our_own_is_there(ada)
    letters_come(home, Caller(home.address))
    it_is_dressed(Caller(home.address))
    tried = "could not be fetched"
    assert eventually(lambda: tried in home.said(), 30), home.said()
    a_second_one_is_told_that_the_port_is_taken(home)
    home.close()

    (home.home / "log").write_text("")
    assert started(home) < SECOND_START_SECONDS
    assert "Traceback" not in home.said(), home.said()
    assert tried not in home.said()  # once, not at each start
    pat = Caller(home.address).signs_in("pat@harbor.example", PASSWORD)
    assert DOWNLOADED in pat.reads("/staff/office/log/")
    proof = home.command("audit", "verify", check=False)
    assert proof.returncode == 0, proof.stdout


def killed_in_the_middle(home) -> None:
    """Before all that: whoever ends it while it founds the firm loses nothing by it.

    Elsewhere in the middle, harborlight/config/tests/test_demo.py in `make test-all`.
    """
    command = [PYTHON, "-m", "harborlight.config.cli", "demo"]
    child = subprocess.Popen(command, env=home.environment, stdout=subprocess.DEVNULL)
    try:
        # The first specimens are kept: it is in the middle. (Where a machine does too much
        # else it is ended earlier.)
        eventually((home.home / "files").exists, SLOWEST_SECONDS)
        time.sleep(1.5)
    finally:
        child.kill()
        child.wait()


def the_form_of_our_own_is_there(ada: Caller) -> None:
    """Of the official forms no blank came; ours is filled, and can be opened."""
    assert "missing" in ada.reads("/staff/forms/library/").lower()
    fills_a_form(ada)


def fills_a_form(ada: Caller) -> None:
    """The first that can be filled, of any case; the history names who opened it."""
    cases = sorted(set(CASE.findall(ada.reads("/staff/cases/"))))
    pages = {case: ada.reads(f"{case}forms/") for case in cases}
    case, page = next(one for one in pages.items() if FILL.search(one[1]))
    filled = ada.sends(f"{case}forms/", to=FILL.search(page).group(1))
    form = FORM.search(filled.text).group(1)
    assert ada.http.get(f"{form}file/").content.startswith(b"%PDF")
    assert DOWNLOADED in ada.reads(f"{case}activity/")


def it_is_dressed(stranger: Caller) -> None:
    """The styles and scripts that a page names are there, in this folder too."""
    named = set(STATIC.findall(stranger.reads("/account/sign-in/")))
    assert {name.rpartition(".")[2] for name in named} >= {"css", "js"}
    for address in named:
        assert stranger.http.get(address).status_code == 200, address


def letters_come(home, stranger: Caller) -> None:
    """The house itself shows the e-mail that it would send, to whoever sits there."""

    def invitations():
        letters = LETTER.findall(stranger.reads("/dev/outbox/"))
        return [one for one in letters if "/join/" in stranger.reads(one)]

    assert eventually(invitations, 30), home.said()


def a_second_one_is_told_that_the_port_is_taken(home) -> None:
    second = subprocess.run(
        [PYTHON, "-m", "harborlight.config.cli", "run", "--demo"],
        env=home.environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert second.returncode == 1
    assert f"Port {home.port} is in use" in second.stderr
    assert f"PORT={home.port + 1}" in second.stderr
