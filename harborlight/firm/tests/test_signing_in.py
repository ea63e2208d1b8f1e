"""Who gets in: wrong words, second steps, other sessions, time, strangers who guess."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from harborlight.firm.actions import add_member, found_firm
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, User
from harborlight.firm.requests import TOOK
from harborlight.firm.roles import Role
from harborlight.firm.sessions import SessionMiddleware
from harborlight.firm.tenancy import inside
from tests.cast import account
from tests.whole_case import begin, furnish

PASSWORD = "correct horse battery staple"
NEW_PASSWORD = "a lighthouse in the fog 27"
HOME, ELSEWHERE = "203.0.113.7", "198.51.100.9"
SIGN_IN, DESK, ROOM = "/account/sign-in/", "/staff/", "/portal/"


def known(name, *parts):
    """An account with a password and these parts: (firm, role)."""
    user = account(name)
    user.set_password(PASSWORD)
    user.save()
    for firm, role in parts:
        with inside(firm):
            add_member(Actor.clock(firm), user, role=role)
    return user


def browser(address=HOME):
    return Client(REMOTE_ADDR=address, HTTP_USER_AGENT="Firefox/140.0")


def try_to_enter(client, user, password=PASSWORD):
    return client.post(SIGN_IN, {"login": user.email, "password": password})


def entered(user, address=HOME):
    client = browser(address)
    assert try_to_enter(client, user).status_code == 302
    return client


def gets_in(client, path=DESK):
    page = client.get(path)
    assert page.status_code == 200 or page.url.startswith(SIGN_IN)
    return page.status_code == 200


def digits(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def with_app(client):
    """Sets up an authenticator app; its secret and the recovery codes."""
    page = client.get("/account/security/app/")
    secret = page.context["form"].secret
    page = client.post("/account/security/app/", {"code": digits(secret)}, follow=True)
    codes = re.findall(r"<li>(\d{12})</li>", page.content.decode())
    return secret, codes


def kinds(firm):
    with inside(firm):
        events = Event.objects.filter(kind__startswith="session.").order_by("at", "pk")
        return [event.kind.removeprefix("session.") for event in events]


@pytest.fixture(autouse=True)
def _what_follows_a_commit_follows_at_once(monkeypatch):
    """A test is one transaction, at whose end nothing is committed."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, *_, **__: act())


@pytest.fixture
def lena(harbor):
    return known("Lena", (harbor, Role.PARALEGAL))


# --- Right and wrong -------------------------------------------------------------


def test_the_right_password_opens_the_desk_and_a_wrong_one_says_what_to_do(lena):
    client = browser()
    page = try_to_enter(client, lena, "wrong horse battery staple")
    assert "do not go together" in page.content.decode()
    assert not gets_in(client)
    try_to_enter(client, lena)
    assert gets_in(client)


def test_an_address_nobody_has_gets_the_same_answer(lena):
    nobody = User(email="nobody@example.org")
    answers = [
        try_to_enter(browser(), user, "wrong horse battery staple").content.decode()
        for user in (lena, nobody)
    ]
    assert all("do not go together" in answer for answer in answers)


@pytest.mark.feature("F234")
def test_what_happens_at_the_door_stands_in_the_log(harbor, lena):
    client = browser()
    try_to_enter(client, lena, "wrong horse battery staple")
    try_to_enter(client, lena)
    secret, _codes = with_app(client)
    client.post("/account/sign-out/")
    try_to_enter(client, lena)
    client.post("/account/sign-in/second-step/", {"code": "000000"})
    assert kinds(harbor) == ["failed", "signed-in", "factor", "signed-out", "failed"]


@pytest.mark.feature("F242")
def test_a_new_browser_is_told_by_letter_and_a_known_one_is_not(lena):
    client = entered(lena)
    assert [letter.to for letter in mail.outbox] == [[lena.email]]
    client.post("/account/sign-out/")
    try_to_enter(client, lena)
    assert len(mail.outbox) == 1
    entered(lena)
    assert len(mail.outbox) == 2


# --- Strangers who guess ----------------------------------------------------------


def test_a_stranger_who_guesses_elsewhere_is_stopped_and_the_owner_is_not(lena):
    stranger = browser(ELSEWHERE)
    pages = [try_to_enter(stranger, lena, f"guess number {n} of it") for n in range(6)]
    assert "Too many wrong tries" in pages[-1].content.decode()
    # Not even the right password helps there now; at home it does.
    assert "Too many wrong tries" in try_to_enter(stranger, lena).content.decode()
    assert gets_in(entered(lena))


def test_whoever_guesses_on_the_same_network_does_not_keep_the_owners_browser_out(lena):
    hers = entered(lena)
    hers.post("/account/sign-out/")
    beside_her = browser()
    for n in range(14):
        try_to_enter(beside_her, lena, f"guess number {n} of it")
    assert try_to_enter(hers, lena).status_code == 302
    assert gets_in(hers)


def test_guesses_at_one_account_refuse_no_other_person_behind_the_same_address(
    harbor, lena
):
    ned = known("Ned", (harbor, Role.PARALEGAL))
    for n in range(14):
        try_to_enter(browser(), lena, f"guess number {n} of it")
    # Neither of them has used this browser before.
    assert gets_in(entered(ned))
    page = try_to_enter(browser(), lena)
    assert "Too many wrong tries" in page.content.decode()


def test_a_neighbour_of_the_network_who_guesses_refuses_nobody_at_another_address(lena):
    for n in range(6):
        try_to_enter(browser("203.0.113.200"), lena, f"guess number {n} of it")
    assert gets_in(entered(lena, HOME))


def test_guesses_from_everywhere_are_slowed_and_the_owners_browser_is_not(lena):
    hers = entered(lena)
    hers.post("/account/sign-out/")
    pages = [
        try_to_enter(browser(f"198.51.{n}.9"), lena, "a guess of a stranger")
        for n in range(21)
    ]
    told = ["Too many wrong tries" in page.content.decode() for page in pages]
    assert told == [False] * 20 + [True]
    assert try_to_enter(hers, lena).status_code == 302
    # Whoever proves the address by a letter need not wait either.
    new = browser()
    new.post("/account/forgotten/", {"email": lena.email})
    link = re.search(r"https?://[^/]+(/account/forgotten/\S+)", mail.outbox[-1].body)
    new.post(new.get(link[1]).url, {"password1": NEW_PASSWORD})
    assert try_to_enter(new, lena, NEW_PASSWORD).status_code == 302


def test_a_known_browser_does_not_guess_for_long_either(harbor, lena):
    hers = entered(lena)
    hers.post("/account/sign-out/")
    pages = [try_to_enter(hers, lena, f"guess number {n} of it") for n in range(6)]
    assert "Too many wrong tries" in pages[-1].content.decode()
    # That it is known to her makes it nobody else's.
    ned = known("Ned", (harbor, Role.PARALEGAL))
    pages = [try_to_enter(hers, ned, f"guess number {n} of it") for n in range(6)]
    assert "Too many wrong tries" in pages[-1].content.decode()


def test_a_browser_is_not_known_by_the_marks_of_another(lena):
    hers, stranger = entered(lena), browser(ELSEWHERE)
    _number, mark = hers.cookies["devices"].value.split(".")
    for n in range(6):
        stranger.cookies["devices"] = f"{n:032}.{mark}"
        page = try_to_enter(stranger, lena, f"guess number {n} of it")
    assert "Too many wrong tries" in page.content.decode()


def test_a_stranger_who_tries_many_accounts_is_stopped(harbor):
    several = [known(f"Person{n}", (harbor, Role.PARALEGAL)) for n in range(11)]
    stranger = browser(ELSEWHERE)
    last = [try_to_enter(stranger, user, "guess of a stranger") for user in several][-1]
    assert "Too many wrong tries" in last.content.decode()


def test_codes_are_not_guessed_for_long(lena):
    client = entered(lena)
    with_app(client)
    thief = browser(ELSEWHERE)
    try_to_enter(thief, lena)
    step = "/account/sign-in/second-step/"
    pages = [thief.post(step, {"code": f"{n:06}"}) for n in range(7)]
    assert pages[-1].status_code != 302
    assert "try again" in pages[-1].content.decode().lower()
    assert not gets_in(thief)


# --- Second steps -----------------------------------------------------------------


@pytest.mark.feature("F239")
def test_staff_of_a_careful_firm_reach_nothing_before_a_second_step(harbor, lena):
    harbor.requires_second_factor = True
    harbor.save()
    client = entered(lena)
    for path in (DESK, "/staff/cases/", "/staff/office/", "/staff/people/"):
        assert client.get(path).url == "/account/second-factor/"
    assert "second step" in client.get("/account/second-factor/").content.decode()
    with_app(client)
    assert gets_in(client)


def test_a_password_alone_is_no_longer_enough_once_there_is_an_app(lena):
    secret, _codes = with_app(entered(lena))
    other = browser()
    assert try_to_enter(other, lena).url.startswith("/account/sign-in/second-step/")
    assert not gets_in(other)
    page = other.post("/account/sign-in/second-step/", {"code": "000000"})
    assert page.status_code == 200
    assert not gets_in(other)


def test_the_code_that_set_up_the_app_opens_nothing_more(lena):
    client = entered(lena)
    secret = client.get("/account/security/app/").context["form"].secret
    seen = digits(secret)
    client.post("/account/security/app/", {"code": seen})
    other = browser()
    try_to_enter(other, lena)
    page = other.post("/account/sign-in/second-step/", {"code": seen})
    assert page.status_code == 200
    assert not gets_in(other)


def test_recovery_codes_are_shown_once_and_each_works_once(lena):
    client = entered(lena)
    _secret, codes = with_app(client)
    assert len(codes) == 10
    again = client.get("/account/security/codes/").content.decode()
    assert not any(code in again for code in codes)
    assert client.get("/account/security/codes/file/").status_code == 403
    for expected in (302, 200):
        other = browser()
        try_to_enter(other, lena)
        page = other.post("/account/sign-in/second-step/", {"code": codes[0]})
        assert page.status_code == expected
        assert gets_in(other) == (expected == 302)


def test_another_way_in_needs_proof_when_the_sign_in_was_a_while_ago(lena):
    client = entered(lena)
    with standing_at(now() + timedelta(minutes=10)):
        page = client.get("/account/security/app/")
    assert page.url.startswith("/account/prove/")


# --- Sessions and time --------------------------------------------------------------


def test_ending_one_session_ends_it_at_its_next_page_and_no_other(harbor, lena):
    desk, phone, other = entered(lena), entered(lena, ELSEWHERE), entered(lena)
    page = desk.get("/account/sessions/")
    its = next(row for row in page.context["sessions"] if row.ip == ELSEWHERE)
    ended = reverse("end-session", args=[its.pk])
    assert f'action="{ended}"' in page.content.decode()
    desk.post(ended)
    assert [gets_in(one) for one in (desk, phone, other)] == [True, False, True]
    assert kinds(harbor)[-1] == "ended"


def test_nobody_ends_the_session_of_another_whose_address_they_saw(harbor, lena):
    desk, stranger = entered(lena), entered(known("Otto", (harbor, Role.PARALEGAL)))
    its = desk.get("/account/sessions/").context["sessions"][0]
    page = stranger.post(reverse("end-session", args=[its.pk]))
    counted = stranger.post(f"/account/sessions/{its.pk}/end/")
    assert page.status_code == counted.status_code == 404
    assert gets_in(desk)


def test_the_button_that_ends_a_session_says_which_in_plain_words(lena):
    desk, _phone = entered(lena), entered(lena, ELSEWHERE)
    page = desk.get("/account/sessions/").content.decode()
    said = re.findall(r'aria-label="([^"]*)">Sign out there</button>', page)
    assert len(said) == 1 and ", since " in said[0] and "<" not in said[0]


def test_ending_all_others_leaves_this_one(harbor, lena):
    desk, phone, other = entered(lena), entered(lena), entered(lena)
    desk.post("/account/sessions/")
    assert [gets_in(one) for one in (desk, phone, other)] == [True, False, False]
    assert kinds(harbor)[-1] == "ended"


def test_a_session_that_ends_while_a_page_is_made_breaks_nothing(lena):
    client = entered(lena)
    middleware = SessionMiddleware(lambda request: HttpResponse())
    request = RequestFactory().get("/")
    request.COOKIES["session"] = client.cookies["session"].value
    middleware.process_request(request)
    request.session["words"] = "late"
    Session.objects.all().delete()
    assert middleware.process_response(request, HttpResponse()).status_code == 200
    assert not gets_in(client)


@pytest.mark.parametrize(
    ("role", "path", "idle", "absolute"),
    [
        (Role.PARALEGAL, DESK, timedelta(minutes=30), timedelta(hours=12)),
        (Role.CLIENT, ROOM, timedelta(minutes=15), timedelta(hours=8)),
    ],
)
@pytest.mark.feature("F242")
def test_a_session_ends_when_it_is_left_alone_and_in_any_case(
    harbor, role, path, idle, absolute
):
    user, start = known("Nora", (harbor, role)), now()
    second = timedelta(seconds=5)
    left = entered(user)
    with standing_at(start):
        assert gets_in(left, path)
    with standing_at(start + idle - second):
        assert gets_in(left, path)
    with standing_at(start + idle + idle + second):
        assert not gets_in(left, path)
    used, moment = entered(user), start
    with standing_at(start):
        assert gets_in(around := entered(user), path)
    with standing_at(start + idle + second):
        assert around.get("/").url.startswith(SIGN_IN)
    while moment < start + absolute:
        with standing_at(moment):
            assert gets_in(used, path)
        moment += idle - second
    with standing_at(start + absolute + second):
        assert not gets_in(used, path)


def test_whoever_sends_a_file_slowly_and_without_scripts_is_not_away(harbor):
    """17 minutes for 50 MB at 50 kB a second, and a client's page closes after 15."""
    start, sending = now(), timedelta(minutes=17)
    maria = entered(known("Maria", (harbor, Role.CLIENT)))
    with standing_at(start):
        assert gets_in(maria, ROOM)
    with standing_at(start + sending):
        page = maria.get(ROOM, **{TOOK: sending.seconds})
        assert page.status_code == 200
        assert gets_in(maria, ROOM)
    with standing_at(start + sending + timedelta(minutes=16)):
        assert not gets_in(maria, ROOM)
    with standing_at(start + timedelta(hours=9)):
        assert maria.get(ROOM, **{TOOK: 3600}).url.startswith(SIGN_IN)


def test_a_session_that_was_left_alone_is_not_in_the_list(lena):
    start = now()
    with standing_at(start):
        gets_in(entered(lena))
    with standing_at(start + timedelta(hours=1)):
        rows = entered(lena).get("/account/sessions/").context["sessions"]
    assert [row.is_current for row in rows] and len(rows) == 1


# --- Forgotten and changed ------------------------------------------------------------


def test_a_forgotten_password_is_chosen_anew_by_letter_and_ends_all_sessions(lena):
    before = entered(lena)
    client = browser()
    client.post("/account/forgotten/", {"email": lena.email})
    link = re.search(r"https?://[^/]+(/account/forgotten/\S+)", mail.outbox[-1].body)
    form = client.get(link[1]).url
    client.post(form, {"password1": NEW_PASSWORD})
    assert "do not go together" in try_to_enter(browser(), lena).content.decode()
    assert try_to_enter(browser(), lena, NEW_PASSWORD).status_code == 302
    assert not gets_in(before)


def test_a_weak_password_is_refused_wherever_one_is_chosen(lena):
    client, weak = entered(lena), "lena@example.org lena"
    said = {"oldpassword": PASSWORD, "password1": weak}
    changed = client.post("/account/password/", said)
    client.post("/account/forgotten/", {"email": lena.email})
    link = re.search(r"https?://[^/]+(/account/forgotten/\S+)", mail.outbox[-1].body)
    anew = browser()
    chosen = anew.post(anew.get(link[1]).url, {"password1": weak})
    for page in (changed, chosen):
        assert "Add more words" in page.content.decode()
    assert try_to_enter(browser(), lena).status_code == 302


def test_a_letter_leads_to_our_own_address_whatever_host_was_asked(lena, settings):
    browser().post(
        "/account/forgotten/", {"email": lena.email}, headers={"Host": "testserver:666"}
    )
    links = re.findall(r"https?://\S+", mail.outbox[-1].body)
    assert links and all(link.startswith(settings.SITE_URL) for link in links)


def test_an_unknown_address_gets_the_same_page_when_it_forgot(lena):
    pages = [
        browser().post("/account/forgotten/", {"email": email}).url
        for email in (lena.email, "nobody@example.org")
    ]
    assert pages[0] == pages[1]


@pytest.mark.feature("F051")
def test_an_address_changes_when_the_new_one_answers_and_the_old_one_is_told(lena):
    client, old, new = entered(lena), lena.email, "lena.new@example.org"
    client.post("/account/email/", {"email": new, "action_add": ""})
    lena.refresh_from_db()
    assert lena.email == old
    asked = next(letter for letter in mail.outbox if letter.to == [new])
    link = re.search(r"https?://[^/]+(/account/email/\S+)", asked.body)[1]
    client.post(link)
    lena.refresh_from_db()
    assert lena.email == new
    assert mail.outbox[-1].to == [old]


@pytest.mark.feature("F052")
def test_whoever_signed_out_is_out_and_the_old_cookie_opens_nothing(lena):
    client, thief = entered(lena), browser()
    thief.cookies.load(client.cookies.output(header="", sep=";"))
    assert gets_in(client) and gets_in(thief)
    client.post("/account/sign-out/")
    assert not gets_in(client) and not gets_in(thief)


# --- Two places ---------------------------------------------------------------------


def test_staff_here_and_client_there_changes_sides_and_sees_each_only_there(
    harbor, rival, clock, ada
):
    furnish(clock)
    case = begin(ada).case
    both = known("Bo", (harbor, Role.ATTORNEY), (rival, Role.CLIENT))
    client = entered(both)
    page = client.get("/account/firm/").content.decode()
    assert "Harbor Law" in page
    assert "Rival Law" in page
    rows = {place.firm.name: place.name for place in places(client)}
    client.post("/account/firm/", {"place": rows["Rival Law"]})
    assert client.get("/").url == ROOM
    room = client.get(ROOM).content.decode()
    assert "Rival Law" in room
    assert case.number not in room
    client.post("/account/firm/", {"place": rows["Harbor Law"]})
    assert client.get("/").url == DESK
    assert "Harbor Law" in client.get(DESK).content.decode()


def test_a_lawyer_of_two_firms_sees_the_rows_of_one_at_a_time(
    harbor, rival, clock, ada
):
    furnish(clock)
    case = begin(ada).case
    both = known("Bo", (harbor, Role.PARTNER), (rival, Role.PARTNER))
    client = entered(both)
    rows = {place.firm.name: place.name for place in places(client)}
    file = f"/staff/cases/{case.key}/"
    client.post("/account/firm/", {"place": rows["Rival Law"]})
    assert client.get(file).status_code == 404
    client.post("/account/firm/", {"place": rows["Harbor Law"]})
    assert client.get(file).status_code == 200


def test_a_second_step_that_one_firm_asks_for_keeps_nobody_from_the_desk_of_another(
    harbor, ada
):
    strict = found_firm(name="Strict Law")
    both = known("Bo", (harbor, Role.ATTORNEY), (strict, Role.PARALEGAL))
    client = entered(both)
    rows = {place.firm.name: place.name for place in places(client)}
    client.post("/account/firm/", {"place": rows["Strict Law"]})
    asked = client.get(DESK)
    assert asked.url == "/account/second-factor/"
    # Whoever has none at hand finds the way back.
    assert "/account/firm/" in client.get(asked.url).content.decode()
    client.post("/account/firm/", {"place": rows["Harbor Law"]})
    assert gets_in(client)


def test_a_place_one_does_not_belong_to_cannot_be_chosen(harbor, rival, lena):
    rita = known("Rosa", (rival, Role.ATTORNEY))
    client = entered(lena)
    [its] = [place.name for place in places(entered(rita))]
    client.post("/account/firm/", {"place": its})
    assert "Rival Law" not in client.get(DESK).content.decode()


def places(client):
    return client.get("/account/firm/").context["places"]


# --- Trying out -----------------------------------------------------------------------


def test_the_page_says_that_a_firm_here_does_without_a_second_step(harbor, settings):
    settings.DEVELOPMENT = True
    assert "without a second step" in browser().get(SIGN_IN).content.decode()
    settings.DEVELOPMENT = False
    assert "without a second step" not in browser().get(SIGN_IN).content.decode()
