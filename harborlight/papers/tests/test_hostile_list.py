"""The list of bad files, one by one: each is refused or harmless, and the next is taken.

All of it goes through the sandbox, as what clients send does. What comes in over a line
is asked where it comes in:

| Of the list | Test |
|---|---|
| names: `.pdf.exe`, RTLO, NUL, newline, 300 characters, `..\\`, CON, dash, dot, emoji, NFD | `test_inspection_names.py` |
| upload cut halfway, gone on with, its sender killed | `api/tests/test_uploads.py`, `tests/browser/test_killed_server.py` |
| wrong declared length: more comes, less comes, the body lies | `api/tests/test_uploads.py`, `config/tests/test_asgi.py` |
| an interleaved piece, two tabs, the same file twice at once | `api/tests/test_uploads.py`, `tests/faults/test_meeting.py`, `tests/browser/test_two_pages.py` |
| disk full, store down, store of several machines | `api/tests/test_uploads.py`, `tests/faults/test_several_machines.py` |
| the reader crashes, sleeps, eats memory, opens a line, writes a file | `test_sandbox.py` |
| a gigabyte in a stream | `test_inspection_pdf.py` (`everything`) |
| EICAR plain, in an archive, in Word, in a PDF, by a real scanner | `outside/tests/test_scanner.py` |
| what its sender reads, in both languages, and what the log says | `portal/tests/test_bad_files.py` |
| films and sounds that are none | `test_large.py` |
| what of it reaches other people | `test_clean_copy.py`, `portal/tests/test_copies.py` |
"""

import io
import zipfile

import pytest

from harborlight.papers import sandbox
from harborlight.papers.inspect_verdicts import KINDS, Limits
from harborlight.papers.inspection import inspect_apart
from harborlight.papers.tests import honest, hostile, hostile_office, hostile_pictures

# Everything that any firm may take: what is refused here is refused everywhere.
ALL = Limits(kinds=KINDS)
HARMLESS = ""


def nested(levels: int) -> bytes:
    """An archive of archives, each with sixteen times the one below; 42.zip is one."""
    inner = b"\0" * 100_000
    for level in range(levels):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(16):
                archive.writestr(
                    f"lib {number}.zip" if level else f"{number}.dll", inner
                )
        inner = out.getvalue()
    return inner


def svg(inside: str, head: str = "") -> bytes:
    said = (
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    return f'<?xml version="1.0"?>{head}<svg {said}>{inside}</svg>'.encode()


XXE = '<!DOCTYPE svg [<!ENTITY a SYSTEM "{}">]>'
SVGS = {
    "script": svg("<script>alert(1)</script>"),
    "foreignObject": svg(
        "<foreignObject><body xmlns='x' onload='a()'/></foreignObject>"
    ),
    "entity of a file": svg("&a;", XXE.format("file:///etc/passwd")),
    "entity of the net": svg("&a;", XXE.format("http://evil.example/a")),
    "xlink": svg('<use xlink:href="http://evil.example/a.svg#b"/>'),
}


def listed() -> dict[str, tuple[str, bytes, set[str]]]:
    """By what it is: the name it comes with, its bytes, and the codes that may be said."""
    two = hostile.two_in_one()
    found = {f"two: {what}": (*two[what], {"two-in-one"}) for what in two}
    found |= {
        f"PDF: {what}": ("a.pdf", data, {"active-content"})
        for what, data in hostile.active_pdfs().items()
    }
    found |= {
        f"Word: {what}": ("a.docx", data, {"active-content", "unusual"})
        for what, data in hostile_office.active().items()
    }
    for what, data in SVGS.items():
        found[f"SVG: {what}"] = ("a.svg", data, {"wrong-kind"})
        for ending in ("jpg", "txt"):
            found[f"SVG as {ending}: {what}"] = (
                f"a.{ending}",
                data,
                {"not-what-it-says"},
            )
    return found | _archives() | _pictures() | _others()


def _archives() -> dict[str, tuple[str, bytes, set[str]]]:
    bomb = {"bomb", "unusual", "damaged", "not-what-it-says", "two-in-one"}
    inside = hostile.docx_with({"word/media/a.zip": nested(3)})
    itself = hostile.docx_with({"word/media/a.docx": honest.docx()})
    slip = hostile_office.with_entry("../../etc/cron.d/a")
    return {
        "42.zip": ("42.zip", nested(4), {"wrong-kind"}),
        "42.zip as Word": ("42.docx", nested(4), bomb),
        "an archive in a document": ("a.docx", inside, bomb | {"active-content"}),
        "a document in itself": ("a.docx", itself, bomb | {"active-content"}),
        "lies about its size": (
            "a.docx",
            hostile_office.that_lies_about_its_size(),
            bomb,
        ),
        "overlapping entries": ("a.docx", hostile_office.that_overlaps(), {"bomb"}),
        "symlink": (
            "a.docx",
            hostile_office.with_entry("a", symlink=True),
            {"unusual"},
        ),
        "absolute path": (
            "a.docx",
            hostile_office.with_entry("/etc/passwd"),
            {"unusual"},
        ),
        "zip-slip": ("a.docx", slip, {"unusual"}),
        "billion laughs": (
            "a.docx",
            hostile_office.billion_laughs(),
            {"bomb", "active-content", "unusual", "damaged"},
        ),
        "entity outside": (
            "a.docx",
            hostile_office.outside_entity(),
            {"bomb", "active-content", "unusual", "damaged"},
        ),
        "macros renamed": (
            "a.docx",
            hostile.docx_with({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
            {"active-content"},
        ),
    }


def _pictures() -> dict[str, tuple[str, bytes, set[str]]]:
    many, made = {"too-many-pixels"}, hostile_pictures
    return {
        "PNG of 50,000 by 50,000": (
            "a.png",
            made.png_of(50_000, 50_000),
            many | {"damaged"},
        ),
        "JPEG of 65,000 by 65,000": (
            "a.jpg",
            made.jpeg_of(65_000, 65_000),
            many | {"damaged"},
        ),
        "TIFF of a large page": ("a.tif", made.tiff_of(50_000, 50_000), many),
        "TIFF in a circle": ("a.tif", made.tiff_in_a_circle(), {"damaged"}),
        "GIF": ("a.gif", made.gif(), {"wrong-kind"}),
        "GIF as JPEG": ("a.jpg", made.gif(), {"not-what-it-says"}),
        "progressive bomb": ("a.jpg", made.jpeg_of_scans(5_000), {"bomb", "damaged"}),
        "HEIC of nonsense": ("a.heic", made.heic_of_nonsense(), {"damaged"}),
        "profile of colours": (
            "a.png",
            made.png_with_unpacking_profile(),
            {HARMLESS, "bomb", "damaged"},
        ),
    }


def large() -> dict[str, tuple[str, bytes, set[str]]]:
    """Those that take seconds to be made."""
    return {
        "100,000 entries": ("a.docx", hostile_office.of_entries(100_000), {"bomb"}),
        "grows": ("a.docx", hostile_office.that_grows_to(300_000_000), {"bomb"}),
        "TIFF of 10,000 pages": (
            "a.tif",
            hostile_pictures.tiff_of_pages(10_000),
            {"too-many-pages"},
        ),
        "PDF of 10,000 pages": ("a.pdf", honest.pdf(pages=10_000), {"too-many-pages"}),
    }


def _others() -> dict[str, tuple[str, bytes, set[str]]]:
    html = hostile.PAGE_OF_HTML
    return {
        "program": ("a.pdf.exe", hostile.EXECUTABLE, {"wrong-kind"}),
        "program as PDF": ("a.pdf", hostile.EXECUTABLE, {"not-what-it-says"}),
        "HTML as JPEG": ("a.jpg", html, {"not-what-it-says"}),
        "HTML": ("a.html", html, {"wrong-kind"}),
        "PHP as text": ("a.txt", hostile.PHP, {"not-what-it-says"}),
        "PDF with a password": ("a.pdf", honest.locked_pdf(to_open="x"), {"encrypted"}),
        "PDF without pages": ("a.pdf", hostile.pdf_without_pages(), {"damaged"}),
        "PDF of itself": ("a.pdf", hostile.pdf_of_itself(), {"damaged"}),
        "PDF whose tables circle": (
            "a.pdf",
            hostile.pdf_whose_tables_circle(),
            {"damaged"},
        ),
        "PDF changed after it was signed": (
            "a.pdf",
            hostile.changed_after_signing(),
            {HARMLESS},
        ),
        "PDF with hidden instructions": (
            "a.pdf",
            hostile.hidden_words_pdf(),
            {HARMLESS},
        ),
        "EICAR": ("a.txt", hostile.EICAR, {"virus"}),
        "EICAR as PDF": ("a.pdf", hostile.EICAR, {"virus"}),
        "nothing": ("a.pdf", b"", {"empty"}),
        "half of it": ("a.pdf", honest.pdf(pages=9)[:600], {"damaged"}),
    }


def looked(name, data):
    with sandbox.in_memory([data], most=max(1, len(data))) as file:
        return inspect_apart(file, name, limits=ALL)


@pytest.fixture(autouse=True)
def _ready():
    if not sandbox.abilities().works:
        pytest.skip("the sandbox does not work here")


def not_as_expected(files):
    """What is said of each that should not be; all of it in one sandbox."""
    wrong = {}
    for what, (name, data, codes) in files.items():
        refusal = looked(name, data).refusal
        said = refusal.code if refusal else HARMLESS
        if said not in codes:
            wrong[what] = said
    # Others are unaffected: the waiting process lives, and takes what is honest.
    assert looked("a.pdf", honest.pdf()).refusal is None
    return wrong


@pytest.mark.feature("F093")
def test_each_file_of_the_list_is_refused_or_harmless_and_the_next_one_is_taken():
    assert not_as_expected(listed()) == {}


@pytest.mark.everything
def test_so_is_each_that_takes_seconds_to_be_made():
    assert not_as_expected(large()) == {}
