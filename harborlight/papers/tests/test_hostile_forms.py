"""Files made wrong, or made to harm, are refused in a sentence and soon."""

import time
from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from harborlight.papers.opening import (
    LARGEST,
    DamagedPdf,
    NeedsPassword,
    NotAPdf,
    TooLarge,
    UnreadablePdf,
    open_pdf,
)
from harborlight.papers.practice import practice_form
from harborlight.papers.preparing import MOST_BOXES, TooManyBoxes, prepare
from harborlight.papers.reading import read
from harborlight.papers.tests.forms_at_hand import FAMILY_NAME, changed, field_of

SOON = 10.0


@contextmanager
def soon():
    start = time.perf_counter()
    yield
    assert time.perf_counter() - start < SOON


@pytest.mark.parametrize("work", [prepare, read])
@pytest.mark.parametrize(
    ("pdf", "refusal"),
    [
        (b"", NotAPdf),
        (b"PK\x03\x04 a word document", NotAPdf),
        (b"%PDF-1.7\n" + b"x" * 5_000, DamagedPdf),
        (practice_form()[:-200], DamagedPdf),
        (practice_form()[: len(practice_form()) // 2], DamagedPdf),
        (b"%PDF-1.7" + bytes(LARGEST), TooLarge),
    ],
    ids=["empty", "word", "noise", "cut", "half", "huge"],
)
def test_what_is_no_whole_pdf_is_refused(work, pdf, refusal):
    with soon(), pytest.raises(refusal) as caught:
        work(pdf)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("work", [prepare, read])
def test_a_form_that_asks_for_a_password_is_refused(work):
    with pikepdf.open(BytesIO(practice_form())) as opened:
        saved = BytesIO()
        lock = pikepdf.Encryption(owner="ada", user="ada")
        opened.save(saved, encryption=lock)
    with pytest.raises(NeedsPassword, match="password"):
        work(saved.getvalue())


def with_boxes(count: int) -> bytes:
    """A page with that many boxes."""
    with pikepdf.new() as made:
        page = made.add_blank_page()
        boxes = [
            made.make_indirect(
                Dictionary(
                    Type=Name.Annot,
                    Subtype=Name.Widget,
                    FT=Name.Tx,
                    T=String(f"box{number}"),
                    Rect=Array([0, 0, 100, 18]),
                )
            )
            for number in range(count)
        ]
        page.Annots = Array(boxes)
        made.Root.AcroForm = Dictionary(Fields=Array(boxes))
        saved = BytesIO()
        made.save(saved)
        return saved.getvalue()


def test_a_form_with_far_too_many_boxes_is_refused():
    pdf = with_boxes(MOST_BOXES + 1)
    with soon(), pytest.raises(TooManyBoxes, match="5000"):
        prepare(pdf)


def test_a_form_with_very_many_boxes_is_prepared_soon():
    pdf = with_boxes(2_000)
    with soon():
        assert len(prepare(pdf).boxes) == 2_000


def test_a_field_that_is_its_own_parent_does_no_harm():
    def circle(opened):
        field = field_of(opened, FAMILY_NAME)
        field.Parent = field

    pdf = changed(practice_form(), circle)
    with soon():
        assert "Pt1Line2a_FamilyName[0]" in prepare(pdf).by_name
        read(pdf)


def test_fields_that_are_each_others_kids_do_no_harm():
    def circle(opened):
        one = opened.make_indirect(Dictionary(T=String("one")))
        two = opened.make_indirect(Dictionary(T=String("two"), Kids=Array([one, one])))
        one.Kids = Array([two, two])
        opened.Root.AcroForm.Fields.append(one)

    with pikepdf.open(BytesIO(practice_form())) as opened:
        circle(opened)
        saved = BytesIO()
        opened.save(saved)
    with soon():
        assert read(saved.getvalue())[FAMILY_NAME] == ""


def test_fields_nested_without_end_do_no_harm():
    def nest(opened):
        field = opened.make_indirect(Dictionary(T=String("end")))
        for _ in range(5_000):
            outer = Dictionary(T=String("x"), Kids=Array([field]))
            field = opened.make_indirect(outer)
        opened.Root.AcroForm.Fields.append(field)

    pdf = changed(practice_form(), nest)
    with soon():
        answers = read(pdf)
    assert answers[FAMILY_NAME] == ""
    assert not any(name.endswith("end") for name in answers)


@pytest.mark.parametrize(
    ("key", "nonsense"),
    [
        ("/Rect", Array([Name.Left, 0])),
        ("/MaxLen", String("many")),
        ("/DA", Dictionary()),
        ("/Ff", Name.Yes),
        ("/MK", Array([])),
        ("/Opt", Dictionary()),
    ],
)
def test_a_box_described_in_nonsense_is_taken_or_refused_but_never_breaks(
    key, nonsense
):
    def spoil(opened):
        field_of(opened, FAMILY_NAME)[key] = nonsense

    pdf = changed(practice_form(), spoil)
    try:
        assert len(prepare(pdf).boxes) == 43
    except UnreadablePdf as refusal:
        assert str(refusal).endswith(".")


def test_a_bomb_of_packed_zeros_is_not_unpacked():
    """A stream that would fill the memory is refused where it must be read."""
    import zlib

    packer = zlib.compressobj(9)
    zeros = bytes(2**20)
    packed = b"".join(packer.compress(zeros) for _ in range(400)) + packer.flush()

    def hide(opened):
        bomb = opened.make_stream(b"")
        bomb.write(packed, filter=Name.FlateDecode)
        opened.Root.AcroForm.XFA = Array([String("template"), bomb])

    pdf = changed(practice_form(), hide)
    with soon(), pytest.raises(UnreadablePdf):
        prepare(pdf)
    assert open_pdf(practice_form()).is_encrypted is False
