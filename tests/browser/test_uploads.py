"""Sending files from a phone: while answers are written, over bad networks, kept."""

from __future__ import annotations

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.house import eventually
from tests.browser.uploading import (
    MIB,
    answer,
    choose_file,
    heavy_pdf,
    is_kept,
    maria,
    paper,
    papers,
    read_back,
    sha256,
    slow,
)
from tests.setup.processes import started_by

__all__ = ["maria", "paper", "papers"]
pytestmark = pytest.mark.browser


@pytest.mark.feature("F090")
def test_a_file_is_sent_while_the_answers_are_written(maria, tmp_path):
    choose_file(maria, heavy_pdf(tmp_path / "Pasaporte de María.pdf", 20))
    answer(maria)
    is_kept(maria)
    maria.page.screenshot(
        path=maria.pictures / f"{maria.width}-upload-kept.png", full_page=True
    )
    maria.press(re.compile("^Send$")).sees("We have it.")
    maria.sees("Pasaporte de María.pdf")


def test_the_form_waits_for_the_file_and_then_sends_itself(maria, tmp_path):
    slow(maria, MIB)  # so that she has answered first, however busy the machine is
    choose_file(maria, heavy_pdf(tmp_path / "passport.pdf", 20))
    answer(maria)
    maria.thing(re.compile("^Send$")).click()
    maria.sees("Your answers go with it")
    maria.page.screenshot(
        path=maria.pictures / f"{maria.width}-upload-going.png", full_page=True
    )
    slow(maria, 1 << 40)
    maria.sees("We have it.")


def test_a_lost_network_is_said_and_the_upload_goes_on(maria, tmp_path):
    slow(maria, 6 * MIB)
    choose_file(maria, heavy_pdf(tmp_path / "passport.pdf", 32))
    # Also where each piece of 8 MiB arrives in less time than it takes to know a rate.
    maria.sees(re.compile("of 32 MB have arrived, a few seconds left"))
    maria.page.route("**/api/uploads/**", lambda route: route.abort())
    maria.sees("No connection just now.")
    maria.page.screenshot(
        path=maria.pictures / f"{maria.width}-upload-lost.png", full_page=True
    )
    maria.page.unroute("**/api/uploads/**")
    slow(maria, 1 << 40)
    is_kept(maria)


def test_a_server_that_is_killed_costs_at_most_one_piece(maria, house, tmp_path):
    slow(maria, 8 * MIB)
    sent = []
    maria.page.on(
        "request",
        lambda request: (
            sent.append(int(request.headers["upload-offset"]))
            if request.method == "PATCH"
            else None
        ),
    )
    path = heavy_pdf(tmp_path / "passport.pdf", 40)
    choose_file(maria, path)
    assert eventually(lambda: maria.page.wait_for_timeout(50) or len(sent) > 2)
    for pid in started_by(house.process.pid):
        os.kill(pid, signal.SIGKILL)
    slow(maria, 1 << 40)
    is_kept(maria)
    assert sent == sorted(sent)
    # Six pieces of 8 MiB at most: one of them, that was on its way, is sent again.
    assert len(sent) <= -(-path.stat().st_size // (8 * MIB)) + 1, sent
    assert sha256(path) in read_back(house, path.stat().st_size)
    answer(maria)
    maria.press(re.compile("^Send$")).sees("We have it.")


def test_a_closed_page_goes_on_when_the_same_file_is_chosen_again(
    maria, paper, tmp_path
):
    slow(maria, 6 * MIB)
    path = heavy_pdf(tmp_path / "passport.pdf", 24)
    choose_file(maria, path)
    maria.sees(re.compile(r"(8\.0|9\.\d|1\d) of 24 MB"))
    maria.page.goto("about:blank")
    maria.go(paper).sees("You began to send a file here")
    maria.page.screenshot(
        path=maria.pictures / f"{maria.width}-upload-begun.png", full_page=True
    )
    first = []
    maria.page.on(
        "request",
        lambda request: (
            first.append(int(request.headers["upload-offset"]))
            if request.method == "PATCH"
            else None
        ),
    )
    choose_file(maria, path)
    is_kept(maria)
    assert first[0] >= 8 * MIB


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.pdf", b"", "This file is empty."),
        ("film.mp4", b"....ftypisom", "We cannot take this kind of file."),
    ],
)
def test_what_we_never_take_is_told_before_it_is_sent(
    maria, tmp_path, name, content, words
):
    path = tmp_path / name
    path.write_bytes(content)
    choose_file(maria, path)
    maria.sees(words)
    maria.page.screenshot(path=maria.pictures / f"{maria.width}-upload-{name}.png")


@pytest.mark.feature("F080")
def test_answers_that_are_missing_do_not_cost_the_file(maria, tmp_path):
    choose_file(maria, heavy_pdf(tmp_path / "passport.pdf", 1))
    is_kept(maria)
    maria.press(re.compile("^Send$")).sees("There are 2 problems")
    is_kept(maria)
    maria.sees("passport.pdf")
    maria.page.screenshot(
        path=maria.pictures / f"{maria.width}-upload-back.png", full_page=True
    )
    answer(maria)
    maria.press(re.compile("^Send$")).sees("We have it.")


def test_the_same_file_may_be_sent_once_more_by_whoever_comes_back(
    maria, visit, paper, tmp_path
):
    path = heavy_pdf(tmp_path / "passport.pdf", 1)
    choose_file(maria, path)
    is_kept(maria)
    answer(maria)
    other = maria.page.context.new_page()
    other.goto(maria.page.url)
    maria.press(re.compile("^Send$")).sees("We have it.")
    # A page that was open meanwhile sends nothing twice.
    other.locator("input[type=file]:not([capture])").set_input_files(path)
    expect(other.locator("[data-kept]")).to_be_visible(timeout=60_000)
    other.locator("select[name=country]").select_option("MX")
    other.locator("select[name=language]").select_option("es")
    other.get_by_role("button", name=re.compile("^Send$")).click()
    expect(other.locator("main")).to_contain_text("Nothing was sent twice.")
    other.close()
    # Who comes back later and chooses it again means it: it is taken, and told.
    maria.page.get_by_text("I have a better copy").click()
    choose_file(maria, path)
    is_kept(maria)
    answer(maria)
    maria.press(re.compile("^Send$")).sees("Version 2")
    maria.sees("You sent this same file before")


def test_a_refused_file_keeps_the_answers(maria, tmp_path):
    path = tmp_path / "passport.pdf"
    path.write_bytes(b"%PDF-1.7\nthis is no paper")
    choose_file(maria, path)
    is_kept(maria)
    answer(maria)
    maria.press(re.compile("^Send$")).sees("This file is damaged or incomplete")
    assert maria.page.locator("[name=country]").input_value() == "MX"
    expect(maria.page.locator("[data-kept]")).to_be_hidden()
    maria.page.screenshot(
        path=maria.pictures / f"{maria.width}-upload-no.png", full_page=True
    )


def test_without_a_script_the_form_sends_the_file_itself(
    chromium, house, paper, width, tmp_path
):
    context = chromium.new_context(
        java_script_enabled=False,
        locale="es-US",
        viewport={"width": width, "height": 844},
    )
    page = context.new_page()
    page.goto(house.address + "/account/sign-in/")
    page.locator("[name=login]").fill("maria@example.org")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("form:has([name=password]) button:not([type=button])").first.click()
    page.goto(house.address + paper)
    page.locator("input[type=file]:not([capture])").set_input_files(
        heavy_pdf(tmp_path / "scan.pdf", 12)
    )
    send = page.locator("#send .button-main.button-large")
    send.click()
    expect(page.locator("[data-kept]")).to_contain_text("scan.pdf")
    page.locator("[name=country]").select_option("MX")
    page.locator("select[name=language]").select_option("es")
    send.click()
    expect(page.locator("body")).to_contain_text("We have it.")
    expect(page.locator("body")).to_contain_text("scan.pdf")
    context.close()
