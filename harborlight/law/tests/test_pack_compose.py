"""What becomes of missing, odd and overlong answers when a form is composed."""

from dataclasses import replace

import pytest

from harborlight.law.packs import NoSuchClient, compose, pack_of
from harborlight.law.tests.families import CITIZEN, RESIDENT, Typewriter, family
from harborlight.law.tests.making import DAY, made, printed


@pytest.mark.parametrize(
    ("form", "client"),
    [("I-130", ""), ("I-130A", ""), ("G-28", "petitioner"), ("G-28", "beneficiary")],
)
@pytest.mark.parametrize("name", [CITIZEN, RESIDENT])
def test_nothing_is_missing_of_a_whole_case(name, form, client):
    composed = made(form, name, client=client)
    assert composed.missing == ()


def test_a_spouse_overseas_need_not_sign_the_supplement():
    abroad, here = made("I-130A"), made("I-130A", RESIDENT)
    assert [one.party for one in abroad.signatures] == ["attorney"]
    assert [one.party for one in here.signatures] == ["beneficiary", "attorney"]


@pytest.mark.parametrize("answer", [None, "unknown"])
def test_a_spouse_of_whom_nobody_knows_where_they_are_signs_the_supplement(answer):
    def untold(facts):
        facts["beneficiary"]["us"] = {"ever": "yes"} | (
            {"now": answer} if answer else {}
        )

    composed = made("I-130A", change=untold)
    assert [one.party for one in composed.signatures] == ["beneficiary", "attorney"]


def test_an_older_job_abroad_is_told_if_none_is_shown_above():
    def works_here(facts):
        jobs = facts["beneficiary"]["jobs"]
        for job in jobs[:2]:
            job.update(kind="job", employer="Cafe Nube", country="US", state="NY")
            job.update(street="1 Pine", city="Albany", zip="12207", occupation="Cook")
        jobs.append({"kind": "job", "employer": "Banco Azul", "occupation": "Teller"})
        jobs[-1] |= {"street": "Calle 1", "city": "Sonsonate", "country": "SV"}
        jobs[-1] |= {"current": "no", "from": "2008", "to": "2011-05"}
        del jobs[2]

    lines = printed("I-130A", made("I-130A", change=works_here))
    assert lines[3, "3", "1"] == "Banco Azul"
    assert lines[3, "3", "4.b"] == "05/2011"
    assert made("I-130A", change=works_here).left_out == ()


def test_a_spouse_who_never_worked_abroad_says_so_in_the_additional_information():
    def never(facts):
        facts["beneficiary"]["worked_abroad"] = "no"

    told = [one.text for one in made("I-130A", RESIDENT, change=never).additional]
    assert "I have never worked outside the United States." in told


def test_the_appearance_is_made_for_one_client():
    for client, forms in (("petitioner", "I-130"), ("beneficiary", "I-130A")):
        lines = printed("G-28", made("G-28", client=client))
        assert lines[2, "3", "5"] == client
        assert lines[2, "3", "1.b"] == forms
    assert lines[2, "3", "6.a"] == "Orellana de Rivas"
    with pytest.raises(NoSuchClient, match="one of petitioner, beneficiary, applicant"):
        made("G-28")


def test_a_phone_number_is_never_cut_to_another_number():
    composed = made("G-28", client="beneficiary")
    lines = printed("G-28", composed)
    assert lines[2, "3", "10"] == "See Part 6"
    assert composed.additional[0].text == "+50370123456"


def test_a_street_too_long_for_its_box_is_told_whole_on_the_last_page():
    composed = made("I-130")
    assert printed("I-130", composed)[5, "4", "11.a"] == "Calle El Mirador 4512,"
    told = {str(one.place): one.text for one in composed.additional}
    whole = "Street number and name: Calle El Mirador 4512, Colonia Escalón"
    assert told["Part 4, Item 11.a"] == whole
    blocks = [
        composed.values[f"form1[0].#subform[11].Pt9Line5{box}[0]"]
        for box in ("a_PageNumber", "b_PartNumber", "c_ItemNumber", "d_AdditionalInfo")
    ]
    assert blocks == ["5", "4", "11.a", whole]


def test_entries_beyond_the_slots_are_told_in_the_order_of_the_form():
    def six_children(facts):
        facts["beneficiary"]["children"] *= 3
        facts["petitioner"]["former_spouses"] *= 2

    assert made("I-130", RESIDENT).additional == ()
    composed = made("I-130", change=six_children)
    places = [str(one.place) for one in composed.additional]
    assert places == [
        "Part 2, Item 22.a",
        "Part 2, Item 46",
        "Part 4, Item 5.a",
        "Part 4, Item 11.a",
        "Part 4, Item 41.a",
    ]
    children = composed.additional[-1].text
    assert [line.partition(":")[0] for line in children.splitlines()] == [
        "Person 6",
        "Person 7",
    ]
    assert [str(one.place) for one in composed.continued] == ["Part 4, Item 59.a"]


def test_words_longer_than_a_block_go_on_in_the_next_and_none_is_lost():
    story = " ".join(f"word{number}" for number in range(500))

    def long_story(facts):
        facts["beneficiary"]["petitioned_before"] = "yes"
        facts["beneficiary"]["petitioned_before_details"] = story

    composed = made("I-130", RESIDENT, change=long_story)
    pieces = [*composed.additional, *composed.continued]
    assert len(composed.additional) == 5
    assert len(composed.continued) == 1
    assert {str(one.place) for one in pieces} == {"Part 4, Item 10"}
    assert " ".join(one.text for one in pieces) == story


def test_a_missing_answer_is_named_once_with_item_fact_and_person():
    def forget(facts):
        del facts["petitioner"]["birth"]["date"]
        facts["beneficiary"]["addresses"][0].pop("city")
        del facts["case"]["marriage"]["date"]

    composed = made("I-130", change=forget)
    assert [(one.item, one.path, one.person) for one in composed.missing] == [
        ("Part 2, Item 8", "petitioner.birth.date", "petitioner"),
        ("Part 2, Item 18", "case.marriage.date", "case"),
        ("Part 4, Item 11.c", "beneficiary.addresses[0].city", "beneficiary"),
    ]


def test_nothing_known_is_a_long_list_of_missing_answers_and_no_failure():
    day, _ = family(CITIZEN)
    composed = compose(pack_of("I-130", day), {}, Typewriter(), on=day)
    people = {one.person for one in composed.missing}
    assert people == {"petitioner", "beneficiary", "case", "attorney"}
    assert set(composed.values.values()) == {False}


GATES = [
    ("I-130", "petitioner.has_other_names"),
    ("I-130", "petitioner.married_before"),
    ("I-130", "petitioner.has_earlier_petitions"),
    ("I-130", "petitioner.has_other_petitions"),
    ("I-130", "beneficiary.has_other_names"),
    ("I-130", "beneficiary.married_before"),
    ("I-130", "beneficiary.has_children"),
    ("I-130", "beneficiary.in_proceedings"),
    ("I-130", "beneficiary.roman_script"),
    ("I-130A", "beneficiary.worked_abroad"),
]


@pytest.mark.parametrize(("form", "path"), GATES)
def test_a_question_before_the_question_is_missing_too(form, path):
    def unanswered(facts):
        party, name = path.split(".")
        del facts[party][name]
        if form == "I-130A":
            facts["beneficiary"]["jobs"] = [{"kind": "home", "current": "yes"}]
            facts["beneficiary"]["jobs"][0]["from"] = "2015"

    assert [one.path for one in made(form, change=unanswered).missing] == [path]


def test_entries_of_an_answer_since_changed_are_not_told():
    def changed(facts):
        facts["petitioner"]["married_before"] = "no"
        facts["beneficiary"]["has_other_names"] = "no"
        facts["beneficiary"]["has_children"] = "no"

    composed = made("I-130", change=changed)
    lines = printed("I-130", composed)
    assert lines[2, "2", "16"] == "1"
    assert (
        lines[3, "2", "22.a"] == lines[5, "4", "5.a"] == lines[6, "4", "29.a"] == "N/A"
    )
    gone = [(3, "2", "22.b"), (3, "2", "23"), (5, "4", "5.b"), (6, "4", "31")]
    assert [line for line in gone if line in lines] == []
    assert all("Other name" not in one.text for one in composed.additional)


def test_an_entry_that_is_missing_is_asked_for_at_its_next_place():
    def none_current(facts):
        facts["petitioner"]["addresses"] = facts["petitioner"]["addresses"][1:]

    composed = made("I-130", change=none_current)
    asked = [one.path for one in composed.missing]
    assert asked[0] == "petitioner.addresses[2].street"
    assert [(one.code, one.detail) for one in composed.problems] == [
        ("no_current_entry", "petitioner.addresses")
    ]
    assert printed("I-130", composed)[2, "2", "14.c"] == "Austin"


def test_an_address_that_ended_more_than_five_years_ago_is_left_out_and_said():
    composed = made("I-130")
    assert [one.path for one in composed.left_out] == ["petitioner.addresses[2]"]
    assert all(
        "Corpus Christi, TX 78401" not in one.text for one in composed.additional
    )


def test_each_box_knows_the_facts_that_it_came_from():
    used = made("I-130").used
    boxes = {
        "subform[1].Pt2Line14_CityOrTown[0]": ("petitioner.addresses[1].city",),
        "subform[4].Pt4Line12c_CityOrTown[0]": ("petitioner.addresses[0].city",),
        "subform[0].Pt1Line1_Spouse[0]": ("case.relationship",),
    }
    for box, paths in boxes.items():
        assert used[f"form1[0].#{box}"] == paths
    told = used["form1[0].#subform[11].Pt9Line4d_AdditionalInfo[0]"]
    assert told == tuple(
        f"beneficiary.other_names[1].{part}" for part in ("family", "given", "middle")
    )


@pytest.mark.parametrize("name", [CITIZEN, RESIDENT])
@pytest.mark.parametrize("form", ["I-130", "I-130A", "HL-1"])
def test_of_boxes_that_exclude_each_other_one_at_most_is_on(name, form):
    composed = made(form, name)
    for row in pack_of(form, DAY).choices:
        on = [box for box in row.boxes.values() if composed.values[box]]
        assert len(on) <= 1 or row.several, row.place


def test_an_answer_without_a_box_is_a_problem_and_ticks_nothing():
    def odd(facts):
        facts["petitioner"]["sex"] = "other"
        facts["petitioner"]["reads_english"] = "unknown"
        facts["petitioner"]["birth"]["date"] = "last spring"

    composed = made("I-130", change=odd)
    assert [(one.code, str(one.place), one.detail) for one in composed.problems] == [
        ("cannot_be_written", "Part 2, Item 8", "last spring"),
        ("cannot_be_written", "Part 4, Item 27", "last spring"),
        ("no_such_choice", "Part 2, Item 9", "other"),
        ("answer_unknown", "Part 6, Item 1", "unknown"),
    ]
    lines = printed("I-130", composed)
    assert (2, "2", "9") not in lines


def test_what_a_person_must_see_to_is_said():
    def moved(facts):
        facts["beneficiary"]["us"]["now"] = "yes"

    assert [one.code for one in made("I-130", RESIDENT).problems] == [
        "interpreter_by_hand"
    ]
    assert [one.code for one in made("I-130", change=moved).problems] == [
        "place_contradicts_address"
    ]


def test_a_pack_is_reviewed_only_when_boxes_and_dates_are():
    pack = pack_of("I-130", DAY)
    half = replace(pack, reviewed=DAY)
    assert [half.is_reviewed, replace(half, accepted_reviewed=DAY).is_reviewed] == [
        False,
        True,
    ]


@pytest.mark.feature("F069")
def test_a_part_of_a_day_is_written_where_that_will_do():
    def remembered(facts):
        facts["petitioner"]["parents"][0]["birth_date"] = "1951"
        facts["petitioner"]["addresses"][0]["from"] = "2019-04"

    composed = made("I-130", change=remembered)
    lines = printed("I-130", composed)
    assert lines[3, "2", "25"] == "1951" or "1951" in lines.values()
    assert "04/2019" in lines.values()
    assert composed.missing == () and not composed.problems


@pytest.mark.feature("F069")
@pytest.mark.parametrize(
    ("path", "known", "printed_as"),
    [("beneficiary.birth", "1962", "1962"), ("case.marriage", "1998-05", "05/1998")],
)
def test_a_part_of_a_day_that_tells_who_somebody_is_is_named_as_missing(
    path, known, printed_as
):
    def remembered(facts):
        part, name = path.split(".")
        facts[part][name]["date"] = known

    composed = made("I-130", change=remembered)
    assert [one.path for one in composed.missing] == [f"{path}.date"]
    [problem] = {(one.code, one.detail) for one in composed.problems}
    assert problem == ("date_not_whole", printed_as)
    assert printed_as not in printed("I-130", composed).values()
