"""What stands in addresses: nothing from which somebody counts up to another's row."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from tests.guards.asking import routes
from tests.guards.each import each

# What an argument may be besides the id of a row, by its name, and why nobody finds
# another's row by it. A new one needs a line, and a reason.
NO_ID = {
    "about": "one of the five things that people are reminded of: papers",
    "what": "which value that was read on one paper, whose id stands before it",
    "rule": "a rule of the book of deadlines: d01",
    "rows": "a list of a playbook's draft, whose id stands before it",
    "need": "a need that the playbook names, whose case stands before it",
    "follow_up": "a day that the playbook names, whose case stands before it",
    "slot": "one of the three parts of a paper, whose id stands before it",
    "page": "the page of one paper or form, whose id stands before it",
    "place": "the place in somebody's own list of answers, or of a question on its screen",
    "playbook": "one of the firm's playbooks, by its name",
    "form": "a government form: I-130",
    "sheet": "a filing sheet of the book, whose case stands before it",
    "part": "a part of a party of the case whose id stands before it",
    "screen": "a screen of a questionnaire",
    "chapter": "a chapter of a questionnaire",
    "party": "who is asked: petitioner, beneficiary",
    "group": "a list of the catalogue of facts",
    "layout": "one of two page shells, shown on a development machine",
    "key": "the secret of a letter",
    "token": "the secret of a letter",
    "link": "what one browser alone calls a link that it opened: hashed, and in its session",
    "account": "which of a firm's two accounts takes it: trust or operating",
    "uidb36": "the random id of an account, as allauth writes it in its letters",
    "reference": "the card house's, drawn at random",
    "name": "a fact of the catalogue; or a file of a development machine's outbox",
}
SEALED = ["end-session", "mfa_edit_webauthn", "mfa_remove_webauthn"]


@each(routes(), lambda route: route.name)
def test_an_address_names_a_row_by_nothing_that_can_be_counted(route):
    unknown = set(route.plain) - set(NO_ID)
    assert unknown == set(), "use <id:...>, or say in this file why it is no id"


def test_every_reason_is_of_an_argument():
    names = {name for route in routes() for name in route.plain}
    assert set(NO_ID) - names == set()


@pytest.mark.parametrize("name", SEALED)
def test_a_number_that_a_package_counts_is_never_seen_nor_taken(name):
    one, next_one = (reverse(name, args=[number]) for number in (41, 42))
    assert resolve(one).kwargs == {"pk": 41}
    assert "41" not in one.split("/") and _alike(one, next_one) < 16
    for number in ("41", "0", "-1"):
        shown = one.replace(_sealed(one), number)
        with pytest.raises(Resolver404):
            resolve(shown)


@pytest.mark.parametrize("name", SEALED)
def test_a_number_that_was_touched_leads_nowhere(name):
    address = reverse(name, args=[41])
    sealed = _sealed(address)
    for place, letter in enumerate(sealed):
        other = "B" if letter == "A" else "A"
        touched = sealed[:place] + other + sealed[place + 1 :]
        with pytest.raises(Resolver404):
            resolve(address.replace(sealed, touched))


def test_what_opens_a_passkey_opens_no_session():
    passkey = _sealed(reverse("mfa_edit_webauthn", args=[41]))
    session = reverse("end-session", args=[41])
    assert passkey != _sealed(session)
    with pytest.raises(Resolver404):
        resolve(session.replace(_sealed(session), passkey))


def test_no_address_is_made_of_what_is_no_number():
    with pytest.raises(NoReverseMatch):
        reverse("end-session", args=["one"])


def _sealed(address: str) -> str:
    return next(part for part in address.split("/") if len(part) == 32)


def _alike(one: str, other: str) -> int:
    """How many letters two addresses share in their places, of those that are sealed."""
    return sum(a == b for a, b in zip(_sealed(one), _sealed(other), strict=True))
