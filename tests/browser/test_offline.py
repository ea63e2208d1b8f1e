"""A client answers in a tunnel: what they write is kept, and sent when they are out of it."""

from __future__ import annotations

import os
import re
import signal

import pytest
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.house import eventually
from tests.browser.house import house as a_house
from tests.browser.test_killed_server import first_text_question, killed
from tests.browser.test_locked import END_ALL
from tests.setup.processes import started_by

pytestmark = [pytest.mark.browser, pytest.mark.feature("F068")]
TEXT = "form[data-keeps-words] input[type=text]:visible"


@pytest.fixture(params=["SQLite"], scope="module")
def database(request):
    return request.param


@pytest.fixture(params=[390])
def width(request):
    return request.param


@pytest.fixture(scope="module")
def house(database):
    """A house of its own: it is killed, and sessions end."""
    with a_house(database, with_firm=True) as made:
        made.python("-m", "tests.browser.sending")
        made.open()
        yield made


@pytest.fixture
def maria(visit, width):
    phone = visit("María", width=width)
    phone.own_words |= {"María Rivas Peña", "maria@example.org"}
    phone.expected = "net::ERR"
    phone.enter("maria@example.org", PASSWORD)
    if phone.page.locator("html").get_attribute("lang") != "es":
        phone.speak("es")
    phone.language = "es"
    return phone


def at_a_question(phone, *, pages=False):
    """A page that asks for words; `pages`: once the next ones are at hand."""
    if not pages:
        return first_text_question(phone)
    first_text_question(phone)
    with phone.page.expect_response(lambda one: "/ahead/" in one.url) as answer:
        phone.page.reload()
    assert answer.value.json()["pages"]
    phone.page.wait_for_timeout(100)
    return phone.page.locator(TEXT).first


def button(phone):
    return phone.page.locator("form[data-keeps-words] .button-main")


def notice(phone, which):
    """What the page says at its top of words that wait."""
    said = phone.page.locator("#unsent").get_attribute(f"data-{which}")
    return expect(phone.page.locator("[data-unsent]")).to_contain_text(said)


def kept(phone):
    return phone.page.evaluate("JSON.stringify(localStorage)")


def stands(phone, address, name, words):
    again = phone.page.context.new_page()
    again.goto(address)
    expect(again.locator(f"[name='{name}']")).to_have_value(words)
    again.close()


def test_whoever_loses_the_connection_goes_on_answering(maria):
    box = at_a_question(maria, pages=True)
    address, name = maria.page.url, box.get_attribute("name")
    title = maria.page.locator("h1").inner_text()
    maria.page.context.set_offline(True)
    box.fill("Túnel")
    button(maria).click()
    expect(maria.page.locator("h1")).not_to_have_text(title)
    assert maria.page.url != address
    notice(maria, "later")
    maria.page.screenshot(path=maria.pictures / "390-tunnel.png", full_page=True)
    assert "Túnel" not in kept(maria)
    # The page before is at hand too, with the words that stand there.
    maria.page.go_back()
    expect(maria.page.locator(f"[name='{name}']")).to_have_value("Túnel")
    maria.page.go_forward()
    expect(maria.page.locator("h1")).not_to_have_text(title)
    maria.page.context.set_offline(False)
    notice(maria, "sent")
    maria.page.screenshot(path=maria.pictures / "390-out-of-it.png", full_page=True)
    stands(maria, address, name, "Túnel")
    assert kept(maria) == "{}"


def test_whoever_pressed_the_button_in_the_tunnel_goes_on_after_it(maria):
    box = at_a_question(maria)
    address, name = maria.page.url, box.get_attribute("name")
    title = maria.page.locator("h1").inner_text()
    maria.page.context.set_offline(True)
    box.fill("Salida")
    button(maria).click()
    expect(maria.page.locator("[data-kept]")).to_have_class(re.compile("kept-late"))
    assert maria.page.url == address
    maria.page.context.set_offline(False)
    expect(maria.page.locator("h1")).not_to_have_text(title, timeout=20_000)
    stands(maria, address, name, "Salida")


def test_a_page_that_was_closed_in_the_tunnel_is_sent_by_the_next_one(maria):
    box = at_a_question(maria)
    address, name = maria.page.url, box.get_attribute("name")
    maria.page.context.set_offline(True)
    box.fill("Túnel del Norte")
    button(maria).click()
    line = maria.page.locator("[data-kept]")
    expect(line).to_have_text(line.get_attribute("data-offline"))
    maria.page.close()
    maria.page = maria.page.context.new_page()
    maria.page.context.set_offline(False)
    maria.page.goto(maria.address + "/portal/")
    notice(maria, "sent")
    stands(maria, address, name, "Túnel del Norte")


def test_words_that_were_never_sent_come_back_into_their_page(maria):
    box = at_a_question(maria)
    address, name = maria.page.url, box.get_attribute("name")
    maria.page.context.set_offline(True)
    box.press_sequentially("Túnel del Sur")
    maria.page.wait_for_timeout(600)
    maria.page.close()
    maria.page = maria.page.context.new_page()
    maria.page.context.set_offline(False)
    maria.page.goto(address)
    value = re.compile("^Túnel del Sur")
    expect(maria.page.locator(f"[name='{name}']")).to_have_value(value)
    line = maria.page.locator("[data-kept]")
    saved = re.compile(
        "|".join(line.get_attribute(f"data-{h}") for h in ("saved", "part"))
    )
    expect(line).to_have_text(saved)
    assert kept(maria) == "{}"


@pytest.mark.everything
def test_the_server_dies_and_the_session_ends_in_between(maria, house):
    box = at_a_question(maria)
    address, name = maria.page.url, box.get_attribute("name")
    killed(house)
    try:
        box.fill("Túnel del Este")
        button(maria).click()
        line = maria.page.locator("[data-kept]")
        expect(line).to_have_text(line.get_attribute("data-offline"))
        maria.page.close()
        house.python("-c", END_ALL)
    finally:
        os.kill(house.process.pid, signal.SIGCONT)
    assert eventually(lambda: started_by(house.process.pid), 60)
    maria.page = maria.page.context.new_page()
    eventually(lambda: _opens(maria), 60)
    maria.enter("maria@example.org", PASSWORD)
    notice(maria, "sent")
    stands(maria, address, name, "Túnel del Este")


def _opens(phone):
    try:
        phone.page.goto(phone.address + "/portal/")
    except Exception:
        return False
    return True


@pytest.mark.everything
def test_nobody_else_on_this_phone_reads_what_waits_and_signing_out_erases_it(
    maria, house
):
    box = at_a_question(maria)
    box.fill("Peña la secreta")
    maria.page.route("**/portal/questions/**", _not_sent)
    button(maria).click()
    line = maria.page.locator("[data-kept]")
    expect(line).to_have_text(line.get_attribute("data-offline"))
    assert "secreta" not in kept(maria) and "unsent:" in kept(maria)
    page = maria.page.context.new_page()
    page.goto(maria.address + "/account/")
    page.evaluate("window.stop()")
    assert "secreta" not in page.content()
    maria.page.locator("header details.menu > summary").click()
    out = maria.page.locator("form[data-signs-out] button")
    out.click()
    said = maria.page.locator("#unsent").get_attribute("data-sign-out")
    expect(maria.page.locator("#flash")).to_contain_text(said)
    maria.page.unroute("**/portal/questions/**")
    # What somebody else of the family still has to send waits on.
    maria.page.evaluate("localStorage.setItem('unsent:her-son:one', 'sealed')")
    with maria.page.expect_navigation():
        if not out.is_visible():
            maria.page.locator("header details.menu > summary").click()
        out.click()
    assert kept(maria) == '{"unsent:her-son:one":"sealed"}'


def _not_sent(route):
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


@pytest.mark.everything
def test_where_the_room_of_the_browser_is_full_the_page_says_that_it_must_stay(maria):
    box = at_a_question(maria)
    # Of a long text it is kept as of a short one.
    long = "{ name: 'long', address: '/', title: '', body: 'ñ'.repeat(300000) }"
    assert maria.page.evaluate(f"window.house.unsent.put({long})") is True
    maria.page.evaluate("window.house.unsent.drop('long')")
    full = "Storage.prototype.setItem = () => { throw new Error('full') }"
    maria.page.evaluate(f"void ({full})")
    maria.page.context.set_offline(True)
    box.fill("Túnel lleno")
    button(maria).click()
    line = maria.page.locator("[data-kept]")
    expect(line).to_have_text(line.get_attribute("data-stay"))
    with maria.page.expect_event("dialog") as asked:
        maria.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    with maria.page.expect_event("close"):
        asked.value.accept()
    maria.page = maria.page.context.new_page()
    maria.page.context.set_offline(False)


@pytest.mark.everything
def test_without_locks_words_that_change_have_another_name(maria):
    gone = "Object.defineProperty(navigator, 'locks', { value: undefined })"
    maria.page.add_init_script(gone)
    box = at_a_question(maria)
    maria.page.reload()
    box = maria.page.locator(TEXT).first
    maria.page.context.set_offline(True)
    names = []
    for words in ("Túnel", " del Norte"):
        box.press_sequentially(words)
        maria.page.wait_for_timeout(800)
        names.append(maria.page.evaluate("Object.keys(localStorage)"))
    (one,), (other,) = names
    assert one != other
    maria.page.context.set_offline(False)


@pytest.mark.everything
def test_what_somebody_else_answered_meanwhile_stands_beside_it(maria, visit):
    box = at_a_question(maria)
    address, name = maria.page.url, box.get_attribute("name")
    maria.page.context.set_offline(True)
    box.fill("Túnel del Oeste")
    button(maria).click()
    line = maria.page.locator("[data-kept]")
    expect(line).to_have_text(line.get_attribute("data-offline"))
    maria.page.close()
    laptop = visit("María again", width=1280)
    laptop.enter("maria@example.org", PASSWORD)
    laptop.page.goto(address)
    laptop.page.locator(f"[name='{name}']").fill("Faro del Oeste")
    laptop.page.locator(f"[name='{name}']").blur()
    expect(laptop.page.locator("[data-kept]")).to_contain_text(
        re.compile("Saved|Guardado")
    )
    maria.page = maria.page.context.new_page()
    maria.page.context.set_offline(False)
    maria.page.goto(maria.address + "/portal/")
    look = maria.page.locator("[data-unsent] a")
    maria.page.screenshot(path=maria.pictures / "390-both-kept.png", full_page=True)
    look.click()
    expect(maria.page.locator("[name$=_keep]")).to_have_count(2)
    expect(maria.page.locator(f"[name='{name}']")).to_have_value("Túnel del Oeste")
    expect(maria.page.locator("[data-questions]")).to_contain_text("Faro del Oeste")
    maria.page.locator("[name$=_keep]").first.check()
    expect(maria.page.locator("[name$=_keep]")).to_have_count(0)
    stands(maria, address, name, "Túnel del Oeste")
    assert kept(maria) == "{}"
