"""Whoever reads the forms to the client is named where a form asks for an interpreter."""

import pytest

from harborlight.law.tests.families import (
    ADJUSTING,
    CARD,
    COMPANY,
    CONDITIONAL,
    DREAMER,
    HARDSHIP,
    PROTECTED,
    RESIDENT,
    SETTLED,
    WIDOW,
)
from harborlight.law.tests.making import made, printed


def test_the_interpreter_who_is_known_is_named():
    lines = printed("I-130", made("I-130", RESIDENT)).values()
    for told in ("Xiùyīng", "7135550163", "Mandarin Chinese", "y.argueta@example.org"):
        assert told in lines


@pytest.mark.parametrize("change", [{"reads_english": "yes"}, {"interpreter": {}}])
def test_where_nobody_interprets_or_is_named_the_part_stays_open(change):
    def other(facts):
        facts["petitioner"].update(change)

    composed = made("I-130", RESIDENT, change=other)
    assert "Xiùyīng" not in printed("I-130", composed).values()
    assert composed.missing == ()


TOLD = {
    "family": "Haddād",
    "given": "Mariam",
    "business": "Harbor House",
    "phone_day": "+17135550171",
    "phone_mobile": "+17135550172",
    "email": "mariam@example.org",
    "language": "Arabic",
}
ONE = dict.fromkeys(("family", "given"), "1")
LETTERED = {"family": "1.a", "given": "1.b"}
FIVE = {
    "business": "2",
    "phone_day": "3",
    "phone_mobile": "4",
    "email": "5",
    "language": "5",
}
SIX = {
    "business": "2",
    "phone_day": "4",
    "phone_mobile": "5",
    "email": "6",
    "language": "6",
}

# (form, case, client, whose interpreter), the part, and the item of each answer.
PARTS = [
    (("I-140", COMPANY, "", "petitioner"), "9", LETTERED | SIX),
    (("I-290B", HARDSHIP, "beneficiary", "beneficiary"), "5", ONE | FIVE),
    (("N-400", SETTLED, "", "applicant"), "12", ONE | FIVE),
    (("I-864", ADJUSTING, "petitioner", "petitioner"), "9", ONE | FIVE),
    (("I-90", CARD, "applicant", "applicant"), "6", LETTERED | SIX),
    (("I-912", CARD, "applicant", "applicant"), "8", ONE | SIX),
    (("I-601A", HARDSHIP, "beneficiary", "beneficiary"), "7", LETTERED | SIX),
    (("I-821", PROTECTED, "", "applicant"), "9", LETTERED | SIX),
    (("I-821D", DREAMER, "", "applicant"), "6",
     LETTERED | {"business": "2", "phone_day": "4", "email": "5", "language": "5"}),
    (("I-360", WIDOW, "applicant", "applicant"), "13", ONE | SIX),
    (("I-907", COMPANY, "petitioner", "petitioner"), "4", ONE | SIX),
    # The box for e-mail of this form takes ten characters.
    (("I-751", CONDITIONAL, "", "beneficiary"), "9",
     LETTERED | {"business": "2", "phone_day": "4", "language": "6"}),
]  # fmt: skip


def made_for(form, case, client, party, **changed):
    def read_to(facts):
        told = {key: TOLD[key] for key in TOLD if key != "language"}
        facts[party].update(
            {"reads_english": "no", "language": TOLD["language"]}
            | {"interpreter": {"known": "yes"} | told}
            | changed
        )
        # Whoever asks for premium processing (I-907) signs, and is read to.
        case = facts.setdefault("case", {})
        case.setdefault("premium", {})["requestor"] = "client"

    return made(form, case, client=client, change=read_to)


@pytest.mark.feature("F115")
@pytest.mark.parametrize(
    ("of", "part", "items"), PARTS, ids=[of[0] for of, *_ in PARTS]
)
def test_each_form_names_the_interpreter_in_its_part(of, part, items):
    composed = made_for(*of)
    lines = {}
    for (_page, here, item), text in printed(of[0], composed).items():
        if here == part:
            lines[item] = f"{lines.get(item, '')} {text}"
    for answer, item in items.items():
        assert TOLD[answer].removeprefix("+1") in lines[item], answer
    assert composed.missing == ()
    assert [one.code for one in composed.problems].count("interpreter_by_hand") == 1


@pytest.mark.parametrize(
    "of", [of for of, *_ in PARTS], ids=[of[0] for of, *_ in PARTS]
)
def test_whoever_reads_english_needs_none(of):
    shown = printed(of[0], made_for(*of, reads_english="yes")).values()
    assert not any(TOLD["given"] in text for text in shown)


def test_of_a_joint_petition_the_other_one_may_need_the_interpreter():
    shown = printed("I-751", made_for("I-751", CONDITIONAL, "", "petitioner"))
    assert (shown[8, "9", "1.b"], shown[9, "9", "6"]) == ("Mariam", "Arabic")
