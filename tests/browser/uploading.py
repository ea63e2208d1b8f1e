"""A client at the page of a paper that she is asked for, with files of any weight."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD

MIB = 1024 * 1024


@pytest.fixture(scope="module")
def papers(house):
    return iter(house.python("-m", "tests.browser.sending", "32").stdout.split())


@pytest.fixture
def paper(papers):
    """The address of a paper that Maria is asked for, a new one for each story."""
    return f"/portal/documents/{next(papers)}/"


@pytest.fixture
def maria(visit, paper, width):
    phone = visit("María", width=width)
    # That the network was gone is what some of these stories are about.
    phone.expected = "net::ERR"
    phone.sign_in("maria@example.org", PASSWORD)
    return phone.go(paper)


def heavy_pdf(path: Path, mebibytes: float) -> Path:
    """A paper of one page that weighs this much."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        noise = pikepdf.Stream(pdf, os.urandom(int(mebibytes * MIB)))
        pdf.pages[0].obj.PieceInfo = pikepdf.Dictionary(
            Weight=pikepdf.Dictionary(Private=pdf.make_indirect(noise))
        )
        pdf.save(path)
    return path


def choose_file(phone, path):
    phone.page.locator("input[type=file]:not([capture])").set_input_files(path)


def answer(phone):
    phone.choose("Which country issued it?", "MX")
    phone.choose("In which language is it written?", "es")


def is_kept(phone):
    expect(phone.page.locator("[data-kept]")).to_be_visible(timeout=60_000)


def slow(phone, bytes_a_second):
    """Let the phone have a network of this speed."""
    session = phone.page.context.new_cdp_session(phone.page)
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": 20,
            "downloadThroughput": -1,
            "uploadThroughput": bytes_a_second,
        },
    )


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_back(house, length: int) -> set[str]:
    """The hashes of the stored files of this length, opened chunk by chunk: on a screen
    of another width one may have been sent before."""
    code = (
        "import django; django.setup()\n"
        "from harborlight.firm.models import StoredFile\n"
        "from harborlight.firm.tenancy import everywhere\n"
        "from harborlight.firm.vault.stored import plain_of\n"
        "with everywhere('a test reads a file back'):\n"
        f"    files = StoredFile.objects.filter(length={length}, complete=True)\n"
        "    found = {plain_of(file).sha256() for file in files}\n"
        "    assert found == {file.sha256 for file in files}\n"
        "    print(*found)\n"
    )
    return set(house.python("-c", code).stdout.split())
