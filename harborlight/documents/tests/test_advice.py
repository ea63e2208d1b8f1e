"""What is said of a paper at once: it is old, it is another one. Nothing is refused."""

from __future__ import annotations

from datetime import date

import pytest

from harborlight.documents.actions import About, receive_document, request_document
from harborlight.documents.advice import advice_of, is_expired
from harborlight.documents.looks import is_another, kinds_seen
from harborlight.documents.queries import get_version
from harborlight.papers.page_text import PageText
from harborlight.papers.printed_day import printed_expiry
from tests.whole_case import begin, furnish, paper

WEDDING = """REPÚBLICA DE EL SALVADOR. Registro del Estado Familiar. ACTA DE MATRIMONIO número
setenta y siete. En la ciudad de San Salvador, a las diez horas del día tres de febrero"""
BIRTH = WEDDING.replace("MATRIMONIO", "NACIMIENTO")
# ICAO 9303 part 4, the specimen of Utopia; and one that is valid longer.
SPECIMEN = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
LATER = SPECIMEN.replace("1204159", "3604153")


@pytest.fixture
def asking(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()

    def ask(kind):
        return request_document(
            ada,
            begun.case,
            person=begun.petitioner.person,
            kind=kind,
            title={"en": kind.capitalize(), "es": kind},
        )

    return ask


def sent(maria, paul, request, about):
    checked = paper(request.firm, request.case_id)
    version = receive_document(maria, request, checked=checked, about=about)
    return get_version(paul, version.pk)


@pytest.mark.feature("F093")
@pytest.mark.parametrize(
    ("kind", "text", "another"),
    [
        ("marriage certificate", WEDDING, False),
        ("marriage certificate", BIRTH, True),
        ("passport", SPECIMEN + WEDDING, False),
        ("marriage certificate", "Ana y José, con cariño, de su abuela " * 3, False),
        ("marriage certificate", "acta de nacimiento", False),  # too little was read
        ("shared life", BIRTH, False),  # may be anything
        # Lines for machines need no other words.
        ("marriage certificate", SPECIMEN, True),
        ("passport", SPECIMEN, False),
        # A letter alone is no passport.
        ("marriage certificate", "Declaro yo, Ana P. Rivas, lo que sigue. " * 3, False),
    ],
)
def test_a_text_tells_which_paper_it_is(kind, text, another):
    assert is_another(kind, [PageText(1, text)], date(2026, 6, 15)) == another


@pytest.mark.feature("F079")
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (SPECIMEN, ["passport"]),
        # The copy of a passport beside something else is still a passport's page.
        (SPECIMEN + "\n" + WEDDING, ["passport"]),
        (BIRTH, ["birth certificate"]),
        ("Querido juez: mi pasaporte va con esta carta. " * 3, []),
        ("Declaro yo lo que sigue, de buena fe. " * 8 + "Acta de nacimiento", []),
        ("acta de nacimiento", []),
        ("", []),
    ],
)
def test_what_stands_at_the_top_says_the_kind(text, kinds):
    assert kinds_seen([PageText(1, text)], date(2026, 6, 15)) == kinds


def test_the_lines_for_machines_say_until_when_a_passport_is_valid():
    assert printed_expiry(SPECIMEN) == date(2012, 4, 15)
    assert printed_expiry("L898902C3 6UTO 7408122 F1204159 ZE184226B<<<<<10") == date(
        2012, 4, 15
    )
    assert printed_expiry(SPECIMEN.replace("1204159", "1204158")) is None
    assert printed_expiry(WEDDING) is None


@pytest.mark.parametrize(
    ("kind", "issued", "printed", "expired"),
    [
        ("police certificate", date(2024, 6, 10), None, True),
        ("police certificate", date(2024, 6, 20), None, False),
        ("passport", None, date(2026, 6, 14), True),
        # Less than is asked of it, but valid: that is no reason to send another one.
        ("passport", None, date(2026, 7, 1), False),
        ("letter", date(1990, 1, 1), None, False),
    ],
)
def test_how_long_a_paper_is_good_is_law(kind, issued, printed, expired):
    day = date(2026, 6, 15)
    said = is_expired(kind, issued_on=issued, expires_on=printed, on=day)
    assert said == expired


@pytest.mark.feature("F093")
def test_an_old_police_certificate_is_told_of_at_once_and_taken(maria, paul, asking):
    about = About(issued_on=date(2019, 1, 1), country="SV", language="en")
    version = sent(maria, paul, asking("police certificate"), about)
    assert version.state == "received"
    assert "By its date this paper is not valid any more." in version.could_be_better[0]
    assert not version.is_hard_to_read


def test_what_was_read_says_more(maria, paul, asking):
    about = About(country="SV", language="es")
    version = sent(maria, paul, asking("passport"), about)
    assert advice_of(version, [PageText(1, LATER)]) == []
    assert advice_of(version, [PageText(1, SPECIMEN)]) == ["expired"]
    assert advice_of(version, [PageText(1, BIRTH)]) == ["other kind"]
    assert advice_of(version, []) == []


@pytest.mark.feature("F093")
def test_a_page_that_stands_on_its_head_is_told_of_once(maria, paul, asking):
    about = About(country="SV", language="es")
    version = sent(maria, paul, asking("passport"), about)
    upright, over = PageText(1, LATER), PageText(2, LATER, turned=180)
    assert advice_of(version, [upright]) == []
    version.advice = advice_of(version, [upright, over])
    (told,) = version.could_be_better
    assert told.startswith("A page seems to stand on its head")
    assert "somebody here turns it" in told
    # Of a blurred page a word was guessed, and so was which way is up.
    assert advice_of(version, [PageText(1, "ooo", turned=180)]) == []
    # The photo told it before anybody read it.
    version.advice = ["on-its-side"]
    assert advice_of(version, [over]) == []
