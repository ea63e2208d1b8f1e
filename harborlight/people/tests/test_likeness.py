"""Ordinary variants of a name are told from another name."""

from __future__ import annotations

import pytest

from harborlight.people.likeness import Called, begins, likeness
from harborlight.people.name_sounds import sound_alike


def name(text: str) -> Called:
    family, _comma, given = text.partition(", ")
    return Called(family, given)


@pytest.mark.feature("F117")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Peña Núñez, María José", "PENA NUNEZ, MARIA JOSE"),
        ("Rivas-Peña, María", "RIVAS PENA, MARIA"),
        ("Strauß, Jürgen", "STRAUSS, JURGEN"),
        ("O’Brien, Anne", "OBRIEN, ANNE"),
        ("de la Cruz, Ana", "DELACRUZ, ANA"),
        ("Ёлкин, Пётр", "ЕЛКИН, ПЕТР"),
        ("Łuk, Zoë", "LUK, ZOE"),
        ("Haddad, FNU", "HADDAD"),
    ],
)
def test_capitals_accents_and_hyphens_make_no_difference(one, other):
    assert likeness(name(one), name(other)).verdict == "same"


@pytest.mark.feature("F117")
@pytest.mark.parametrize(
    ("one", "other", "lies_in"),
    [
        ("Rivas Peña, María", "PENA RIVAS, MARIA", ("order",)),
        ("Rivas Peña, María", "RIVAS, MARIA PENA", ("order",)),
        ("Rivas Peña, María", "RIVAS, MARIA", ("part",)),
        ("Rivas, María José", "RIVAS, MARIA J", ("initial",)),
        ("Rivas, María José", "RIVAS, MARIA", ("part",)),
        ("Al-Masri, Mohamed", "EL MASRI, MUHAMMAD", ("sounds",)),
        ("Khan, Mohd", "KHAN, MOHAMMED", ("sounds",)),
        ("Rahman, Abdul", "RAHMAN, ABDEL", ("sounds",)),
        ("Müller, Jörg", "MUELLER, JOERG", ("sounds",)),
        ("Yeltsin, Pyotr", "ELTSIN, PETR", ("sounds",)),
        ("Petrova, Yekaterina", "PETROVA, EKATERINA", ("sounds",)),
        ("Zelenskyy, Oleksandr", "ZELENSKY, ALEXANDER", ("sounds",)),
        ("Tchaikovsky, Natalya", "CHAIKOVSKII, NATALIA", ("sounds",)),
        ("González, Sofía", "GONZALES, SOPHIA", ("sounds",)),
    ],
)
def test_variants_are_told_for_what_they_are(one, other, lies_in):
    for first, second in ((one, other), (other, one)):
        found = likeness(name(first), name(second))
        assert found.verdict == "spelling" and set(found.lies_in) == set(lies_in)


@pytest.mark.feature("F117")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rivas, María", "RIVAS, MARIO"),
        ("Rivas, María Elena", "RIVAS, MARIO ELENO"),
        ("Rivas, María", "RIBAS LUNA, ROSA"),
        ("Rivas, María", "HADDAD, MARIA"),
        ("Hassan, Mahmoud", "HASSAN, MOHAMED"),
        ("Hassan, Ali", "HASSAN, ELI"),
        ("Rivas, Marta", "RIVAS, MARITA"),
        ("Rivas, Juan", "RIVAS, JUANA"),
        ("Li, Wei", "LI, WEN"),
        ("Smith, John", "SMYTHE, JANE"),
    ],
)
def test_another_name_is_another_name(one, other):
    assert likeness(name(one), name(other)).verdict == "different"


@pytest.mark.feature("F117")
def test_a_married_name_that_is_known_is_no_contradiction():
    married, maiden = name("Haddad, María"), name("RIVAS PENA, MARIA")
    assert likeness(married, maiden).verdict == "different"
    known = [Called("Rivas Peña")]
    assert likeness(married, maiden, known).verdict == "known"


def test_short_words_are_not_compared_by_their_sounds():
    assert not sound_alike("li", "le")
    assert sound_alike("ahmed", "ahmad") and sound_alike("yusuf", "youssef")


def test_a_line_for_machines_may_hold_the_beginning_of_a_name_alone():
    whole = Called("Rivas Peña de Haddad", "María de los Ángeles")
    assert begins(whole, Called("RIVAS PENA DE HADDAD", "MARIA DE LO"))
    assert not begins(whole, Called("RIVAS PENA DE HADDAD", "ROSA"))
