"""Lines for machines: their check digits, and what a reader mistook in them."""

from datetime import date

import pytest

from harborlight.papers import sandbox
from harborlight.papers.mrz import check_digit, read_mrz
from harborlight.papers.page_text import PageText, Word
from harborlight.papers.reading_pages import read_pages
from harborlight.papers.tests import pages, travel

ON = date(2026, 11, 30)
pytestmark = pytest.mark.feature("F113")


def read(*lines, words=()):
    return read_mrz([PageText(1, "\n".join(lines), words)], ON)


def told(zone):
    return {value.name: value.text for value in zone.values}


def test_the_digit_of_the_rule_itself():
    # ICAO 9303-3, 4.9: the example of a date and of a number.
    assert check_digit("520727") == "3"
    assert check_digit("AB2134<<<") == "5"


def test_a_passport():
    zone = read("PASAPORTE", *travel.passport(extra="CURP84"))
    assert zone.format == "TD3"
    assert told(zone) == {
        "kind": "P",
        "country": "MEX",
        "surname": "NUNEZ PENA",
        "given": "MARIA JOSE",
        "number": "G12345678",
        "nationality": "MEX",
        "birth": "1984-03-09",
        "sex": "F",
        "expires": "2031-05-17",
        "extra": "CURP84",
    }
    checked = {value.name for value in zone.values if value.agrees}
    assert checked == {"number", "birth", "expires", "extra"}
    assert zone.whole is True


@pytest.mark.parametrize(
    ("lines", "form"),
    [
        (travel.card(), "TD1"),
        (travel.paper_of_36(), "TD2"),
        (travel.paper_of_36("V<"), "MRV-B"),
        (travel.visa(), "MRV-A"),
    ],
)
def test_cards_and_visas(lines, form):
    zone = read(*lines)
    assert zone.format == form
    said = told(zone)
    assert (said["surname"], said["given"]) == ("NUNEZ PENA", "MARIA JOSE")
    assert (said["birth"], said["expires"]) == ("1984-03-09", "2031-05-17")
    assert zone.get("number").agrees is True
    assert zone.whole is (None if form.startswith("MRV") else True)


def test_a_long_number_of_a_card_goes_on_in_the_next_field():
    zone = read(*travel.card(number="D23145890734"))
    assert zone.get("number").text == "D23145890734"
    assert zone.get("number").agrees is True


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("O", "0"), ("I", "1"), ("S", "5"), ("B", "8")],
)
def test_where_only_digits_stand_a_letter_is_put_right(wrong, right):
    first, second = travel.passport(birth="850118", expires="310510")
    dates = second[13:28]
    zone = read(first, second[:13] + dates.replace(right, wrong) + second[28:])
    assert told(zone)["birth"] == "1985-01-18"
    assert told(zone)["expires"] == "2031-05-10"
    assert zone.get("birth").agrees is True
    assert zone.whole is True


def test_where_only_letters_stand_a_digit_is_put_right():
    first, second = travel.passport(family="OLIBOS", given="ISIDRO", country="BOL")
    zone = read(first.replace("OLIBOS", "0L1B0S"), second[:10] + "80L" + second[13:])
    assert told(zone)["surname"] == "OLIBOS"
    assert told(zone)["nationality"] == "BOL"


def test_a_number_may_have_both_and_is_never_guessed():
    first, second = travel.passport(number="GO1234567")
    zone = read(first, second.replace("GO1234567", "G01234567"))
    assert zone.get("number").text == "G01234567"
    assert zone.get("number").agrees is False
    assert zone.whole is False


def test_a_wrong_date_is_told_as_read_and_as_wrong():
    first, second = travel.passport()
    zone = read(first, second.replace("840309", "840308"))
    assert zone.get("birth").text == "1984-03-08"
    assert zone.get("birth").agrees is False


def test_a_birth_that_is_not_known_is_not_said():
    first, second = travel.passport()
    zone = read(first, second[:13] + "84<<<<" + check_digit("84<<<<") + second[20:])
    assert zone.get("birth") is None


@pytest.mark.parametrize("slip", [-3, -1, 2])
def test_fillers_that_a_reader_miscounted(slip):
    first, second = travel.passport()
    first = first[:slip] if slip < 0 else first + "<" * slip
    run = second.index("<<<<")
    second = second[:run] + ("<" * slip if slip > 0 else "") + second[run:]
    second = second if slip > 0 else second[:run] + second[run - slip :]
    assert told(read(first, second))["number"] == "G12345678"


@pytest.mark.parametrize(
    ("born", "year"), [("261129", 2026), ("270101", 1927), ("991231", 1999)]
)
def test_births_lie_in_the_past(born, year):
    assert told(read(*travel.passport(birth=born)))["birth"].startswith(str(year))


def test_other_print_is_no_zone():
    assert read(*pages.ENGLISH) is None
    assert read("P" * 44, "<" * 44) is None
    assert read("PLEASE<SIGN<HERE" + "<" * 28, "1" * 44) is None


def test_each_value_says_where_it_stands():
    first, second = travel.passport()
    words = (Word(first, 0.1, 0.8, 0.9, 0.85), Word(second, 0.1, 0.9, 0.9, 0.95))
    place = read(first, second, words=words).get("birth").place
    assert (place.page, place.top, place.bottom) == (1, 0.9, 0.95)
    assert place.left == pytest.approx(0.1 + 0.8 * 13 / 44)
    assert place.right == pytest.approx(0.1 + 0.8 * 19 / 44)


@pytest.mark.everything
@pytest.mark.parametrize("turn", [0, 90, 180])
def test_a_photographed_passport(turn):
    photo = pages.photographed(travel.page(travel.passport()), turn=1.5)
    data = pages.jpeg_of(photo.rotate(turn, expand=True))
    with sandbox.in_memory([data], most=50_000_000) as file:
        (page,) = read_pages(file, "jpeg", (1,))
    zone = read_mrz([page.text], ON)
    assert zone.whole is True
    assert told(zone)["surname"] == "NUNEZ PENA"
    assert told(zone)["nationality"] == "MEX"
