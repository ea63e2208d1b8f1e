"""Honest files as clients send them, made by code when a test asks for them."""

import io
import zipfile
from typing import Literal

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw

RED, BLUE = (200, 30, 30), (30, 30, 200)
CANARY = b"CANARY-7141-Elm-Street"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXT = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pdf(
    *, pages: int = 1, root: str = "", page: str = "", more: tuple[str, ...] = ()
) -> bytes:
    """A PDF whose every page says its number; `more` are objects from number 10 on."""
    things = {1: f"<< /Type /Catalog /Pages 2 0 R {root} >>", 9: HELVETICA}
    first = 10 + len(more)
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(pages))
    things[2] = f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"
    things |= {10 + at: thing for at, thing in enumerate(more)}
    for at in range(pages):
        number = first + 2 * at
        things[number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {page}"
            f" /Contents {number + 1} 0 R /Resources << /Font << /F1 9 0 R >> >> >>"
        )
        things[number + 1] = stream(f"BT /F1 48 Tf 72 600 Td (Page {at + 1}) Tj ET")
    return written(things)


HELVETICA = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def stream(body: str, said: str = "") -> str:
    return f"<< /Length {len(body)} {said} >>\nstream\n{body}\nendstream"


def written(things: dict[int, str], trailer: str = "") -> bytes:
    """A PDF of these objects, with a table of where they stand; 1 is the root."""
    out, places = io.BytesIO(), {}
    out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    for number, thing in sorted(things.items()):
        places[number] = out.tell()
        out.write(f"{number} 0 obj\n{thing}\nendobj\n".encode("latin-1"))
    table = out.tell()
    size = max(things) + 1
    lines = [
        f"{places[number]:010} 00000 n \n"
        if number in places
        else "0000000000 00000 f \n"
        for number in range(1, size)
    ]
    out.write(f"xref\n0 {size}\n0000000000 65535 f \n{''.join(lines)}".encode())
    out.write(f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\n".encode())
    out.write(f"startxref\n{table}\n%%EOF\n".encode())
    return out.getvalue()


def locked_pdf(
    *, to_open: str, to_change: str = "owner", revision: Literal[3, 4, 6] = 6
) -> bytes:
    """A PDF with a password to open it (or none, when empty) and one to change it.

    revision: 3 is the lock of 2001, 4 that of 2003, 6 (AES-256) today's.
    """
    out, new = io.BytesIO(), revision >= 4
    lock = pikepdf.Encryption(
        to_change,
        to_open,
        R=revision,
        aes=new,
        metadata=new,
    )
    with pikepdf.open(io.BytesIO(pdf(pages=2))) as document:
        document.save(out, encryption=lock)
    return out.getvalue()


def half_red(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Blue, with a red left half: shows how a picture was turned."""
    image = Image.new("RGB", size, BLUE)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2 - 1, size[1]), fill=RED)
    return image


def photo(size: tuple[int, int] = (400, 300), *, orientation: int = 6) -> bytes:
    """A JPEG as a phone writes it: on its side, with where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = CANARY.decode()
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (40.0, 42.0, 46.0), 3: "W", 4: (74.0, 0.0, 21.0)}
    )
    return saved(half_red(size), "JPEG", exif=exif, comment=CANARY, quality=90)


def heic(size: tuple[int, int] = (320, 240)) -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(half_red(size)).save(out, quality=80)
    return out.getvalue()


def png_with_alpha(size: tuple[int, int] = (200, 100)) -> bytes:
    """Red, its right half seen through."""
    image = Image.new("RGBA", size, (*RED, 255))
    image.paste((0, 0, 0, 0), (size[0] // 2, 0, *size))
    return saved(image, "PNG")


def tiff(pages: int = 3) -> bytes:
    """A TIFF as a fax or a scanner writes it, one black and white page after another."""
    sheets = [Image.new("1", (850, 1100), 1) for _ in range(pages)]
    for number, sheet in enumerate(sheets):
        ImageDraw.Draw(sheet).rectangle((0, 0, 100 * (number + 1), 100), fill=0)
    return saved(
        sheets[0],
        "TIFF",
        save_all=True,
        append_images=sheets[1:],
        compression="group4",
    )


def saved(image: Image.Image, form: str, **said) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **said)
    return out.getvalue()


def text() -> bytes:
    return "Señor Núñez, 李小龍, and Đặng.\r\n".encode()


def docx_parts(
    body: str = "<w:p><w:r><w:t>Señor 李</w:t></w:r></w:p>",
) -> dict[str, str]:
    """The parts of a small Word document, to be changed before they are packed."""
    return {
        "[Content_Types].xml": (
            '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.'
            'openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{WORD}'
            '.document.main+xml"/></Types>'
        ),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": (
            f'<w:document xmlns:w="{_TEXT}"><w:body>{body}</w:body></w:document>'
        ),
    }


def relations(*wanted: tuple[str, str, str]) -> str:
    """Relations of a part: kind, target, and mode ("External") of each."""
    lines = [
        f'<Relationship Id="r{at}" Type="{_OFFICE}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for at, (kind, target, mode) in enumerate(wanted)
    ]
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(lines)}</Relationships>'


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def docx(body: str | None = None) -> bytes:
    return packed(docx_parts(body) if body else docx_parts())
