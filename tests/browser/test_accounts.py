"""Getting in, staying in and getting out, as people do it with a browser."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from playwright.sync_api import expect

from tests.browser.found import PASSWORD
from tests.browser.house import eventually
from tests.whole_case import MARIA

pytestmark = pytest.mark.browser

NEW_PASSWORD = "a lighthouse in the fog 27"
WIDTHS = [390, 1280]
PAGES = (
    "/account/security/",
    "/account/sessions/",
    "/account/email/",
    "/account/password/",
    "/account/security/app/",
    "/account/security/passkeys/",
    "/account/security/passkeys/new/",
    "/account/second-factor/",
    "/account/firm/",
    "/account/sign-out/",
)


def with_key(visitor):
    """A device that keeps passkeys, and a finger on it."""
    cdp = visitor.page.context.new_cdp_session(visitor.page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return visitor


def digits(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def sign_out(visitor):
    visitor.go("/account/sign-out/")
    visitor.page.locator("main form button").first.click()
    expect(visitor.page).to_have_url(re.compile("/signed-out/"))
    return visitor.look()


def guess(stranger, email, times):
    """The page after so many wrong passwords, sent without looking at each."""
    stranger.go("/account/sign-in/")
    token = stranger.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    said = {"csrfmiddlewaretoken": token, "login": email, "password": "wrong " * 4}
    at = f"{stranger.address}/account/sign-in/"
    headers = {"Referer": at}
    for _ in range(times):
        page = stranger.page.request.post(at, form=said, headers=headers).text()
    return page


@pytest.mark.parametrize(
    ("language", "width"),
    [
        ("en", 1280),
        ("es", 390),
        pytest.param("en", 390, marks=pytest.mark.everything),
        pytest.param("es", 1280, marks=pytest.mark.everything),
    ],
)
def test_every_page_of_an_account_is_fit_to_be_read(visit, width, language):
    who = visit(f"Ben {language}", width=width, language=language)
    who.go("/account/forgotten/").go("/account/sign-in/")
    who.sign_in("ben@okafor.example", "wrong horse battery staple")
    expect(who.page.locator(".errorlist, [data-summary]").first).to_be_visible()
    who.looked_at.clear()
    who.look()
    # Signed in he reads what he chose last, until he asks for another.
    who.enter("ben@okafor.example", PASSWORD)
    if who.page.locator("html").get_attribute("lang") != language:
        who.speak(language)
    for path in PAGES:
        who.go(path)
        assert who.page.locator("html").get_attribute("lang") == language
    sign_out(who)


def test_a_passkey_is_made_opens_the_door_and_is_removed(visit, screen):
    ada = with_key(visit("Ada", width=screen)).sign_in("ada@okafor.example", PASSWORD)
    ada.go("/account/security/").press("Add a passkey")
    ada.write("Name of this passkey", "Ada's phone").thing("Make the passkey").click()
    ada.sees("Keep your recovery codes")
    ada.go("/account/security/passkeys/").press("Rename Ada's phone")
    ada.write("Name of this passkey", "Ada's old phone").press("Save")
    ada.sees("Ada's old phone")
    for proof in ("", "passkey/"):
        assert ada.go(f"/account/prove/{proof}").page.url.endswith(f"/prove/{proof}")
    sign_out(ada)
    ada.page.goto(f"{ada.address}/account/sign-in/")
    # This browser offers the passkey in the e-mail box, and the finger is on it.
    expect(ada.page).to_have_url(re.compile("/staff/"))
    ada.go("/account/security/passkeys/").press("Remove Ada's old phone")
    ada.press("Yes, remove it")
    ada.go("/account/security/").sees("None yet.")


@pytest.mark.feature("F057")
def test_whoever_was_invited_joins_with_a_passkey_and_comes_back_with_it(
    visit, invitation, screen
):
    maria = with_key(visit("María", width=screen)).go(invitation)
    maria.day("born", MARIA.birth_date.isoformat()).press("Continue")
    maria.thing("Use a passkey").click()
    expect(maria.page).to_have_url(re.compile("/portal/$"))
    maria.look().sees(re.compile("María"))
    maria.go("/account/security/passkeys/")
    assert maria.page.get_by_role("link", name=re.compile("^Remove ")).count() == 1
    sign_out(maria)
    # As in a browser that nobody knows, while a stranger tries her password.
    maria.page.context.clear_cookies()
    assert "Too many wrong tries" in guess(visit("Somebody"), MARIA.email, 6)
    maria.page.goto(f"{maria.address}/account/sign-in/")
    # This browser offers the passkey in the e-mail box, and the finger is on it.
    expect(maria.page).to_have_url(re.compile("/portal/$"))
    maria.sees(re.compile("María"))


def test_an_app_and_its_recovery_codes_open_the_door_once_each(visit, screen):
    paul = visit("Paul", width=screen).sign_in("paul@okafor.example", PASSWORD)
    paul.go("/account/security/").press("Set it up")
    paul.page.get_by_text("I cannot scan it").click()
    secret = paul.page.locator(".secret").inner_text().strip()
    paul.page.locator("[name=code]").fill("000000")
    paul.press("Switch it on").sees("There is a problem")
    paul.page.locator("[name=code]").fill(digits(secret))
    paul.press("Switch it on").sees("They are shown only now.")
    codes = paul.page.locator(".codes li").all_inner_texts()
    assert len(codes) == 10
    paul.go("/account/security/codes/").sees("not shown again")
    for page in ("/account/prove/code/", "/account/security/app/remove/"):
        assert paul.go(page).page.url.endswith(page)
    sign_out(paul)
    for code, opens in ((codes[0], True), (codes[0], False), (codes[1], True)):
        other = visit("Paul again", width=1280)
        other.sign_in("paul@okafor.example", PASSWORD).sees("One more step")
        other.page.locator("[name=code]").fill(code)
        other.press("Go on with this code")
        assert ("/staff/" in other.page.url) == opens


@pytest.mark.parametrize("width", WIDTHS)
def test_a_session_elsewhere_is_ended_from_here(visit, width):
    here = visit("Pat", width=width).sign_in("pat@okafor.example", PASSWORD)
    there = visit("Pat there", width=width).sign_in("pat@okafor.example", PASSWORD)
    third = visit("Pat third", width=width).sign_in("pat@okafor.example", PASSWORD)
    here.go("/account/sessions/")
    newest = here.page.get_by_role("button", name=re.compile("^Sign out there")).last
    newest.click()
    here.sees("Signed out there.")
    there.go("/staff/")
    third.go("/staff/")
    out = ["/account/sign-in/" in one.page.url for one in (there, third)]
    assert out == [False, True]
    here.press("Sign out everywhere else").sees("You are signed in nowhere else.")
    for one in (there, third):
        one.go("/staff/").sees("Sign in")
        assert "/account/sign-in/" in one.page.url
    here.go("/staff/").sees("Hello, Pat")


def test_a_forgotten_password_is_chosen_anew(visit, house, screen):
    ines = visit("Ines", width=screen)
    ines.go("/account/sign-in/").press("I forgot my password")
    ines.write("Email", "ines@okafor.example")
    ines.page.locator("main form button").first.click()
    ines.sees(re.compile("letter|e-mail", re.I))
    letter = eventually(lambda: house.letters_to("ines@okafor.example"))[-1]
    ines.go("/dev/outbox/").page.locator("main li a").first.click()
    ines.page.wait_for_url("**/outbox/*/")
    ines.look()
    ines.go(re.search(r"http://\S+/account/forgotten/\S+", letter)[0])
    ines.write("New password", "short")
    ines.page.locator("main form button:not([type=button])").first.click()
    ines.sees(re.compile("at least 15 characters", re.I))
    ines.write("New password", NEW_PASSWORD)
    ines.page.locator("main form button:not([type=button])").first.click()
    ines.page.wait_for_load_state("load")
    ines.look().sign_in("ines@okafor.example", NEW_PASSWORD)
    expect(ines.page).to_have_url(re.compile("/staff/"))
