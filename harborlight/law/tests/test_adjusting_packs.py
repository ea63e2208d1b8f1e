"""The forms that go along with an adjustment of status, line by line and at their turns."""

import pytest

from harborlight.law.packs import pack_of
from harborlight.law.tests.families import ADJUSTING
from harborlight.law.tests.making import DAY, made, printed

FORMS = [
    ("I-130", ""),
    ("I-130A", ""),
    ("I-765", "beneficiary"),
    ("G-1145", "petitioner"),
    ("G-1145", "beneficiary"),
    ("G-1450", "beneficiary"),
]


@pytest.mark.feature("F115")
@pytest.mark.parametrize(("form", "client"), FORMS)
def test_nothing_is_missing_of_a_family_that_adjusts(form, client):
    composed = made(form, ADJUSTING, client=client)
    assert composed.missing == ()
    by_hand = {"card_by_hand"} if form == "G-1450" else set()
    assert {one.code for one in composed.problems} == by_hand


def lines_of(form, *, client="beneficiary", change=None):
    """(page, part, item) -> what stands there, of the family that adjusts."""
    return printed(form, made(form, ADJUSTING, client=client, change=change))


WORK_PERMIT = [
    ((1, "", "Attorney box"), "24099999 012345678901 yes"),
    ((1, "1", "1"), "initial"),
    ((1, "2", "1.a"), "Dela Peña"),
    ((1, "2", "2.b"), "Monching"),
    ((1, "2", "3.a"), "de la Peña Ocampo"),
    ((2, "2", "5.a"), "Theresa Brandt Núñez"),
    ((2, "2", "5.b"), "PO Box 8842"),
    ((2, "2", "6"), "no"),
    ((2, "2", "7.b"), "4B apt"),
    ((2, "2", "10"), "male"),
    ((2, "2", "11"), "married"),
    ((2, "2", "14.a"), "Philippines"),
    ((2, "2", "14.b"), "N/A"),
    ((3, "2", "15.b"), "Cebu"),
    ((3, "2", "17"), "987654321B2"),
    ((3, "2", "20"), "Philippines"),
    ((3, "2", "21"), "03/14/2030"),
    ((3, "2", "23"), "Detroit, MI"),
    ((3, "2", "24"), "B2"),
    ((3, "2", "27"), "c 9"),
    ((4, "3", "1"), "yes"),
    ((4, "3", "2"), "Adaeze Okafor yes"),
    ((5, "5", "2"), "Okafor Immigration Law PLLC"),
    ((6, "5", "7.b"), "yes yes"),
    ((7, "6", "1.a"), "Dela Peña"),
]


@pytest.mark.parametrize(("where", "words"), WORK_PERMIT)
def test_the_work_permit_says_on_each_line_what_it_should(where, words):
    assert lines_of("I-765")[where] == words


def test_the_physical_address_of_a_work_permit_is_told_when_mail_comes_elsewhere():
    def mail_at_home(facts):
        facts["beneficiary"]["mailing"] = {"same_as_home": "yes"}

    lines = lines_of("I-765", change=mail_at_home)
    assert lines[2, "2", "5.b"] == "2218 Maplewood Avenue"
    assert (2, "2", "7.a") not in lines


@pytest.mark.parametrize(
    ("category", "asked"),
    [
        ("(c)(9)", set()),
        ("(c)(3)(C)", {"28.a", "28.b", "28.c"}),
        ("(c)(26)", {"29"}),
        ("(c)(8)", {"30"}),
        ("(c)(35)", {"31.a", "31.b"}),
    ],
)
def test_a_category_has_its_own_questions(category, asked):
    def of_category(facts):
        facts["beneficiary"]["work_permit"]["category"] = category

    composed = made("I-765", ADJUSTING, client="beneficiary", change=of_category)
    assert {one.place.item for one in composed.missing} == asked


def test_three_brackets_of_a_category_go_into_three_boxes():
    def of_an_investor_s_child(facts):
        facts["beneficiary"]["work_permit"]["category"] = "(c)(17)(iii)"

    lines = lines_of("I-765", change=of_an_investor_s_child)
    assert lines[3, "2", "27"] == "c 17 iii"


def test_whoever_came_in_without_admission_had_no_status():
    def walked_in(facts):
        facts["beneficiary"]["admission"]["how"] = "without"
        facts["beneficiary"]["immigration_status"] = "none"

    lines = lines_of("I-765", change=walked_in)
    assert lines[3, "2", "24"] == lines[3, "2", "25"] == "No status"


@pytest.mark.parametrize(
    ("status", "box"), [("separated", "married"), ("annulled", "single")]
)
def test_four_boxes_for_six_marital_statuses(status, box):
    def is_so(facts):
        facts["beneficiary"]["marital_status"] = status

    assert lines_of("I-765", change=is_so)[2, "2", "11"] == box


def test_a_work_permit_is_not_asked_for_from_abroad():
    def went_home(facts):
        facts["beneficiary"]["us"]["now"] = "no"

    composed = made("I-765", ADJUSTING, client="beneficiary", change=went_home)
    assert [one.code for one in composed.problems] == ["files_from_abroad"]


def test_the_notification_goes_to_the_one_for_whom_it_is_made():
    lines = lines_of("G-1145", client="petitioner")
    assert lines == {
        (1, "", "Last name"): "Brandt Núñez",
        (1, "", "First name"): "Theresa",
        (1, "", "Middle name"): "Anne",
        (1, "", "Email address"): "theresa.brandt@example.com",
        (1, "", "Mobile phone"): "4195550121",
    }
    assert made("G-1145", ADJUSTING, client="petitioner").signatures == ()


def test_an_email_too_long_for_a_form_without_more_room_goes_behind_it():
    def has_a_long_one(facts):
        facts["petitioner"]["contact"]["email"] = f"{'a' * 60}@example.com"

    composed = made("G-1145", ADJUSTING, client="petitioner", change=has_a_long_one)
    assert printed("G-1145", composed)[1, "", "Email address"] == ""
    assert [one.text for one in composed.continued] == [f"{'a' * 60}@example.com"]


CARD = [
    ("Family name", "Dela Peña"),
    ("Card holder's given name", "Theresa"),
    ("Billing address", "2218 Maplewood Avenue 4B Toledo OH 43610 apt"),
    ("Card holder's daytime phone", "4195550120"),
    ("Authorized payment amount", "675"),
]


@pytest.mark.parametrize(("item", "words"), CARD)
def test_a_card_payment_says_who_pays_for_whom(item, words):
    assert lines_of("G-1450")[1, "", item] == words


def test_the_card_holder_signs_whoever_that_is():
    def pays(who):
        def change(facts):
            facts["case"]["card_holder"]["who"] = who
            facts["case"]["card_holder"]["name"] = {"family": "Ruiz", "given": "Eva"}
            facts["case"]["card_holder"]["contact"] = {"phone_day": "+14195550100"}
            facts["case"]["card_holder"]["address"] = {"country": "US", "zip": "43604"}
            facts["case"]["card_holder"]["address"] |= {
                "street": "9 Elm",
                "state": "OH",
            }
            facts["case"]["card_holder"]["address"] |= {"city": "Toledo"}

        return made("G-1450", ADJUSTING, client="beneficiary", change=change)

    for who in ("petitioner", "beneficiary"):
        assert [one.party for one in pays(who).signatures] == [who]
        assert pays(who).spared == ()
    stranger = pays("other")
    assert stranger.signatures == ()
    assert {one.spared for one in stranger.spared} == {"card_holder_signs"}
    assert printed("G-1450", stranger)[1, "", "Card holder's family name"] == "Ruiz"
    assert stranger.missing == ()


def test_no_box_for_a_card_s_number_is_ever_filled():
    pack = pack_of("G-1450", DAY)
    kept = {one.box.rpartition(".")[2] for one in pack.empty if "card" in one.because}
    assert {f"CreditCardNumber_{place}[0]" for place in (1, 2, 3, 4)} < kept
    assert {"CreditCardNumber_4[1]", "ExpirationDate[0]"} < kept
