"""What a PDF is, and what a new edition asks otherwise."""

import json
from datetime import date

import pikepdf
import pytest
from click.testing import CliRunner

from harborlight.config.cli import main
from harborlight.filings.blank_check import checked
from harborlight.filings.blank_compare import compared
from harborlight.papers.filling import fill
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare
from harborlight.papers.tests.forms_at_hand import (
    A_NUMBER,
    FAMILY_NAME,
    STATE,
    changed,
    field_of,
    official_files,
    practice_blank,
)

pytestmark = pytest.mark.feature("F115")
DAY = date(2026, 6, 15)
BARCODE = "HL1[0].Page1[0].PDF417BarCode1[0]", "HL1[0].Page2[0].PDF417BarCode2[0]"


def edited(**fields):
    """The practice form after its agency changed what is said of some fields."""

    def change(opened):
        for name, said in NAMED.items():
            field = field_of(opened, said)
            for key, value in fields.get(name, {}).items():
                field[f"/{key}"] = value

    return changed(practice_form(), change)


NAMED = {"family": FAMILY_NAME, "number": A_NUMBER, "state": STATE,
         "code_1": BARCODE[0], "code_2": BARCODE[1]}  # fmt: skip


def differences(**fields):
    found = compared(practice_blank(), prepare(edited(**fields)))
    return [(one.kind, one.what or one.now.rpartition(".")[2]) for one in found]


def test_the_same_blank_twice_shows_nothing():
    assert compared(practice_blank(), practice_blank()) == []
    assert differences() == []


def test_a_field_with_another_name_and_the_same_question_is_renamed():
    assert differences(family={"T": pikepdf.String("Pt1Line7_Surname[0]")}) == [
        ("renamed", "Pt1Line7_Surname[0]")
    ]


def test_with_another_question_too_one_is_gone_and_one_is_new():
    field = {
        "T": pikepdf.String("Pt1Line7_Nick[0]"),
        "TU": pikepdf.String("A nickname"),
    }
    found = differences(family=field)
    assert found == [("gone", ""), ("new", "Pt1Line7_Nick[0]")]


def test_what_is_changed_of_a_field_is_told_with_before_and_after():
    assert differences(family={"TU": pikepdf.String("Surname")}) == [
        ("changed", "tooltip")
    ]
    assert differences(number={"MaxLen": 11}) == [("changed", "max_length")]
    few = pikepdf.Array([pikepdf.String(code) for code in ("TX", "CA")])
    assert differences(state={"Opt": few}) == [("changed", "options")]
    (one,) = compared(practice_blank(), prepare(edited(number={"MaxLen": 11})))
    assert (one.before, one.after) == (9, 11)


def test_a_field_that_stands_elsewhere_is_moved():
    place = pikepdf.Array([100, 100, 200, 118])
    assert differences(family={"Rect": place}) == [("moved", "place")]


def code_of(content):
    return checked(content, on=DAY).code


def test_the_agencys_own_file_is_known():
    found = checked(practice_form(), on=DAY)
    assert (found.code, found.form, found.is_fit) == ("official", "HL-1", True)


def test_a_form_with_answers_in_it_is_not_the_blank():
    filled = fill(practice_blank(), {FAMILY_NAME: "García", A_NUMBER: "123456789"}).pdf
    found = checked(filled, on=DAY)
    assert found.code == "filled"
    assert "with 2 answers in it" in found.sentences[0]


def test_a_file_that_was_saved_anew_has_the_same_boxes_and_another_hash():
    found = checked(edited(family={"TU": pikepdf.String("Surname")}), on=DAY)
    assert (found.code, found.is_fit) == ("reissued", False)
    assert "same boxes and another hash" in found.sentences[0]


def test_a_blank_with_other_boxes_says_how_many():
    found = checked(edited(family={"T": pikepdf.String("Other[0]")}), on=DAY)
    assert found.code == "other_boxes"
    assert "1 of ours are gone, 1 are new" in found.sentences[0]


def test_an_edition_that_we_do_not_know_names_those_that_we_can_fill():
    says = pikepdf.String("HL-1|02/02/27|1")
    found = checked(edited(code_1={"V": says}, code_2={"V": says}), on=DAY)
    assert (found.code, found.edition) == ("unknown_edition", date(2027, 2, 2))
    assert "Of Form HL-1 we can fill: 01/01/26." in found.sentences


def test_what_is_no_form_is_said_so():
    assert code_of(b"hello") == "damaged"
    assert code_of(practice_form()[:3000]) == "damaged"
    locked = changed(practice_form(), lambda opened: None)
    assert code_of(with_password(locked)) == "locked"


def with_password(pdf):
    from io import BytesIO

    saved = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.save(saved, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return saved.getvalue()


def test_the_shell_checks_and_compares(tmp_path):
    old, new = tmp_path / "old.pdf", tmp_path / "new.pdf"
    old.write_bytes(practice_form())
    new.write_bytes(edited(number={"MaxLen": 11}))
    said = CliRunner().invoke(main, ["forms", "check", str(old)])
    assert (said.exit_code, "agency's own blank" in said.output) == (0, True)
    said = CliRunner().invoke(main, ["forms", "check", "--json", str(new)])
    assert (said.exit_code, json.loads(said.output)["code"]) == (1, "reissued")
    said = CliRunner().invoke(main, ["forms", "compare", str(old), str(new)])
    assert "changed (1)" in said.output
    assert "max_length: 9 -> 11" in said.output
    named = ["forms", "compare", "HL-1", "hl-1:2026-01-01"]
    assert "The fields are the same." in CliRunner().invoke(main, named).output
    unknown = CliRunner().invoke(main, ["forms", "compare", "X-9", str(new)])
    assert "X-9 is no file, and no form that we know." in unknown.output
    as_json = ["forms", "compare", str(old), str(new), "--json"]
    (change,) = json.loads(CliRunner().invoke(main, as_json).output)
    assert (change["what"], change["before"], change["after"]) == ("max_length", 9, 11)


@pytest.mark.everything
@pytest.mark.parametrize("file", official_files(), ids=lambda file: file.stem)
def test_every_official_blank_is_told_apart(file):
    found = checked(file.read_bytes(), on=DAY)
    form = file.stem.partition("__")[0].upper().replace("-APPENDIX-", "-")
    if found.code in ("official", "unknown_edition"):
        assert found.form == form
    else:
        assert found.code == "unknown_form"
