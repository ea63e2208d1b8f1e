"""The packs that we ship, against the agency's own blanks where they are at hand."""

import os
import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from harborlight.filings.pack_drafts.tooltips import named_item
from harborlight.law.countries import admission_classes, states
from harborlight.law.packs import (
    NoEdition,
    TwoEditions,
    pack_of,
    pack_of_blank,
    pack_of_edition,
    packs,
)
from harborlight.papers.preparing import prepare

DAY = date(2026, 6, 15)
OFFICIAL = [pack for pack in packs() if pack.form != "HL-1"]
ROOT = Path(__file__).parents[3]


def library():
    """The folder with the agency's blanks, or None."""
    named = os.environ.get("HARBORLIGHT_FORMS")
    folder = Path(named) if named else ROOT.parent / "shared" / "forms"
    return folder if folder.is_dir() else None


def blank_of(pack):
    """The official blank of a pack, known by its hash; skips when it is not at hand."""
    folder = library()
    for file in folder.glob("*.pdf") if folder else ():
        if sha256(file.read_bytes()).hexdigest() in pack.blanks:
            return file
    pytest.skip(f"no blank of {pack.form} {pack.edition}: set HARBORLIGHT_FORMS")


def fields_of(pack):
    """Full field name -> field of the pack's blank."""
    with pikepdf.open(blank_of(pack)) as pdf:
        fields = {}
        for page in pdf.pages:
            for note in page.obj.get("/Annots", []):
                if note.get("/Subtype") == "/Widget":
                    fields[full_name(note)] = described(note)
        return fields


def full_name(field):
    names = []
    while field is not None:
        if "/T" in field:
            names.append(str(field.T))
        field = field.get("/Parent")
    return ".".join(reversed(names))


def described(field):
    kind = field.get("/FT") or field.Parent.FT
    options = [
        str(one[0]) if isinstance(one, pikepdf.Array) else str(one)
        for one in field.get("/Opt", [])
    ]
    return str(kind), str(field.get("/TU", "")), options


@pytest.mark.feature("F115")
@pytest.mark.parametrize("pack", OFFICIAL, ids=lambda pack: pack.form)
def test_every_field_of_the_blank_is_accounted_for_and_no_other(pack):
    assert set(pack.all_boxes()) == set(fields_of(pack))


@pytest.mark.parametrize("pack", OFFICIAL, ids=lambda pack: pack.form)
def test_text_goes_into_text_boxes_and_choices_into_check_boxes(pack):
    fields = fields_of(pack)
    marks = set(marks_in(pack))
    texts = {row.box: fields[row.box][0] for row in pack.texts if row.box not in marks}
    ticks = {box: fields[box][0] for row in pack.choices for box in row.boxes.values()}
    assert {box for box, kind in texts.items() if kind not in ("/Tx", "/Ch")} == set()
    assert {box for box, kind in ticks.items() if kind != "/Btn"} == set()


def marks_in(pack):
    """Box -> words written there, of boxes with several marks under one name."""
    fields = fields_of(pack)
    return {
        row.box: set(words_of(row.value))
        for row in pack.texts
        if row.fixed and fields[row.box][0] == "/Btn"
    }


def words_of(value):
    """Every word that a value can give, as far as the pack says it."""
    yield from (value.words or {}).values()
    if value.kind == "say":
        yield value.text
    for part in value.parts:
        yield from words_of(part)


@pytest.mark.feature("F115")
@pytest.mark.parametrize("pack", OFFICIAL, ids=lambda pack: pack.form)
def test_marks_that_share_a_name_are_told_apart_by_their_values(pack):
    """ETA-9089 has one field for Yes, No and N/A; USCIS has three."""
    marks = marks_in(pack)
    boxes = prepare(blank_of(pack).read_bytes()).by_name if marks else {}
    for box, words in marks.items():
        assert words, box
        assert words <= set(boxes[box].on_values), box
        assert len(boxes[box].places) == len(boxes[box].on_values), box


@pytest.mark.parametrize("pack", OFFICIAL, ids=lambda pack: pack.form)
def test_the_blank_offers_every_state_and_class_that_we_may_write(pack):
    fields = fields_of(pack)
    for row in pack.texts:
        kind, _, options = fields[row.box]
        if kind == "/Ch" and row.value.form == "state":
            assert set(states()) <= set(map(str.strip, options)), row.place
        if kind == "/Ch" and row.value.path.endswith("admission.class"):
            assert set(admission_classes()) == set(filter(None, options))


@pytest.mark.parametrize("pack", OFFICIAL, ids=lambda pack: pack.form)
def test_the_item_of_each_box_is_the_one_that_its_tooltip_names(pack):
    """A tooltip that names no item says nothing; those known to lie are in the pack."""
    fields = fields_of(pack)
    boxes = [(row.box, row.place) for row in pack.texts]
    boxes += [(box, row.place) for row in pack.choices for box in row.boxes.values()]
    odd = {}
    for box, place in boxes:
        number, _, letter = place.item.partition(".")
        wanted = rf"\b{number}\. ?{letter.upper()}\b" if letter else rf"\b{number}\."
        tooltip = fields[box][1]
        # "5." alone, with the letter said in words further on, names 5.B well enough.
        right = (None, (number, ""), (number, letter.lower()))
        if (
            number.isdigit()
            and named_item(tooltip) not in right
            and not re.search(wanted, tooltip, re.IGNORECASE)
        ):
            odd[box.rpartition(".")[2]] = (str(place), tooltip[-80:])
    assert {box: odd[box] for box in odd if box not in pack.wrong_tooltips} == {}
    assert pack.wrong_tooltips <= set(odd), "not wrong after all"


# How the agency calls the box of a value, by the last word of its path; only where a
# name says one of several, as most do.
CALLED = {
    "family": "family|last", "given": "given|first", "middle": "middle",
    "city": "city|town", "zip": "zip", "state": "state(?!ment)", "street": "street",
}  # fmt: skip


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.form)
def test_no_part_of_a_name_or_an_address_is_in_the_box_of_another(pack):
    """Items alone do not tell: one item may be of three boxes, and a form without any."""
    odd = []
    for row in pack.texts:
        part = row.value.path.rpartition(".")[2]
        box = row.box.rpartition(".")[2]
        named = {one for one, words in CALLED.items() if re.search(words, box.lower())}
        if part in CALLED and named and part not in named:
            odd.append((box, row.value.path))
    assert odd == []


@pytest.mark.parametrize("pack", OFFICIAL, ids=lambda pack: pack.form)
def test_yes_is_the_box_beside_which_yes_is_printed(pack):
    """What is printed counts: some tooltips say Yes of the box for No."""
    printed, odd = words_beside(blank_of(pack)), []
    for row in pack.choices:
        if {"yes", "no"} <= row.boxes.keys():
            both = [(row.boxes[word], word) for word in ("yes", "no")]
            odd += [one for one in both if printed.get(one[0], one[1]) != one[1]]
    assert odd == []


def words_beside(file):
    """Box -> "yes" or "no", where that is what is printed close to its right."""
    beside, pdf = {}, PdfDocument(file)
    for boxes, places in zip(boxes_of(file), pdf, strict=True):
        text = places.get_textpage()
        said = text.get_text_range()
        for word in re.finditer(r"\b(Yes|No)\b", said):
            left, low, _, high = text.get_charbox(word.start())
            for name, (_x, bottom, right, top) in boxes:
                near = -2 < left - right < 22
                if near and abs((low + high) - (bottom + top)) < 18:
                    found = (left - right, word[1].lower())
                    beside[name] = min(beside.get(name, found), found)
    return {name: word for name, (_far, word) in beside.items()}


def boxes_of(file):
    """Of each page, the names of its boxes and their corners."""
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            notes = page.obj.get("/Annots", [])
            yield [
                (full_name(note), [float(one) for one in note.Rect])
                for note in notes
                if note.get("/Subtype") == "/Widget"
            ]


def test_an_edition_is_accepted_only_from_its_first_day():
    pack = pack_of("I-130", DAY)
    assert pack.edition == date(2024, 4, 1)
    with pytest.raises(NoEdition, match="no edition of Form I-130 .* 2024-03-31"):
        pack_of("I-130", date(2024, 3, 31))


def test_two_editions_at_once_are_for_a_person_to_choose():
    pack = pack_of("I-130", DAY)
    with pytest.raises(TwoEditions, match="2024-04-01, 2024-04-01"):
        pack_of("I-130", DAY, among=[pack, pack])


def test_a_form_that_we_do_not_hold_is_a_clear_refusal():
    with pytest.raises(NoEdition, match="no boxes for Form I-130, edition 01/01/20"):
        pack_of_edition("I-130", date(2020, 1, 1))


def test_a_blank_is_known_by_the_hash_of_its_file():
    for pack in packs():
        assert [pack_of_blank(digest) for digest in pack.blanks] == [pack]
    assert pack_of_blank("0" * 64) is None


def test_nobody_has_reviewed_the_packs_yet_and_they_say_so():
    assert [pack.form for pack in packs() if pack.is_reviewed] == []


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.form)
def test_the_boxes_for_signatures_and_their_dates_are_never_filled(pack):
    signed = {one.box for one in pack.signatures}
    signed |= {one.date_box for one in pack.signatures}
    filled = {row.box for row in pack.texts}
    filled |= {box for row in pack.choices for box in row.boxes.values()}
    assert signed & filled == set()
