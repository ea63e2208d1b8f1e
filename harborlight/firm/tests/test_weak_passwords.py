"""Long passwords that somebody guesses are refused, with what to do instead."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from harborlight.config.demo import PASSWORD as OF_THE_DEMONSTRATION
from harborlight.firm.models import User
from harborlight.firm.roles import Role
from tests.cast import join

NAME, ROW, COMMON = "a name or an address", "repeats itself", "many people use"


@pytest.fixture
def haddad(harbor):
    user = User.objects.get(pk=join(harbor, "Omar", Role.CLIENT).user_id)
    user.name, user.email = "Omar Haddad", "omar@client.example"
    user.save()
    return user


def said_of(password, user):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, user)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("aaaaaaaaaaaaaaa", ROW),
        ("abababababababab", ROW),
        ("lanternlantern!", ROW),
        ("boat1 boat2 boat3", ROW),
        ("123456789012345", ROW),
        ("1234567890987654321", ROW),
        ("111222333444555", ROW),
        ("abcdefghijklmnop", ROW),
        ("qwertyuiopasdfgh", ROW),
        ("asdfghjkl-asdfghjkl", ROW),
        ("1qaz2wsx3edc4rfv", ROW),
        ("19900101 19900101", ROW),
        ("passwordpassword", COMMON),
        ("password1234567", COMMON),
        ("P@ssw0rd of 1234567", COMMON),
        ("!!!password2026!!!", COMMON),
        ("iloveyou iloveyou 1", COMMON),
        ("omar haddad omar", NAME),
        ("omar@client.example", NAME),
        ("Omar.Haddad.123456", NAME),
        ("Hárbor Láw 2026!", NAME),
        ("harborlight 2026", NAME),
    ],
)
def test_a_password_that_others_try_first_is_refused(haddad, password, why):
    assert why in said_of(password, haddad)


def test_a_short_password_is_told_that_it_is_short_and_nothing_that_it_is_not(haddad):
    assert ROW not in said_of("corta", haddad) and "too short" in said_of(
        "corta", haddad
    )
    assert ROW in said_of("abcde", haddad)
    assert ROW in said_of("!" * 20, haddad)


@pytest.mark.parametrize(
    "password",
    [
        OF_THE_DEMONSTRATION,
        "correct horse battery staple",
        "a lighthouse in the fog 27",
        "lantern ferry orange Tuesday",
        "Omar sails to a cold island",
        "el faro canta en otoño",
        "kX9#mQ2$vL7!pR4",
        "839204718365029",
        "海辺の静かな灯台と赤い自転車の夢",
    ],
)
def test_words_that_do_not_belong_together_are_taken(haddad, password):
    validate_password(password, haddad)


def test_a_very_long_password_is_judged_at_once(haddad):
    validate_password("seven boats cross a quiet bay " * 2000, haddad)
    assert ROW in said_of("a" * 100_000, haddad)
