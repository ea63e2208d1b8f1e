"""Files from strangers are looked into, and never in the thread that answers everybody."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
import urllib.request
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from harborlight.config.server import answers
from tests.browser.found import PASSWORD
from tests.browser.house import eventually
from tests.browser.uploading import (
    answer,
    choose_file,
    heavy_pdf,
    is_kept,
    maria,
    paper,
    papers,
)
from tests.setup.processes import started_by

__all__ = ["maria", "paper", "papers"]
pytestmark = pytest.mark.browser


def laborious_pdf(path: Path, things: int) -> Path:
    """A paper of one page whose inspection takes seconds: 600,000 are too many."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        many = (pdf.make_indirect(pikepdf.Dictionary(N=n)) for n in range(things))
        pdf.Root.Many = pikepdf.Array(list(many))
        pdf.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return path


def hundred_pages(path: Path) -> Path:
    with pikepdf.new() as pdf:
        for _ in range(100):
            pdf.add_blank_page()
            noise = pikepdf.Stream(pdf, os.urandom(300_000))
            pdf.pages[-1].obj.PieceInfo = pikepdf.Dictionary(
                Weight=pikepdf.Dictionary(Private=pdf.make_indirect(noise))
            )
        pdf.save(path)
    return path


class Watch(threading.Thread):
    """Asks again and again whether Django's thread is free, and how long that took."""

    def __init__(self, house):
        super().__init__(daemon=True)
        self.address, self.over, self.seconds = house.address, threading.Event(), []

    def run(self):
        while not self.over.is_set():
            began = time.monotonic()
            with urllib.request.urlopen(f"{self.address}/alive/", timeout=60):
                self.seconds.append(time.monotonic() - began)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.join()


@pytest.fixture
def plain_phone(chromium, house, paper, width):
    """A browser without scripts, at the page of a paper."""
    context = chromium.new_context(
        java_script_enabled=False,
        locale="en-US",
        viewport={"width": width, "height": 844},
    )
    page = context.new_page()
    page.goto(house.address + "/account/sign-in/")
    page.locator("[name=login]").fill("maria@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) button:not([type=button])").first.click()
    page.goto(house.address + paper)
    yield page
    context.close()


def send_plainly(page, path) -> float:
    """Send a form with the file in it; how many seconds the answer took."""
    page.locator("input[type=file]:not([capture])").set_input_files(path)
    page.locator("[name=country]").select_option("MX")
    page.locator("select[name=language]").select_option("es")
    began = time.monotonic()
    page.locator("#send .button-main.button-large").click()
    page.wait_for_load_state("load")
    return time.monotonic() - began


@pytest.mark.feature("F090")
def test_a_file_that_takes_long_to_look_into_stops_nobody(plain_phone, house, tmp_path):
    path = laborious_pdf(tmp_path / "scan.pdf", 1_000_000)
    with Watch(house) as watch:
        took = send_plainly(plain_phone, path)
    expect(plain_phone.locator("body")).to_contain_text("more work than any paper")
    print(f"refused after {took:.2f} s; longest wait {max(watch.seconds):.2f} s")
    assert took > 2, "too quick to say anything"
    assert max(watch.seconds) < took / 3
    assert plain_phone.locator("[name=country]").input_value() == "MX"


def test_a_hundred_pages_are_taken_and_stop_nobody(plain_phone, house, tmp_path):
    with Watch(house) as watch:
        took = send_plainly(plain_phone, hundred_pages(tmp_path / "scan.pdf"))
    expect(plain_phone.locator("body")).to_contain_text("We have it.")
    print(f"taken after {took:.2f} s; longest wait {max(watch.seconds):.2f} s")
    # What is left is taking it in: the form is read, and its file sealed. How long
    # others wait for that is told, not judged: this machine may be busy.
    assert watch.seconds


def seen(house, length: int) -> str:
    """What was seen in the file of this length; nothing while nobody has looked."""
    code = (
        "import django; django.setup()\n"
        "from harborlight.firm.models import Upload\n"
        "from harborlight.firm.tenancy import everywhere\n"
        "with everywhere('a test looks at what was seen'):\n"
        f"    several = Upload.objects.filter(length={length})\n"
        "    upload = several.exclude(finished_at=None).latest('finished_at')\n"
        "    print((upload.seen or {}).get('kind', ''))\n"
    )
    return house.python("-c", code).stdout.strip()


def test_a_file_is_looked_into_while_the_answers_are_written(maria, house, tmp_path):
    path = heavy_pdf(tmp_path / "passport.pdf", 2.25)
    choose_file(maria, path)
    is_kept(maria)
    assert eventually(lambda: seen(house, path.stat().st_size) == "pdf", 20)


def test_killed_while_it_looks_it_looks_again_when_the_form_is_sent(
    maria, house, tmp_path
):
    path = laborious_pdf(tmp_path / "passport.pdf", 400_000)
    choose_file(maria, path)
    is_kept(maria)
    for pid in started_by(house.process.pid):
        os.kill(pid, signal.SIGKILL)
    assert answers(house.port, 30)
    # A quick machine may have looked before it was killed.
    assert seen(house, path.stat().st_size) in ("", "pdf")
    answer(maria)
    maria.press(re.compile("^Send$")).sees("We have it.")
    assert seen(house, path.stat().st_size) == "pdf"
