"""Files as clients send them: made here, so that nobody's passport is in the tests."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw


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
