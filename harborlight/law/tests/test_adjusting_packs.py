"""The forms that go along with an adjustment of status, line by line and at their turns."""

from datetime import date

import pytest

from harborlight.law.packs import NoEdition, pack_of
from harborlight.law.tests.families import ADJUSTING
from harborlight.law.tests.making import DAY, made, printed

FORMS = [
    ("I-130", ""),
    ("I-130A", ""),
    ("I-765", "beneficiary"),
    ("G-1145", "petitioner"),
    ("G-1145", "beneficiary"),
    ("G-1450", "beneficiary"),
    ("I-864", "petitioner"),
    ("I-131", "beneficiary"),
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
    assert printed("G-1145", composed)[1, "", "Email address"] == "See attached sheet"
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


SUPPORT = [
    ((1, "1", "1"), "petitioner"),
    ((1, "2", "1"), "Brandt Núñez Theresa Anne"),
    ((2, "2", "2"), "2218 Maplewood Avenue 4B Toledo OH 43610 United States apt"),
    ((2, "2", "3"), "yes"),
    ((2, "2", "5"), "United States"),
    ((2, "2", "7"), "United States"),
    ((2, "2", "9"), "us_citizen"),
    ((2, "2", "12"), "no"),
    ((3, "3", "2"), "Theresa Brandt Núñez PO Box 8842 Toledo OH 43612 United States"),
    ((3, "3", "3"), "Philippines"),
    ((3, "4", "1"), "yes"),
    ((5, "5", "1"), "1"),
    ((5, "5", "2"), "1"),
    ((5, "5", "3"), "0"),
    ((5, "5", "4"), "1"),
    ((5, "5", "5"), "0"),
    ((5, "5", "7"), "1"),
    ((5, "5", "8"), "4"),
    ((5, "6", "1"), "Registered nurse yes"),
    ((5, "6", "2"), "Maumee Valley Hospital"),
    ((5, "6", "7"), "61,250"),
    ((6, "6", "8"), "Carmen Lucía Núñez Mother 18,400"),
    ((6, "6", "12"), "79,650"),
    ((6, "6", "13"), "yes"),
    ((6, "6", "15"), "yes"),
    ((7, "6", "16.a"), "2025 60,130"),
    ((7, "6", "16.b"), "2024 58,900"),
    ((7, "6", "16.c"), "N/A N/A"),
    ((7, "7", "4"), "8,550"),
    ((7, "7", "5"), "0"),
    ((8, "7", "9"), "35,200"),
    ((8, "7", "10"), "43,750"),
    ((10, "8", "2"), "Adaeze Okafor yes"),
    ((11, "10", "4"), "5125550101"),
    ((12, "11", "1"), "Brandt Núñez Theresa Anne"),
]


@pytest.mark.parametrize(("where", "words"), SUPPORT)
def test_the_affidavit_says_on_each_line_what_it_should(where, words):
    assert lines_of("I-864", client="petitioner")[where] == words


def test_the_affidavit_is_taken_until_its_successor_and_not_a_day_longer():
    assert pack_of("I-864", date(2026, 8, 23)).edition == date(2024, 10, 17)
    with pytest.raises(NoEdition, match="I-864 that is accepted on 2026-08-24"):
        pack_of("I-864", date(2026, 8, 24))


def test_whoever_combines_no_income_leaves_the_page_of_others_empty():
    def alone(facts):
        facts["petitioner"]["has_household"] = "no"
        facts["petitioner"]["assets"] = {"used": "no"}

    composed = made("I-864", ADJUSTING, client="petitioner", change=alone)
    lines = printed("I-864", composed)
    assert composed.missing == ()
    assert lines[5, "5", "8"] == "2"
    assert lines[6, "6", "12"] == "61,250"
    assert {(6, "6", "8"), (6, "6", "13"), (7, "7", "4"), (8, "7", "10")} & set(
        lines
    ) == set()


def test_a_sum_is_not_written_while_one_of_its_numbers_is_missing():
    def untold(facts):
        del facts["petitioner"]["household"][1]["income"]
        del facts["petitioner"]["assets"]["securities"]

    composed = made("I-864", ADJUSTING, client="petitioner", change=untold)
    lines = printed("I-864", composed)
    assert {(6, "6", "12"), (7, "7", "4"), (8, "7", "10")} & set(lines) == set()
    assert [(one.path, len(one.also)) for one in composed.missing] == [
        ("petitioner.household[1].income", 1),
        ("petitioner.assets.securities", 2),
    ]


def test_the_household_is_not_counted_before_it_is_known():
    def untold(facts):
        del facts["petitioner"]["has_household"]

    composed = made("I-864", ADJUSTING, client="petitioner", change=untold)
    assert [one.path for one in composed.missing] == ["petitioner.has_household"]
    assert (5, "5", "8") not in printed("I-864", composed)


def test_incomes_beyond_the_fourth_are_told_and_counted():
    def many(facts):
        facts["petitioner"]["household"] += [
            {"family": "Núñez", "given": name, "relationship": "Brother"}
            | {"counts_as": "combining", "adds_income": "yes", "income": "1000"}
            for name in ("Ana", "Beto", "Cira", "Dan")
        ]

    composed = made("I-864", ADJUSTING, client="petitioner", change=many)
    lines = printed("I-864", composed)
    assert lines[5, "5", "8"] == "8"
    assert lines[6, "6", "12"] == "83,650"
    (told,) = composed.additional
    assert str(told.place) == "Part 6, Item 11"
    assert told.text.startswith("Person 5: Family name: Núñez; Given name: Dan")
    assert "Current income: 1,000" in told.text


def test_an_immigrant_with_income_and_no_family_needs_no_contract_of_their_own():
    def earns(facts):
        facts["petitioner"]["household"] = [
            {"family": "Dela Peña", "given": "Ramón", "relationship": "Husband"}
            | {"counts_as": "immigrant", "adds_income": "yes", "income": "9000"}
        ]

    composed = made("I-864", ADJUSTING, client="petitioner", change=earns)
    lines = printed("I-864", composed)
    assert lines[5, "5", "8"] == "2"
    assert lines[6, "6", "14"] == "Ramón Dela Peña yes"
    assert (6, "6", "13") not in lines


def test_family_who_comes_along_is_listed_and_counted():
    def five(facts):
        facts["petitioner"]["sponsorship"]["family"] = "with"
        facts["petitioner"]["sponsored_family"] = [
            {"family": "Dela Peña", "given": name, "relationship": "daughter"}
            | {"birth_date": "2012-01-09", "a_number": "none"}
            for name in ("Ana", "Belen", "Clara", "Diwa", "Esperanza")
        ]

    composed = made("I-864", ADJUSTING, client="petitioner", change=five)
    lines = printed("I-864", composed)
    assert lines[3, "4", "2"] == "yes"
    assert lines[3, "4", "4"] == "Dela Peña Ana Daughter 01/09/2012"
    assert lines[4, "4", "7"] == "Dela Peña Diwa Daughter 01/09/2012"
    assert (lines[5, "5", "1"], lines[5, "5", "8"]) == ("6", "9")
    (told,) = composed.additional
    assert told.text.startswith("Family Member 5: Family name: Dela Peña")


def test_a_joint_sponsor_signs_an_affidavit_of_their_own():
    def has_a_sponsor(facts):
        facts["sponsor"] = dict(facts["petitioner"])
        facts["sponsor"]["name"] = {"family": "Brandt", "given": "Otto"}
        facts["sponsor"]["sponsorship"] = {"domicile": "US", "basis": "second_joint"}
        facts["sponsor"]["sponsorship"] |= {"principal": "yes", "family": "none"}
        facts["sponsor"]["tax_returns"] = [{"year": "2025", "income": "0"}]

    composed = made("I-864", ADJUSTING, client="sponsor", change=has_a_sponsor)
    lines = printed("I-864", composed)
    assert composed.missing == ()
    assert lines[1, "1", "1"] == "two_joint"
    assert lines[1, "1", "1.e"] == "second_joint"
    assert lines[1, "2", "1"] == "Brandt Otto"
    assert (2, "2", "12") not in lines  # Petitioners only are asked of the army.
    # Married to somebody who is not sponsored here.
    assert lines[5, "5", "3"] == "1"
    assert lines[7, "6", "16.a"] == "2025 zero"


def test_whoever_did_not_have_to_file_writes_so():
    def too_little(facts):
        facts["petitioner"]["taxes"] = {"filed_three_years": "no"}
        facts["petitioner"]["taxes"] |= {"not_required": "yes"}
        facts["petitioner"]["tax_returns"] = []

    lines = lines_of("I-864", client="petitioner", change=too_little)
    assert lines[7, "6", "16.a"] == lines[7, "6", "16.b"] == "N/A N/A"
    assert lines[7, "6", "17"] == "yes"


@pytest.mark.parametrize(
    ("kind", "item"), [("own", "4"), ("retired", "5"), ("student", "6")]
)
def test_the_present_occupation_has_its_own_line(kind, item):
    def works_so(facts):
        facts["petitioner"]["jobs"] = [
            {"kind": kind, "occupation": "Baker", "current": "yes", "from": "2020-03"}
        ]

    lines = lines_of("I-864", client="petitioner", change=works_so)
    assert lines[5, "6", item] in ("Baker yes", "03/2020 yes")
    assert (5, "6", "1") not in lines


def test_an_affidavit_without_any_occupation_asks_for_it():
    def nothing(facts):
        facts["petitioner"]["jobs"] = []

    composed = made("I-864", ADJUSTING, client="petitioner", change=nothing)
    assert [one.path for one in composed.missing] == ["petitioner.jobs[0].occupation"]


TRAVEL = [
    ((1, "", "Attorney box"), "yes"),
    ((1, "1", "5.A"), "yes"),
    ((4, "1", "13"), "no"),
    ((4, "2", "1"), "Dela Peña Ramón Ignacio"),
    ((5, "2", "2"), "Dela Peña Monching de la Peña Ocampo Ramón Ignacio"),
    ((5, "2", "3"), "Theresa Brandt Núñez PO Box 8842 Toledo OH 43612 United States"),
    ((5, "2", "4"), "2218 Maplewood Avenue 4B Toledo OH 43610 United States apt"),
    ((5, "2", "7"), "Philippines"),
    ((5, "2", "8"), "male"),
    ((5, "2", "12"), "B2"),
    ((6, "2", "14"), "04/10/2026"),
    ((7, "3", "1"), "not_hispanic"),
    ((7, "3", "2"), "asian pacific_islander"),
    ((7, "3", "3"), "5 7"),
    ((7, "3", "4"), "1 5 8"),
    ((7, "3", "6"), "black"),
    ((7, "4", "1"), "no"),
    ((7, "4", "4"), "no"),
    ((10, "7", "1"), "12/18/2026"),
    ((10, "7", "3"), "Philippines, Japan"),
    ((10, "7", "4"), "more"),
    ((10, "7", "5"), "21"),
    ((11, "10", "2"), "4195550177"),
    ((13, "12", "1"), "Okafor Adaeze"),
    ((14, "13", "1"), "Dela Peña Ramón Ignacio"),
]


@pytest.mark.parametrize(("where", "words"), TRAVEL)
def test_the_travel_document_says_on_each_line_what_it_should(where, words):
    assert lines_of("I-131")[where] == words


# The kind of a request -> the parts that it needs answers for.
PARTS = [
    ("reentry", {"4", "5"}),
    ("refugee", {"4", "6"}),
    ("tps", {"1"}),
    ("daca", {"1"}),
    ("parole", {"8"}),
    ("in_place_program", {"1", "8"}),
    ("again_immvi", {"1", "8"}),
]


@pytest.mark.parametrize(("kind", "parts"), PARTS)
def test_each_kind_of_request_asks_its_own_parts(kind, parts):
    def asks_for(facts):
        facts["beneficiary"]["travel_request"]["kind"] = kind

    composed = made("I-131", ADJUSTING, client="beneficiary", change=asks_for)
    assert {one.place.part for one in composed.missing} == parts


def test_every_kind_of_request_has_one_box_on_the_four_pages():
    kinds = {
        value
        for row in pack_of("I-131", DAY).choices
        if any("CB_AppType" in box for box in row.boxes.values())
        for value in row.when.values
    }
    assert len(kinds) == 37
    boxes = set()
    for kind in kinds:

        def asks_for(facts, kind=kind):
            facts["beneficiary"]["travel_request"]["kind"] = kind

        composed = made("I-131", ADJUSTING, client="beneficiary", change=asks_for)
        on = [
            box
            for box, value in composed.values.items()
            if "CB_AppType" in box and value is True
        ]
        assert len(on) == 1, kind
        boxes.update(on)
    assert len(boxes) == 37


def test_a_petitioner_asks_for_parole_on_behalf_of_the_beneficiary():
    def asks(facts):
        facts["petitioner"]["nationality"] = "US"
        facts["petitioner"]["travel_request"] = {
            "kind": "parole",
            "for_other": "yes",
            "is_refugee": "no",
            "had_permit": "no",
            "had_parole": "no",
            "why_parole": "His mother-in-law is ill.",
            "stay_in_us": "6 months",
            "arrives": "2026-09-01",
            "office_city": "Manila",
            "office_country": "PH",
        }

    composed = made("I-131", ADJUSTING, client="petitioner", change=asks)
    lines = printed("I-131", composed)
    assert composed.missing == ()
    assert lines[3, "1", "7"] == "yes"
    assert lines[4, "2", "1"] == "Brandt Núñez Theresa Anne"
    assert lines[6, "2", "16"] == "Dela Peña Ramón Ignacio"
    assert lines[6, "2", "17"].startswith("Dela Peña Monching")
    assert lines[6, "2", "25"].startswith("2218 Maplewood Avenue")
    # Part 3 is about whoever receives the document, Part 10 about whoever signs.
    assert lines[7, "3", "6"] == "black"
    assert lines[11, "10", "1"] == "4195550120"
    assert (7, "4", "4") not in lines


def test_a_refugee_explains_each_yes():
    def asks(facts):
        facts["beneficiary"]["travel_request"] |= {
            "kind": "refugee",
            "returns_there": "yes",
            "refugee_details": "To bury my father.",
        }

    composed = made("I-131", ADJUSTING, client="beneficiary", change=asks)
    assert [(str(one.place), one.text) for one in composed.additional] == [
        ("Part 6, Item 2", "To bury my father.")
    ]


def test_who_is_in_proceedings_does_not_get_advance_parole_without_a_word():
    def is_in(facts):
        facts["beneficiary"]["in_proceedings"] = "yes"

    composed = made("I-131", ADJUSTING, client="beneficiary", change=is_in)
    assert [one.code for one in composed.problems] == ["no_parole_yet"]


def test_the_answers_of_a_refugee_stand_each_on_its_own_line():
    answers = {
        "returns_there": "yes",
        "went_back": "no",
        "got_passport": "yes",
        "got_benefit": "no",
        "regained_nationality": "yes",
        "new_nationality": "no",
        "refugee_elsewhere": "yes",
        "before_departure": "no",
        "is_abroad": "yes",
    }

    def asks(facts):
        facts["beneficiary"]["travel_request"] |= answers | {
            "kind": "refugee_resident",
            "refugee_from": "PH",
            "abroad_where": "Manila, Philippines",
            "abroad_countries": "none",
            "sent_to": "home",
        }

    lines = lines_of("I-131", change=asks)
    items = ("2", "3.a", "3.b", "3.c", "4.a", "4.b", "4.c", "5", "6.a")
    told = [lines[9 if item < "4" else 10, "6", item] for item in items]
    assert told == list(answers.values())
    assert lines[8, "4", "7"] == "home"
