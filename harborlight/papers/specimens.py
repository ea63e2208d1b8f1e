"""Pages that stand for papers where none may be real: in demonstrations and lessons."""

from __future__ import annotations

import importlib.resources
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT, MARGIN = 1240, 1754, 130
INK, FAINT, PAPER, LINE = "#1f2a37", "#8a94a3", "#fbfaf6", "#c9c3b4"


def specimen(title: str, name: str, *, pages: int = 1) -> bytes:
    """A PDF that says what it stands for, the same on each of its pages."""
    page = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(page)
    box = (MARGIN // 2, MARGIN // 2, WIDTH - MARGIN // 2, HEIGHT - MARGIN // 2)
    draw.rectangle(box, outline=LINE, width=4)
    draw.text((MARGIN, 150), "SPECIMEN", font=_font(34), fill=FAINT)
    y = 240
    for row in _rows(draw, title, 58):
        draw.text((MARGIN, y), row, font=_font(58), fill=INK)
        y += 76
    draw.text((MARGIN, y + 60), name, font=_font(44), fill=INK)
    for number in range(14):
        width = WIDTH - MARGIN if number % 5 != 4 else WIDTH // 2
        at = y + 220 + 62 * number
        draw.line((MARGIN, at, width, at), fill=LINE, width=10)
    words = "Made for the demonstration. It proves nothing, and nobody issued it."
    draw.text((MARGIN, HEIGHT - 190), words, font=_font(28), fill=FAINT)
    out = BytesIO()
    more = [page] * (pages - 1)
    page.save(out, "PDF", resolution=150, quality=80, save_all=True, append_images=more)
    return out.getvalue()


def _rows(draw: ImageDraw.ImageDraw, text: str, size: int) -> list[str]:
    rows = [""]
    for word in text.split():
        longer = f"{rows[-1]} {word}".strip()
        if draw.textlength(longer, font=_font(size)) > WIDTH - 2 * MARGIN and rows[-1]:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def _font(size: int) -> ImageFont.FreeTypeFont:
    """Noto Sans: Pillow's own font lacks the letters with accents."""
    return ImageFont.truetype(BytesIO(_letters()), size)


@cache
def _letters() -> bytes:
    files = importlib.resources.files("fontpkg_noto_sans") / "files"
    return (files / "NotoSans[wdth,wght].ttf").read_bytes()
