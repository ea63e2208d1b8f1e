"""A pack is drafted from a blank, so that a new edition takes an hour and not a day."""

import re
from datetime import date

import pytest
import yaml
from click.testing import CliRunner

from harborlight.config.cli import main
from harborlight.filings.pack_drafts import NoPrintedName, draft, printed_name
from harborlight.filings.pack_drafts.tooltips import named_item
from harborlight.law.packs import BadPack, read_pack
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import prepare
from harborlight.papers.tests.forms_at_hand import official_files, practice_blank

pytestmark = pytest.mark.feature("F115")
DAY = date(2026, 1, 1)


def drafted(blank, form="X-1"):
    return draft(blank, form=form, edition=DAY)


def answered(text):
    """The draft after somebody said everything that was left to say, somehow."""
    days = re.sub(r"from: TODO", "from: 2026-01-01", text)
    parties = days.replace("party: TODO", "party: petitioner")
    whens = parties.replace("when: TODO", "when: {known: petitioner.name.family}")
    return re.sub(r"TODO[\w.]*", "petitioner.name.family", whens)


def read(folder, text):
    file = folder / "2026-01-01.yaml"
    file.write_text(text, encoding="utf-8")
    return read_pack(file)


def test_a_draft_is_no_pack_until_everything_is_said(tmp_path):
    with pytest.raises(
        BadPack, match=r"a draft, not yet a pack: \d+ rows still say TODO"
    ):
        read(tmp_path, drafted(practice_blank()))
    pack = read(tmp_path, answered(drafted(practice_blank())))
    assert pack.form == "X-1"


def test_one_row_left_to_say_is_named(tmp_path):
    text = answered(drafted(practice_blank()))
    left = text.replace("{item: 3, box: Pt1Line3_DateOfBirth, fact: petitioner.name.family",
                        "{item: 3, box: Pt1Line3_DateOfBirth, fact: TODO.birth.date")  # fmt: skip
    assert left != text
    with pytest.raises(BadPack, match="a row still says TODO; first page 1, Part 1, 3"):
        read(tmp_path, left)


def test_every_box_of_the_blank_stands_in_the_draft_once(tmp_path):
    pack = read(tmp_path, answered(drafted(practice_blank())))
    assert sorted(pack.all_boxes()) == sorted(practice_blank().by_name)


def test_what_belongs_together_is_one_row():
    rows = [
        row
        for section in yaml.safe_load(drafted(practice_blank()))["sections"]
        for row in section["rows"]
    ]
    (name,) = [row for row in rows if "name" in row][:1]
    assert [str(item) for item in name["items"]] == ["2.a", "2.b", "2.c"]
    sex = next(row for row in rows if "choose" in row and "male" in row["boxes"])
    assert set(sex["boxes"]) == {"male", "female"}
    assert any("address" in row for row in rows)


TOOLTIPS = [
    ("Part 2. About You. 5. C. Select Suite.", ("5", "c")),
    ("Part 2. About You. 5. E Select state from list.", ("5", "e")),
    ("Part 9. Public Charge. 56. I am exempt because", ("56", "")),
    ("Part 9. Acts. 35 B. If your answer to Item Number 35.a. is", ("35", "b")),
    ("Part 4. About. If you answered Yes to Item Number 1., complete.", None),
    ("Part 1. You. 12. Date shown on Form I - 94. Enter as 2-digit.", ("12", "")),
    ("Part 5. Preparer. Full Name. 1. A. Enter Family Name.", ("1", "a")),
    ("Part 2. STEM. In Item Numbers 28. A. - 28. C. 28. A. Enter", ("28", "a")),
    ("Part 4. Immigrants. 5. Family Number 2. Enter Name.", ("5", "")),
    ("Enter Alien Registration Number (A. Number).", None),
]  # fmt: skip


@pytest.mark.parametrize(("tooltip", "item"), TOOLTIPS)
def test_a_tooltip_names_its_item_among_others(tooltip, item):
    assert named_item(tooltip) == item


def test_the_shell_writes_a_draft(tmp_path):
    blank = tmp_path / "blank.pdf"
    blank.write_bytes(practice_form())
    said = CliRunner().invoke(main, ["forms", "draft", str(blank)])
    assert said.exit_code == 0
    assert said.output.startswith("# Form HL-1, drafted from the blank")
    named = ["forms", "draft", str(blank), "--form", "X-2", "--edition", "2027-05-01"]
    said = CliRunner().invoke(main, named)
    assert "edition: 2027-05-01" in said.output


def test_the_shell_says_why_a_file_cannot_be_drafted(tmp_path):
    blank = tmp_path / "blank.pdf"
    blank.write_bytes(practice_form()[:2000])
    said = CliRunner().invoke(main, ["forms", "draft", str(blank)])
    assert said.exit_code == 1
    assert "damaged or incomplete" in said.output


@pytest.mark.everything
@pytest.mark.parametrize("file", official_files(), ids=lambda file: file.stem)
def test_every_official_blank_can_be_drafted(file, tmp_path):
    blank = prepare(file.read_bytes())
    try:
        form, _ = printed_name(blank)
    except NoPrintedName:
        form = file.stem
    else:
        assert form == file.stem.partition("__")[0].upper()
    pack = read(tmp_path, answered(drafted(blank, form)))
    assert sorted(pack.all_boxes()) == sorted(blank.by_name)
