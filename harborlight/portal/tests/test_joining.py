"""An invitation: from the link in the letter to the home page, and all that may go wrong."""

from __future__ import annotations

import html
import json
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from harborlight.firm import working
from harborlight.firm.actions import add_member
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now, standing_at
from harborlight.firm.models import Event, Membership, User
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.people.actions import add_person, invite_person, withdraw_invitation
from harborlight.people.jobs import post_invitation
from harborlight.people.models import Invitation
from harborlight.portal.tests.passkeys import new_passkey

BORN = {"born_day": "12", "born_month": "4", "born_year": "1988"}
WRONG = BORN | {"born_year": "1989"}
WORDS = "lantern ferry orange Tuesday"


@pytest.fixture
def rosa(ada):
    return add_person(
        ada,
        family_name="Peña",
        given_name="Rosa",
        birth_date=date(1988, 4, 12),
        email="rosa@example.org",
        language="es",
    )


@pytest.fixture
def token(ada, rosa):
    return invite_person(ada, rosa)


@pytest.fixture
def link(token):
    return reverse("join", args=[token])


def invitation():
    return Invitation.objects.latest("made_at")


def said(kind):
    return Event.objects.filter(kind=kind).count()


def account_of_rosa(**also):
    user = User.objects.create_user(
        "rosa@example.org", WORDS, name="Rosa Peña", language="es", **also
    )
    assert user.check_password(WORDS)
    return user


def sign_in(client, email, password=WORDS):
    where = reverse("account_login")
    return client.post(where, {"login": email, "password": password})


@pytest.mark.feature("F250", "F325")
@pytest.mark.parametrize(
    ("language", "phone", "said"),
    [
        ("en", "", ("It works once, for three days", "do not send papers by e-mail")),
        (
            "es",
            "+15125550100",
            (
                "Funciona una sola vez, durante tres días",
                "ni envíe documentos por",
                "(512) 555-0100.",
            ),
        ),
    ],
)
def test_the_letter_says_in_ones_language_who_writes_and_how_to_come_in(
    harbor, ada, rosa, language, phone, said
):
    harbor.phone = phone
    harbor.save()
    rosa.language = language
    rosa.save()
    token = invite_person(ada, rosa)
    post_invitation(rosa, token)
    for job in working.claim():
        working.run(job)
    letter = mail.outbox[-1]
    assert letter.to == ["rosa@example.org"] and letter.attachments == []
    assert "Harbor Law" in letter.subject
    assert reverse("join", args=[token]) in letter.body
    for words in said:
        assert words in letter.body
    assert " ." not in letter.body  # a firm without a telephone


@pytest.mark.feature("F243")
def test_opening_the_link_uses_nothing_up(client, link):
    before = invitation().tries, Event.objects.count()
    for _ in range(3):
        page = client.get(link)
        assert page.status_code == 200
    assert (invitation().tries, Event.objects.count()) == before
    assert invitation().used_at is None
    assert "session" not in client.cookies


def test_the_page_says_whose_firm_invites_and_nothing_of_the_person(client, link):
    words = client.get(link).content.decode()
    assert "Harbor Law" in words
    assert "Rosa" not in words and "rosa@" not in words
    # The name of a style sheet ends with letters and numbers that may hold any year.
    assert not re.search(r"\b1988\b", words)


def test_the_page_speaks_the_language_of_whoever_was_invited(client, link):
    assert '<html lang="es"' in client.get(link).content.decode()
    client.post(reverse("set-language"), {"language": "en", "next": link})
    assert '<html lang="en"' in client.get(link).content.decode()


@pytest.mark.feature("F243")
def test_date_of_birth_and_a_password_lead_to_the_home_page(client, link, rosa):
    page = client.post(link, BORN, follow=True)
    assert page.redirect_chain[-1][0].endswith("/account/")
    assert "rosa@example.org" in page.content.decode()
    page = client.post(page.redirect_chain[-1][0], {"password": WORDS}, follow=True)
    assert page.redirect_chain[-1][0] == reverse("portal:home")
    assert page.status_code == 200

    user = User.objects.get(email="rosa@example.org")
    assert (user.name, user.language, user.joined_at is None) == (
        "Rosa Peña",
        "es",
        False,
    )
    assert user.check_password(WORDS)
    rosa.refresh_from_db()
    assert rosa.login_id == user.pk
    assert [row.role for row in Membership.objects.filter(user=user)] == [Role.CLIENT]
    assert invitation().used_at is not None
    assert (said("person.joined"), said("session.signed-in")) == (1, 1)
    # The session is hers from now on, and the account opens in another browser too.
    assert client.get(reverse("portal:home")).status_code == 200
    client.logout()
    assert sign_in(client, "Rosa@example.org").status_code == 302


@pytest.mark.feature("F243")
def test_a_passkey_opens_an_account_without_a_password(client, link, token, rosa):
    page = client.post(link, BORN, follow=True)
    found = re.search(
        r'id="passkey-options"[^>]*>(.*?)</script>', page.content.decode()
    )
    credential = new_passkey(json.loads(found[1]))
    page = client.post(
        reverse("join-passkey", args=[token]), {"credential": credential}, follow=True
    )
    assert page.redirect_chain[-1][0] == reverse("portal:home")

    user = User.objects.get(email="rosa@example.org")
    assert not user.has_usable_password()
    assert user.authenticator_set.get().type == "webauthn"
    assert said("session.factor") == 1
    assert client.get(reverse("mfa_list_webauthn")).status_code == 200


def test_a_passkey_that_answers_another_question_opens_nothing(client, link, token):
    page = client.post(link, BORN, follow=True)
    found = re.search(
        r'id="passkey-options"[^>]*>(.*?)</script>', page.content.decode()
    )
    options = json.loads(found[1])
    options["creation_options"]["publicKey"]["challenge"] = "b3RoZXI"
    page = client.post(
        reverse("join-passkey", args=[token]), {"credential": new_passkey(options)}
    )
    assert page.status_code == 422
    assert not User.objects.filter(email="rosa@example.org").exists()
    assert invitation().used_at is None


@pytest.mark.parametrize(
    "password", ["", "short", "fourteen signs", "harborlight-2026", "rosa@example"]
)
@pytest.mark.feature("F242")
def test_a_weak_password_is_refused_and_can_be_chosen_again(client, link, password):
    page = client.post(link, BORN, follow=True)
    where = page.redirect_chain[-1][0]
    page = client.post(where, {"password": password})
    assert page.status_code == 422
    assert invitation().used_at is None
    assert client.post(where, {"password": WORDS}).status_code == 302


def test_a_wrong_date_of_birth_is_counted_recorded_and_explained(client, link):
    client.cookies["language"] = "en"
    page = client.post(link, WRONG)
    words = page.content.decode()
    assert page.status_code == 422
    assert "Check the day, the month and the year" in words
    assert 'value="1989"' in words
    assert (invitation().tries, said("invitation.refused")) == (1, 1)


@pytest.mark.feature("F243")
def test_after_five_wrong_dates_the_link_is_closed_even_for_the_right_one(client, link):
    client.cookies["language"] = "en"
    for _ in range(4):
        assert client.post(link, WRONG).status_code == 422
    page = client.post(link, WRONG)
    assert page.status_code == 410
    assert "wrong five times" in page.content.decode()
    assert client.post(link, BORN).status_code == 410
    assert (invitation().tries, said("invitation.refused")) == (5, 5)


@pytest.mark.parametrize(
    "born", [{}, BORN | {"born_day": "31"}, BORN | {"born_year": "88"}]
)
def test_half_a_date_is_no_try(client, link, born):
    page = client.post(link, born)
    assert page.status_code == (422 if born else 200)
    assert invitation().tries == 0


def test_nobody_chooses_a_password_before_the_second_proof(client, link, token):
    for name in ("join-account", "join-passkey", "join-accept"):
        answer = client.post(reverse(name, args=[token]), {"password": WORDS})
        assert (answer.status_code, answer["Location"]) == (302, link)
    assert not User.objects.filter(email="rosa@example.org").exists()


def test_the_proof_is_good_in_one_browser_for_a_short_time(client, link, token):
    from django.test import Client

    where = reverse("join-account", args=[token])
    client.post(link, BORN)
    assert client.get(where).status_code == 200
    assert Client().get(where)["Location"] == link
    with standing_at(now() + timedelta(minutes=21)):
        assert client.get(where)["Location"] == link


def test_the_proof_of_one_invitation_opens_no_other(client, link, ada, maria):
    client.post(link, BORN)
    other = add_person(
        ada, family_name="Haddad", birth_date=date(1990, 1, 1), email="o@example.org"
    )
    where = reverse("join-account", args=[invite_person(ada, other)])
    assert client.get(where).status_code == 302


@pytest.mark.feature("F243")
def test_a_used_link_says_so_and_lets_nobody_in_again(client, link):
    from django.test import Client

    page = client.post(link, BORN, follow=True)
    client.post(page.redirect_chain[-1][0], {"password": WORDS})
    stranger = Client()
    stranger.cookies["language"] = "en"
    page = stranger.get(link)
    assert page.status_code == 410
    assert "used already" in page.content.decode()
    assert stranger.post(link, BORN).status_code == 410
    # She herself, with the same browser, simply comes to her page.
    assert client.get(link)["Location"] == reverse("home")
    assert said("person.joined") == 1


def test_two_tabs_open_one_account(client, link):
    page = client.post(link, BORN, follow=True)
    where = page.redirect_chain[-1][0]
    assert client.post(where, {"password": WORDS}).status_code == 302
    assert client.post(where, {"password": WORDS + " two"}).status_code in (302, 410)
    assert said("person.joined") == 1
    assert User.objects.get(email="rosa@example.org").check_password(WORDS)


def test_an_older_page_of_the_invitation_says_that_there_is_an_account(link):
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    browser.cookies["language"] = "en"
    page = browser.get(link)
    page = browser.post(link, BORN | token_of(page), follow=True)
    where, tab = page.redirect_chain[-1][0], {"password": WORDS} | token_of(page)
    assert browser.post(where, tab).status_code == 302
    page = browser.post(where, {"password": WORDS + " two"} | token_of(page))
    text = page.content.decode()
    assert page.status_code == 410 and "You have an account already" in text
    assert "you are signed in with it" in text and "open for too long" not in text
    assert User.objects.get(email="rosa@example.org").check_password(WORDS)


def token_of(page):
    """What a form of the page carries against forged requests."""
    name = "csrfmiddlewaretoken"
    return {name: re.search(rf'{name}" value="([^"]+)"', page.content.decode())[1]}


def test_a_link_opens_until_its_last_hour(client, link):
    with standing_at(now() + timedelta(hours=71)):
        assert client.get(link).status_code == 200
        page = client.post(link, BORN, follow=True)
        where = page.redirect_chain[-1][0]
        done = client.post(where, {"password": WORDS})
        assert (done.status_code, done["Location"]) == (302, reverse("portal:home"))
    account = User.objects.get(email="rosa@example.org")
    assert account.check_password(WORDS)


@pytest.mark.feature("F243")
def test_an_old_link_says_whom_to_ask_in_the_readers_language(client, link, harbor):
    harbor.phone = "+1 213 555 0100"
    harbor.save()
    with standing_at(now() + timedelta(hours=73)):
        page = client.get(link)
        words = page.content.decode()
        assert page.status_code == 410
        assert '<html lang="es"' in words
        assert "Harbor Law" in words and "+1 213 555 0100" in words
        assert client.post(link, BORN).status_code == 410


def test_a_withdrawn_link_is_closed(client, link, ada):
    withdraw_invitation(ada, invitation())
    assert client.get(link).status_code == 410


# What became of the link, and what its page says: the heading, why, and what to do.
CLOSED = {
    ("used", "en"): (
        "This link was used already",
        "An invitation works once. If it was you, sign in with the password or the "
        "passkey you chose.",
        "If it was not you, tell Harbor Law at once.",
    ),
    ("used", "es"): (
        "Este enlace ya se usó",
        "Una invitación funciona una sola vez. Si fue usted, entre con la contraseña o "
        "la llave de acceso que eligió.",
        "Si no fue usted, avise enseguida a Harbor Law.",
    ),
    ("expired", "en"): (
        "This link does not work any more",
        "An invitation is good for three days, and this one is older.",
        "Ask Harbor Law for a new one. It takes them a minute.",
    ),
    ("expired", "es"): (
        "Este enlace ya no funciona",
        "Una invitación vale por tres días, y esta es más vieja.",
        "Pida una nueva a Harbor Law. Les toma un minuto.",
    ),
    ("withdrawn", "en"): (
        "This link does not work any more",
        "Harbor Law withdrew it, perhaps because a newer one was sent.",
        "If there is none, ask Harbor Law for a new invitation.",
    ),
    ("withdrawn", "es"): (
        "Este enlace ya no funciona",
        "Harbor Law lo retiró, quizá porque envió uno más nuevo.",
        "Si no hay ninguno, pida una invitación nueva a Harbor Law.",
    ),
}


@pytest.mark.feature("F243")
@pytest.mark.parametrize(("why", "language"), CLOSED)
def test_a_closed_link_says_why_in_the_readers_language(
    client, link, ada, why, language
):
    if why == "used":
        page = client.post(link, BORN, follow=True)
        client.post(page.redirect_chain[-1][0], {"password": WORDS})
        client.logout()
    if why == "withdrawn":
        withdraw_invitation(ada, invitation())
    client.cookies["language"] = language
    with standing_at(now() + timedelta(hours=73 if why == "expired" else 1)):
        page = client.get(link)
    assert page.status_code == 410
    for words in CLOSED[why, language]:
        assert words in html.unescape(page.content.decode())


def test_a_newer_invitation_closes_the_older_one(client, link, ada, rosa):
    newer = reverse("join", args=[invite_person(ada, rosa)])
    assert client.get(link).status_code == 410
    assert client.get(newer).status_code == 200


@pytest.mark.parametrize("token", ["0" * 26, "x", "a" * 200])
def test_a_guessed_link_leads_nowhere_and_guessing_is_slowed(client, db, token):
    assert client.get(reverse("join", args=[token])).status_code == 404


def test_whoever_guesses_much_must_wait_but_the_invited_may_come(client, link):
    from django.core.cache import cache

    cache.clear()
    answers = {
        client.get(reverse("join", args=["0" * 26])).status_code for _ in range(32)
    }
    assert answers == {404, 429}
    assert client.get(link).status_code == 200
    cache.clear()


def test_an_account_that_exists_is_told_only_after_the_second_proof(client, link):
    client.cookies["language"] = "en"
    account_of_rosa()
    assert "account already" not in client.get(link).content.decode()
    page = client.post(link, BORN, follow=True)
    words = page.content.decode()
    assert "You have an account already" in words
    assert f"{reverse('account_login')}?next={link}" in words.replace("%2F", "/")


@pytest.mark.feature("F243")
def test_an_account_that_exists_joins_after_signing_in(client, link, token, rosa, rita):
    user = account_of_rosa()
    with inside(rita.firm):
        add_member(Actor.clock(rita.firm), user, role=Role.ATTORNEY)
    client.post(link, BORN)
    answer = client.post(
        f"{reverse('account_login')}?next={link}",
        {"login": user.email, "password": WORDS},
    )
    assert answer["Location"] == link
    page = client.get(link, follow=True)
    assert reverse("join-accept", args=[token]) in page.content.decode()
    page = client.post(reverse("join-accept", args=[token]), follow=True)
    assert page.redirect_chain[-1][0] == reverse("portal:home")
    assert page.status_code == 200
    assert "Harbor Law" in page.content.decode()
    rosa.refresh_from_db()
    assert rosa.login_id == user.pk
    # She is an attorney at one firm and a client at the other: she can change.
    page = client.get(reverse("choose-firm")).content.decode()
    assert "Rival Law" in page and "Harbor Law" in page


def test_somebody_else_who_is_signed_in_is_told_and_may_sign_out(client, link, token):
    other = User.objects.create_user("zoe@example.org", WORDS, name="Zoe")
    sign_in(client, other.email)
    page = client.get(link)
    words = page.content.decode()
    assert page.status_code == 403
    assert "zoe@example.org" in words and "rosa@" not in words
    assert client.post(link, BORN).status_code == 403
    assert client.post(reverse("join-accept", args=[token])).status_code == 403
    answer = client.post(reverse("account_logout"), {"next": link})
    assert answer["Location"] == link
    assert client.get(link).status_code == 200


def test_two_people_cannot_share_one_account(client, link, token, ada, harbor):
    """Spouses often share one address; their answers are their own."""
    user = account_of_rosa()
    husband = add_person(ada, family_name="Peña", email=user.email)
    husband.login = user
    husband.save()
    add_member(Actor.clock(harbor), user, role=Role.CLIENT)
    client.post(link, BORN)
    sign_in(client, user.email)
    page = client.post(reverse("join-accept", args=[token]))
    assert page.status_code == 409
    assert invitation().used_at is None


def test_who_joined_before_may_be_invited_again(client, link, token, rosa, harbor):
    user = account_of_rosa()
    add_member(Actor.clock(harbor), user, role=Role.CLIENT)
    rosa.login = user
    rosa.save()
    client.post(link, BORN)
    sign_in(client, user.email)
    assert client.post(reverse("join-accept", args=[token])).status_code == 302
    assert Membership.objects.filter(user=user).count() == 1
