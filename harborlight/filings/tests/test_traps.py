"""Traps of the agencies' own blanks, each on the blank in which it was met.

Most have their test where the trap is dealt with: read-only repeats, pairs that exclude each
other, clipped text and ink in test_golden_packs.py; wrong tooltips and the box beside which
Yes is printed in law/tests/test_packs.py; stray blanks, longest answers, letters that no
font has in papers/tests/test_filling.py; bar codes in papers/tests/test_whole_forms.py.
"""

from io import BytesIO

import pikepdf
import pytest

from harborlight.filings.composing import spare_fonts
from harborlight.law.packs import packs
from harborlight.law.tests.test_packs import blank_of
from harborlight.papers.filling import fill
from harborlight.papers.preparing import prepare
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import words_on
from harborlight.papers.tests.ink import looks_of, reopened

pytestmark = [pytest.mark.feature("F115"), pytest.mark.feature("F116")]
LETTERS = "ABCDEFGHIJ"


def at_hand(form):
    """The pack of the form, the agency's file and the blank made of it."""
    pack = next(one for one in packs() if one.form == form)
    content = blank_of(pack).read_bytes()
    return pack, content, prepare(content)


def in_print(blank, boxes):
    """The boxes as a reader meets them: by page, from top to foot."""
    return sorted(
        boxes, key=lambda one: (blank.by_name[one].page, -blank.by_name[one].rect[3])
    )


@pytest.mark.parametrize(
    ("form", "name"), [("N-400", "Part1_Eligibility"), ("I-129", "SubHLine4_class")]
)
def test_the_letter_beside_a_box_is_its_value_and_not_its_index(form, name):
    """N-400: index 0 is box C. I-129: index 7 is box F."""
    pack, _, blank = at_hand(form)
    (row,) = [
        one for one in pack.choices if any(name in box for box in one.boxes.values())
    ]
    ordered = in_print(blank, row.boxes.values())
    on = [blank.by_name[box].on.strip() for box in ordered]
    assert on == list(LETTERS[: len(on)])
    indexes = [int(box.rpartition("[")[2].removesuffix("]")) for box in ordered]
    assert indexes != sorted(indexes)


@pytest.mark.parametrize("form", ["I-129", "I-485", "N-400"])
def test_bar_codes_are_of_the_page_and_stay_as_they_are(form):
    pack, content, blank = at_hand(form)
    codes = [box.name for box in blank.boxes if box.kind == "barcode"]
    row = next(one for one in pack.texts if one.value.path.endswith(".family"))
    made = fill(blank, {row.box: "Peña"})
    with reopened(content) as before, reopened(made.pdf) as after:
        old, new = looks_of(before), looks_of(after)
    assert len(codes) == pack.pages
    assert [new[name] for name in codes] == [old[name] for name in codes]
    said = [old[name][0] for name in codes]
    assert said[0].startswith(f"{form}|") and len(set(said)) == pack.pages


def test_every_place_of_a_box_is_drawn_by_itself():
    """ETA-9089: Helvetica without a descriptor, and one name in three places."""
    _, _, blank = at_hand("ETA-9089")
    box = blank.by_name["1 Contacts Last family Name"]
    assert len(box.places) == 3
    made = fill(blank, {box.name: "Núñez Łukasz"}, spare_fonts())
    assert made.problems == ()
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        (field,) = [
            one for one in opened.Root.AcroForm.Fields if one.get("/T") == box.name
        ]
        looks = {kid.AP.N.objgen for kid in field.Kids}
        assert len(looks) == 3
        assert all(b"Tj" in kid.AP.N.read_bytes() for kid in field.Kids)
    assert "Núñez Łukasz" in words_on(made.pdf, box.page)


def test_of_marks_that_share_a_name_the_right_one_is_on():
    _, _, blank = at_hand("ETA-9089")
    made = fill(blank, {"undefined_12": "NA_2", "undefined": "No"})
    assert read(made.pdf)["undefined_12"] == "NA_2"
    with pikepdf.open(BytesIO(made.pdf)) as opened:
        for field in opened.Root.AcroForm.Fields:
            if field.get("/T") == "undefined_12":
                assert [str(kid.AS) for kid in field.Kids] == ["/Off", "/Off", "/NA_2"]
            if field.get("/T") == "undefined":
                assert [str(kid.AS) for kid in field.Kids] == ["/Off", "/No"]


def test_boxes_tied_together_by_the_blank_are_never_filled():
    """ETA-9089: G.1 No ticks H.b too, and the six boxes of H.e are one text."""
    pack, _, blank = at_hand("ETA-9089")
    tied = [
        box.name for box in blank.boxes if len({place.page for place in box.places}) > 1
    ]
    tied.append("Mark ALL that apply in the appropriate boxes belowRow1")
    assert len(tied) == 4
    assert set(tied) <= {row.box for row in pack.empty}
