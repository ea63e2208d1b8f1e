"""Word documents made to run, to fetch, or to fill the machine."""

import io
import struct
import zipfile

from harborlight.papers.tests import honest
from harborlight.papers.tests.hostile import EXECUTABLE, docx_with, link

_MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
_RELATIONS = "word/_rels/document.xml.rels"
_RUN = "<w:p><w:r>{}</w:r></w:p>"


def _field(*pieces: str) -> str:
    """A field whose words are cut into these pieces; "{" and "}" nest another."""
    marks = {"{": "begin", "}": "end", "|": "separate"}
    inside = "".join(
        f'<w:fldChar w:fldCharType="{marks[piece]}"/>'
        if piece in marks
        else f"<w:instrText>{piece}</w:instrText>"
        for piece in ("{", *pieces, "}")
    )
    return _RUN.format(inside)


def active() -> dict[str, bytes]:
    """By what acts in them."""
    types = honest.docx_parts()["[Content_Types].xml"]
    macro_types = types.replace(f"{honest.WORD}.document.main+xml", _MACRO_TYPE)
    return {
        "macros": docx_with({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        "macros renamed": docx_with({"[Content_Types].xml": macro_types}),
        "template from outside": docx_with(
            {"word/_rels/settings.xml.rels": link("attachedTemplate", "http://e.co/t")}
        ),
        "picture from outside": docx_with({_RELATIONS: link("image", "file://e/p")}),
        "frame from outside": docx_with({_RELATIONS: link("frame", "http://e.co")}),
        "object": docx_with({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}),
        "program inside": docx_with({"word/media/image1.png": EXECUTABLE}),
        "ZIP inside": docx_with({"word/media/image1.png": honest.docx()}),
        "control": docx_with({}, body='<w:control w:name="x"/>'),
        "page inside": docx_with({}, body='<w:altChunk w:id="r1"/>'),
        "field that starts a program": docx_with(
            {}, body=_field(r"DDEAUTO c:\\windows\\system32\\cmd.exe")
        ),
        "field in pieces": docx_with({}, body=_field("DD", "EAU", "TO cmd")),
        "field in numbers": docx_with(
            {}, body=_field("{", "QUOTE 68 68 69", "|", "DDE", "}", " cmd")
        ),
        "field made by another": docx_with(
            {}, body=_field("{", "REF a", "|", "DDE", "}", " cmd")
        ),
        "simple field": docx_with({}, body='<w:fldSimple w:instr=" DDE cmd "/>'),
        "field that brings a file": docx_with({}, body=_field("INCLUDETEXT a.docx")),
    }


def honest_fields() -> bytes:
    return docx_with(
        {_RELATIONS: link("hyperlink", "https://www.uscis.gov")},
        body=_field("TOC \\o", "|", "{", " HYPERLINK x", "|", "}")
        + _field(" PAGE ")
        + _field(" = 1 + 2 "),
    )


def billion_laughs() -> bytes:
    entities = "".join(
        f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10)
    )
    text = f'<!DOCTYPE w [<!ENTITY l0 "ha">{entities}]><w>&l9;</w>'
    return docx_with({"word/document.xml": text})


def outside_entity() -> bytes:
    text = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
    return docx_with({"word/document.xml": text.encode("utf-16")})


def of_entries(entries: int) -> bytes:
    return docx_with({f"word/media/{at}.txt": b"" for at in range(entries)})


def that_grows_to(size: int) -> bytes:
    return docx_with({"word/media/image1.emf": bytes(size)})


def that_lies_about_its_size() -> bytes:
    """Its list says ten bytes where there are two million."""
    whole = bytearray(that_grows_to(2_000_000))
    place = whole.rindex(b"PK\x01\x02")
    struct.pack_into("<I", whole, place + 24, 10)
    return bytes(whole)


def that_overlaps() -> bytes:
    """Two names in its list for the same bytes."""
    whole = honest.docx()
    end = whole.rindex(b"PK\x05\x06")
    last = whole.rindex(b"PK\x01\x02")
    again = whole[last:end].replace(b"word/document.xml", b"word/another1.xml")
    count, size, place = struct.unpack("<HII", whole[end + 10 : end + 20])
    closing = struct.pack("<HHII", count + 1, count + 1, size + len(again), place)
    return whole[:end] + again + whole[end : end + 8] + closing + whole[end + 20 :]


def with_entry(name: str, *, symlink: bool = False, **said: int) -> bytes:
    """A document with one more entry of any name."""
    out = io.BytesIO(honest.docx())
    with zipfile.ZipFile(out, "a") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        entry.create_system = 3
        entry.external_attr = (0o120777 if symlink else 0o100644) << 16
        archive.writestr(entry, b"/etc/passwd", **said)
    return out.getvalue()


def with_hidden_text() -> bytes:
    """Its text stands in a part that is called a picture."""
    parts = honest.docx_parts()
    types = parts["[Content_Types].xml"].replace("document.xml", "media/a.png")
    return docx_with({"[Content_Types].xml": types, "word/media/a.png": b"<w/>"})


def without_its_text() -> bytes:
    parts = honest.docx_parts()
    del parts["word/document.xml"]
    return honest.packed(parts)


def locked() -> bytes:
    """The outside of a document that Word locked with a password."""
    name = "EncryptedPackage".encode("utf-16-le")
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + name + bytes(500)
