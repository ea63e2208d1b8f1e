"""A packet is what was put into it, in order, with sheets, numbers and links that are right."""

import io
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from harborlight.papers.packet_shaping import in_order
from harborlight.papers.packet_types import CannotBuild, Limit, NotBuilt
from harborlight.papers.page_text import Word
from harborlight.papers.tests import honest
from harborlight.papers.tests.forms_at_hand import FAMILY_NAME, practice_blank
from harborlight.papers.tests.packets import (
    apart,
    built,
    look,
    noise,
    opened,
    place_of,
    plan,
    source,
    words,
)


@pytest.mark.feature("F106")
def test_a_packet_has_contents_separators_and_the_pages_in_order():
    made = built(
        plan(
            source(honest.pdf(pages=2)),
            source(honest.pdf(pages=3), key="b"),
            titles=("Birth certificate of Ana Núñez", "Letters"),
        )
    )
    (file,) = made.parts
    assert len(opened(file).pages) == 8
    assert words(file, 1).split("\n")[0] == "Petition of Maria"
    assert "Exhibit A" in words(file, 2)
    assert "Birth certificate of Ana Núñez" in words(file, 2)
    assert "2 pages" in words(file, 2)
    assert words(file, 3).startswith("Page 1")
    assert "Exhibit B · page 2 of 3 · 7" in words(file, 7)
    assert [(row.number, row.exhibit, row.of, row.page) for row in made.pages] == [
        (1, 0, 0, 0),
        (2, 1, 0, 0),
        (3, 1, 1, 1),
        (4, 1, 2, 2),
        (5, 2, 0, 0),
        (6, 2, 1, 1),
        (7, 2, 2, 2),
        (8, 2, 3, 3),
    ]


@pytest.mark.feature("F106")
def test_the_contents_name_the_page_where_each_exhibit_starts_and_lead_there():
    many = [source(honest.pdf(pages=1 + at % 3), key=str(at)) for at in range(60)]
    (file,) = built(plan(*many)).parts
    with opened(file) as pdf:
        leads = [
            (note, sheet)
            for sheet, page in enumerate(pdf.pages[:4], start=1)
            for note in page.obj.get("/Annots", [])
        ]
        assert len(leads) == 60
        pages = {page.obj.objgen: at for at, page in enumerate(pdf.pages, start=1)}
        told = {}
        for sheet in sorted({sheet for _, sheet in leads}):
            for line in words(file, sheet).split("\n"):
                if line.startswith("Paper "):
                    title, number = line.rsplit(" ", 1)
                    told[title] = int(number)
        assert len(told) == 0 or told
        for at, (note, _sheet) in enumerate(leads, start=1):
            to = pages[note.Dest[0].objgen]
            assert f"Paper {at}\n" in words(file, to) + "\n"
            assert words(file, to).endswith(str(to)) or str(to) in words(file, to)
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[:2] == ["Contents", "Exhibit A – Paper 1"]


def test_a_form_is_flattened_and_shows_its_answers():
    from harborlight.papers.filling import fill

    form = fill(practice_blank(), {FAMILY_NAME: "Núñez"}).pdf
    made = built(plan(source(form)))
    (file,) = made.parts
    with opened(file) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Annots" not in pdf.pages[2].obj
    assert "Núñez" in words(file, 3)
    assert "flattened" in made.pages[2].steps


ODD = [
    ("", "MediaBox [0 0 612 792]"),
    ("turned right", "/Rotate 90"),
    ("upside down", "/Rotate 180"),
    ("turned left", "/Rotate 270"),
    ("A4", "/MediaBox [0 0 595.28 841.89]"),
    ("a photo of 10 by 20 cm", "/MediaBox [0 0 283.5 566.9]"),
    ("in another unit", "/MediaBox [0 0 153 198] /UserUnit 4"),
    ("cropped", "/CropBox [100 200 500 700]"),
    ("cropped and turned", "/CropBox [100 200 500 700] /Rotate 90"),
    ("begins elsewhere", "/MediaBox [-300 -400 312 392]"),
]


@pytest.mark.feature("F106")
@pytest.mark.parametrize(
    "page", [page for _, page in ODD], ids=[name for name, _ in ODD]
)
def test_a_stamp_stands_upright_at_the_lower_right_of_any_page(page):
    said = page if page.startswith("/") else ""
    data = honest.pdf(pages=1, page=said).replace(
        b"/MediaBox [0 0 612 792] /MediaBox", b"/Old [0 0 612 792] /MediaBox"
    )
    (file,) = built(plan(source(data))).parts
    left, top, right, bottom = place_of(file, 3, "Exhibit A · page 1 of 1 · 3")
    assert 0.0 < left < right < 1.0 and right > 0.8
    assert 0.9 < top < bottom < 1.0
    # Upright: much wider than high, in pixels of the page as it is seen.
    assert (right - left) > 3 * (bottom - top)


def test_a_page_that_leaves_its_drawing_askew_is_stamped_in_place_all_the_same():
    data = honest.pdf(pages=1).replace(
        b"BT /F1 48 Tf", b"q 2 0 0 2 0 0 cm q BT /F1 48 Tf"
    )
    data = data.replace(b"/Length", b"/Lengthy", 1)
    (file,) = built(plan(source(data))).parts
    _, top, right, bottom = place_of(file, 3, "Exhibit A · page 1 of 1 · 3")
    assert right < 1.0 and 0.9 < top < bottom < 1.0


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_as_it_was_taken_and_tells_nothing_of_the_camera(orientation):
    upright = honest.half_red((400, 300))
    turns = {
        1: [], 2: [Image.Transpose.FLIP_LEFT_RIGHT], 3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM], 5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90], 7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }  # fmt: skip
    held = upright
    for turn in turns[orientation]:
        held = held.transpose(turn)
    exif, photo = Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x010E] = orientation, "CANARY at 41.1 north"
    held.save(photo, "JPEG", exif=exif, quality=95)
    made = built(plan(source(photo.getvalue(), kind="jpeg")))
    (file,) = made.parts
    seen = look(file, 3)
    middle = seen.height // 2
    left = seen.getpixel((seen.width * 2 // 5, middle))
    right = seen.getpixel((seen.width * 3 // 5, middle))
    assert left[0] > 150 > left[2] and right[2] > 150 > right[0]
    with opened(file) as pdf:
        streams = [
            one.read_raw_bytes()
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream)
        ]
    assert not any(b"CANARY" in one or b"Exif" in one for one in streams)
    assert made.pages[2].steps == ("picture", "stamped")


@pytest.mark.parametrize("kind", ["png", "tiff", "heic"])
def test_every_kind_of_picture_becomes_a_page(kind):
    written = io.BytesIO()
    image = honest.half_red((300, 400))
    if kind == "tiff":
        image.save(written, "TIFF", save_all=True, append_images=[image])
    else:
        image.save(written, {"png": "PNG", "heic": "HEIF"}[kind])
    made = built(plan(source(written.getvalue(), kind=kind)))
    assert len(opened(made.parts[0]).pages) == (4 if kind == "tiff" else 3)
    seen = look(made.parts[0], 3)
    assert seen.getpixel((seen.width // 3, seen.height // 2))[0] > 150


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Birth certificate of Ñuñoz", "Birth certificate of Ñuñoz"),
        ("Letter of 李明", "Letter of Li"),
    ],
)
def test_titles_in_any_script_can_be_read(title, told):
    (file,) = built(plan(source(honest.pdf()), titles=(title,))).parts
    assert told in words(file, 1) and told in words(file, 2)
    with opened(file) as pdf, pdf.open_outline() as outline:
        assert outline.root[1].title == f"Exhibit A – {title}"


def test_an_arabic_title_is_printed_in_shape_and_order_or_spelt_in_latin():
    from harborlight.papers.packet_letters import letters_for

    title = "Passport of محمد"
    printed = letters_for([title]).printed[title]
    drawn = in_order(printed)
    assert drawn in ("Passport of ﺪﻤﺤﻣ", "Passport of mhmd")
    (file,) = built(plan(source(honest.pdf()), titles=(title,))).parts
    assert "Passport of" in words(file, 2)


def test_only_the_pages_that_were_chosen_go_in():
    made = built(plan(source(honest.pdf(pages=9), pages=(7, 2))))
    assert [words(made.parts[0], page)[:6] for page in (3, 4)] == ["Page 7", "Page 2"]
    with pytest.raises(CannotBuild) as refused:
        built(plan(source(honest.pdf(pages=2), key="x", pages=(3,))))
    assert refused.value.why == NotBuilt("no such page", "x", {"page": 3})


def test_a_packet_too_large_is_parted_between_exhibits_and_says_so():
    scans = [source(noise(900, at), kind="jpeg", key=str(at)) for at in range(5)]
    one = len(noise(900, 0))
    made = built(plan(*scans, limit=Limit(most_bytes=int(one * 2.5))))
    assert len(made.parts) == 3
    assert all(len(part) <= one * 2.5 for part in made.parts)
    assert "Part 2 of 3" in words(made.parts[1], 1)
    assert "(part 3)" in words(made.parts[0], 1)
    assert [row.number for row in made.pages] == [*range(1, 14)]
    assert {row.part for row in made.pages if row.exhibit == 3} == {2}
    for part, first in zip(made.parts, (1, 6, 11), strict=True):
        assert words(part, 1).split()[-1] == str(first)
    with opened(made.parts[1]) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == [
            "Contents", "Exhibit C – Paper 3", "Exhibit D – Paper 4"
        ]  # fmt: skip


def test_an_exhibit_larger_than_a_file_is_parted_within():
    pages = pikepdf.new()
    for at in range(4):
        with opened(built(plan(source(noise(900, at), kind="jpeg"))).parts[0]) as one:
            pages.pages.append(one.pages[2])
    whole = io.BytesIO()
    pages.save(whole)
    made = built(
        plan(
            source(whole.getvalue()),
            limit=Limit(most_bytes=len(noise(900, 0)) * 2 + 60_000),
        )
    )
    assert len(made.parts) == 2
    assert "pages 1–2 of 4" in words(made.parts[0], 2)
    assert "continued, pages 3–4 of 4" in words(made.parts[1], 2)
    assert "Exhibit A · page 3 of 4" in words(made.parts[1], 3)


def test_pictures_are_made_smaller_only_where_one_page_alone_is_too_large_and_it_is_told():
    fine = noise(3000)
    limit = Limit(most_bytes=len(fine) // 2, least_dpi=150)
    made = built(plan(source(fine, kind="jpeg"), limit=limit))
    row = next(row for row in made.pages if row.source)
    assert "smaller pictures" in row.steps
    before, after = row.pictures[0]["before"], row.pictures[0]["after"]
    assert before["width"] == 3000 and before["bytes"] == len(fine)
    assert after["width"] < 3000 and 150 <= after["dpi"] < before["dpi"]
    assert after["bytes"] < len(fine) // 2
    untouched = built(plan(source(fine, kind="jpeg")))
    assert all(row.pictures == () for row in untouched.pages)


def test_a_page_that_stays_too_large_is_named():
    tight = Limit(most_bytes=60_000, least_dpi=200)
    with pytest.raises(CannotBuild) as refused:
        built(plan(source(noise(1600), kind="jpeg", key="scan"), limit=tight))
    assert refused.value.why.code == "page too large"
    assert refused.value.why.source == "scan"


def test_one_document_one_file_without_sheets_or_stamps():
    files = [source(honest.pdf(pages=2)), source(noise(300), kind="jpeg")]
    made = built(plan(*files, limit=Limit(most_bytes=2_000_000, each_alone=True)))
    assert [len(opened(part).pages) for part in made.parts] == [2, 1]
    assert words(made.parts[0], 1).strip() == "Page 1"
    assert [row.part for row in made.pages] == [1, 1, 2]


def test_behind_walls_the_same_packet_is_built():
    made = plan(source(honest.pdf(pages=2)), source(noise(200), kind="jpeg"))
    here, there = built(made), apart(made)
    assert [row.digest for row in here.pages] == [row.digest for row in there.pages]
    assert apart(replace(made, exhibits=())) == NotBuilt("empty")


@pytest.mark.feature("F106")
def test_words_that_were_read_on_a_photo_lie_unseen_where_they_stand():
    read = {1: [Word("Núñez", 0.1, 0.2, 0.3, 0.25), Word("1984", 0.5, 0.7, 0.6, 0.75)]}
    plain = plan(source(noise(300), kind="jpeg", key="x"))
    made = built(plan(source(noise(300), kind="jpeg", key="x", words=read)))
    (file,) = made.parts
    assert "Núñez" in words(file, 3) and "1984" in words(file, 3)
    assert look(file, 3).tobytes() == look(built(plain).parts[0], 3).tobytes()
    left, top, right, bottom = place_of(file, 3, "1984")
    # The picture stands in the middle of the page; so do its words, in their places.
    assert 0.4 < left < right < 0.7 and 0.5 < top < bottom < 0.7
    assert "text layer" in made.pages[2].steps
    own = built(plan(source(honest.pdf(), words=read)))
    assert "1984" not in words(own.parts[0], 3)


@pytest.mark.feature("F106")
@pytest.mark.parametrize(
    ("late", "told"),
    [
        (False, lambda pdf, name: pikepdf.Array([name])),
        (True, lambda pdf, name: name),
        (False, lambda pdf, name: pdf.make_indirect(name)),
        (True, lambda pdf, name: pikepdf.Array([pdf.make_indirect(name)])),
    ],
    ids=["in a list", "late", "elsewhere", "late, in a list, elsewhere"],
)
def test_a_photo_inside_a_pdf_tells_nothing_of_the_camera_either(late, told):
    exif, photo = Image.Exif(), io.BytesIO()
    exif[0x010E] = "CANARY at 41.1 north"
    honest.half_red((400, 300)).save(photo, "JPEG", exif=exif)
    jpeg = photo.getvalue()
    if late:
        # After colours as long as they may be: not where one would look first.
        colours = b"\xff\xe2\xff\xffICC_PROFILE\x00" + bytes(0xFFFF - 14)
        jpeg = jpeg[:2] + colours + b"\xff" + jpeg[2:]
    # Phones hang a second photo, or a film, behind the end of the first.
    jpeg += honest.photo()
    pdf = pikepdf.open(io.BytesIO(honest.pdf()))
    picture = pikepdf.Stream(pdf, jpeg)
    decoy = pikepdf.Dictionary(Filter=pikepdf.Name.FlateDecode)
    picture.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=400, Height=300,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
        Filter=told(pdf, pikepdf.Name.DCTDecode), Like=decoy,
        AF=pikepdf.Array([pikepdf.Stream(pdf, b"CANARY of a file")]),
    )  # fmt: skip
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im=picture)
    whole = io.BytesIO()
    pdf.save(whole)
    made = built(plan(source(whole.getvalue())))
    with opened(made.parts[0]) as found:
        streams = [
            one.read_raw_bytes() + one.stream_dict.unparse()
            for one in found.objects
            if isinstance(one, pikepdf.Stream)
        ]
    assert not any(b"CANARY" in one or b"Exif" in one for one in streams)
    assert not any(honest.CANARY in one for one in streams)
    assert sum(b"DCTDecode" in one for one in streams) == 1
    assert "location removed" in made.pages[2].steps
