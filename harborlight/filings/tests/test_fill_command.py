"""`harborlight fill`: facts in a file, the agency's blank, a filled form and a report."""

import hashlib
import json
from io import BytesIO

import pikepdf
import pytest
from click.testing import CliRunner

from harborlight.config.cli import main
from harborlight.filings.tests.golden import Plan, day_for, drawn
from harborlight.law.packs import packs
from harborlight.law.tests.families import CITIZEN, family
from harborlight.law.tests.test_packs import blank_of
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import FAMILY_NAME, official_files

pytestmark = pytest.mark.feature("F116")


@pytest.fixture
def blank(tmp_path):
    file = tmp_path / "hl-1.pdf"
    file.write_bytes(practice_form())
    return file


def facts_of(folder, change=None):
    facts = family(CITIZEN)[1]
    if change:
        change(facts)
    file = folder / "facts.json"
    file.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
    return file


def filled(folder, blank, *more, form="HL-1", change=None):
    """What the shell says, and where the form was to go."""
    out = folder / "out.pdf"
    told = ["--facts", str(facts_of(folder, change)), "--blank", str(blank)]
    words = ["fill", form, *told, "--out", str(out), "--on", "2026-06-15", *more]
    return CliRunner().invoke(main, words), out


def test_the_form_is_filled_and_the_report_says_what_with(tmp_path, blank):
    said, out = filled(tmp_path, blank, "--json")
    assert said.exit_code == 0, said.output
    report, answers = json.loads(said.output), read(out.read_bytes())
    assert report["blank"] == hashlib.sha256(practice_form()).hexdigest()
    for row in report["filled"]:
        assert answers[row["box"]] in (row["value"], True) or row["value"] is True
    (name,) = [row for row in report["filled"] if row["box"] == FAMILY_NAME]
    family_name = family(CITIZEN)[1]["petitioner"]["name"]["family"]
    assert (name["value"], name["item"]) == (family_name, "Part 1, Item 2.a")
    assert name["facts"] == ["petitioner.name.family"]
    assert report["signatures"] == [
        {"page": 2, "item": "Part 3, Item 2.a", "party": "petitioner"}
    ]


def test_what_is_missing_overflows_or_cannot_be_printed_is_told(tmp_path, blank):
    long = "Calle de la Ñandubaysal, Edificio Güemes, Piso décimo, Puerta veintitrés"

    def change(facts):
        del facts["petitioner"]["birth"]["date"]
        facts["petitioner"]["addresses"][0]["street"] = long
        facts["petitioner"]["mailing"] = {"same_as_home": "yes"}
        facts["petitioner"]["name"]["given"] = "محمد"

    said, _ = filled(tmp_path, blank, "--json", change=change)
    report = json.loads(said.output)
    assert {
        "page": 1, "item": "Part 1, Item 3", "fact": "petitioner.birth.date",
        "title": "Date of birth", "also": [],
    } in report["missing"]  # fmt: skip
    assert any(long in row["text"] for row in report["overflowed"])
    # The practice form repeats the name on its last page.
    assert [
        (odd["reason"], odd["value"], odd["page"]) for odd in report["not_printed"]
    ] == [
        ("cannot be printed", "محمد", 1),
        ("cannot be printed", "محمد", 2),
    ]
    filled_boxes = {row["box"] for row in report["filled"]}
    assert not filled_boxes & {odd["box"] for odd in report["not_printed"]}


def test_a_reader_gets_the_same_in_lines(tmp_path, blank):
    def change(facts):
        del facts["petitioner"]["birth"]["date"]

    said, out = filled(tmp_path, blank, change=change)
    assert f"Form HL-1, edition 2026-01-01: {out}" in said.output
    assert (
        "page 1, Part 1, Item 3: Date of birth (petitioner.birth.date)" in said.output
    )
    assert "To sign in ink: the petitioner, page 2" in said.output
    assert "No lawyer has reviewed yet" in said.output


def refused(said, out, sentence):
    assert said.exit_code == 1
    assert sentence in " ".join(said.output.split())
    assert not out.exists()


def test_another_file_than_the_agencys_is_refused(tmp_path, blank):
    blank.write_bytes(practice_form() + b"% touched\n")
    refused(*filled(tmp_path, blank), "same boxes and another hash")
    blank.write_bytes(practice_form()[:2000])
    refused(*filled(tmp_path, blank), "damaged or incomplete")


def test_the_form_that_was_named_must_be_the_one_in_the_file(tmp_path, blank):
    refused(
        *filled(tmp_path, blank, form="I-130"), "the blank of Form HL-1, not of I-130"
    )


def test_an_edition_that_is_not_taken_that_day_is_refused(tmp_path, blank):
    said, out = filled(tmp_path, blank, "--on", "2025-12-31")
    refused(said, out, "is taken from January 1, 2026 on")


def misspelt(facts):
    facts["petitioner"]["shoe_size"] = "42"


def numeric(facts):
    facts["petitioner"]["height"] = 68


def stranger(facts):
    facts["neighbour"] = {}


@pytest.mark.parametrize(
    ("change", "named"),
    [(misspelt, "petitioner.shoe_size"), (numeric, "petitioner.height"),
     (stranger, "neighbour")],
)  # fmt: skip
def test_what_is_no_fact_is_named_and_nothing_is_filled(tmp_path, blank, change, named):
    said, out = filled(tmp_path, blank, change=change)
    refused(said, out, f"Not facts of the catalogue, or not strings: {named}")


def test_a_file_that_is_no_json_is_said_so(tmp_path, blank):
    facts = tmp_path / "broken.json"
    facts.write_text("{")
    out = tmp_path / "out.pdf"
    words = ["fill", "HL-1", "--facts", facts, "--blank", blank, "--out", out]
    said = CliRunner().invoke(main, [*map(str, words), "--on", "2026-06-15"])
    refused(said, out, "is no JSON")


def test_an_edition_that_we_do_not_know_is_named(tmp_path, blank):
    """A blank that says of itself which it is, and of which no pack is held."""
    with pikepdf.open(BytesIO(practice_form())) as opened:
        for page in opened.pages:
            for box in page.get("/Annots", []):
                if "PDF417" in str(box.get("/T", "")):
                    box.V = pikepdf.String("I-130|01/01/31|1")
        opened.save(blank)
    said, out = filled(tmp_path, blank, form="I-130")
    refused(said, out, "It says that it is Form I-130, edition 01/01/31")


@pytest.mark.parametrize("cut", [9, 400, 2000, 6000])
def test_a_file_cut_off_anywhere_is_damaged(tmp_path, blank, cut):
    blank.write_bytes(practice_form()[:cut])
    said, out = filled(tmp_path, blank)
    assert said.exit_code == 1
    assert said.output.startswith("Error: ")
    assert not out.exists()


OFTEN = {"I-130", "ETA-9089"}
EVERY_FORM = [
    pytest.param(pack, marks=() if pack.form in OFTEN else pytest.mark.everything)
    for pack in packs()
    if pack.form != "HL-1"
]


@pytest.mark.parametrize("pack", EVERY_FORM, ids=lambda pack: pack.form)
def test_every_form_is_filled_from_the_shell(tmp_path, pack):
    file = blank_of(pack)
    case = drawn(Plan(pack), prepare(file.read_bytes()), seed=3)
    facts, out = tmp_path / "facts.json", tmp_path / "out.pdf"
    facts.write_text(json.dumps(case.facts, ensure_ascii=False), encoding="utf-8")
    told = ["--facts", facts, "--blank", file, "--out", out, "--on", day_for(pack)]
    told += ["--client", case.client] if case.client else []
    said = CliRunner().invoke(main, ["fill", pack.form, *map(str, told), "--json"])
    assert said.exit_code == 0, said.output
    report, answers = json.loads(said.output), read(out.read_bytes())
    assert report["filled"] and report["not_printed"] == []
    assert all(answers[row["box"]] for row in report["filled"])


G_28 = [file for file in official_files() if file.stem.startswith("g-28__")]


@pytest.mark.skipif(not G_28, reason="HARBORLIGHT_FORMS holds no G-28 here.")
def test_a_notice_of_appearance_is_made_for_one_client(tmp_path):
    said, out = filled(tmp_path, G_28[0], form="G-28")
    refused(said, out, "G-28 is made for one of petitioner, beneficiary")
    said, out = filled(
        tmp_path, G_28[0], "--client", "beneficiary", "--json", form="g-28"
    )
    assert said.exit_code == 0
    assert out.exists()
    clients = {row["party"] for row in json.loads(said.output)["signatures"]}
    assert clients == {"client", "attorney"}
