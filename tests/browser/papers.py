"""Files as clients send them: made here, so that nobody's passport is in the tests."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from harborlight.papers.tests import honest


def photo(words: str, *, size: tuple[int, int] = (1600, 1100)) -> bytes:
    """A photo (JPEG) of a paper with these words on it."""
    picture = Image.new("RGB", size, "#f4f1e8")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((60, 60, size[0] - 60, size[1] - 60), outline="#404040", width=6)
    for row in range(18):
        draw.text((140, 140 + row * 48), f"{words}  {row:02}", fill="#202020")
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=85)
    return made.getvalue()


def scan(words: str, pages: int = 1) -> bytes:
    """A scanned PDF of so many pages."""
    pictures = [
        Image.open(io.BytesIO(photo(f"{words} page {n + 1}", size=(1240, 1754))))
        for n in range(pages)
    ]
    made = io.BytesIO()
    pictures[0].save(made, "PDF", save_all=True, append_images=pictures[1:])
    return made.getvalue()


def printed(*pages: tuple[str, ...]) -> bytes:
    """A PDF as an office prints it: its words can be read without looking at pictures."""
    things = {1: "<< /Type /Catalog /Pages 2 0 R >>"}
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    things[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>"
    things[3] = (
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier "
        "/Encoding /WinAnsiEncoding >>"
    )
    for at, lines in enumerate(pages):
        number = 4 + 2 * at
        things[number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Contents {number + 1} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        things[number + 1] = honest.stream(f"BT /F1 12 Tf 24 TL 54 700 Td {shown} ET")
    return honest.written(things)
