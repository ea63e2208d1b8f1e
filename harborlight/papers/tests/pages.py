"""Pages to be read in tests: letters, certificates, passports, printed or photographed.

All of it is made up. A passport's lines are in a plain monospaced face: the one that
passports are printed in (OCR-B) comes with no package.
"""

import importlib.resources
import random
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

SPANISH = (
    "REGISTRO CIVIL DEL ESTADO DE OAXACA",
    "ACTA DE NACIMIENTO",
    "Nombre: María Guadalupe Núñez Peña",
    "Fecha de nacimiento: 9 de marzo de 1984",
    "Lugar: San Sebastián Río Hondo, México",
    "Padre: José Ángel Núñez Güemes",
    "Madre: Ana Belén Peña Luján",
    "El suscrito oficial certifica que los datos que anteceden",
    "concuerdan fielmente con su original, según consta en el",
    "libro número ciento ochenta y dos, año de mil novecientos.",
    "¿Habrá alguna corrección? Véase la anotación al margen.",
)
ENGLISH = (
    "STATE OF ILLINOIS - CERTIFICATION OF MARRIAGE",
    "This certifies that Daniel Whitfield and Maria Rivas",
    "were united in marriage at Springfield, Illinois,",
    "on the 14th day of June, 2019, before witnesses.",
    "Recorded in book 214, page 0087, by the county clerk.",
    "Receipt number: IOE0912345678",
    "Any alteration or erasure voids this certificate.",
)


@cache
def _letters(package: str, name: str) -> bytes:
    return (importlib.resources.files(package) / "files" / name).read_bytes()


@cache
def font(size: int) -> ImageFont.FreeTypeFont:
    """Proportional, with all accents."""
    face = BytesIO(_letters("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"))
    return ImageFont.truetype(face, size)


@cache
def even_font(size: int) -> ImageFont.FreeTypeFont:
    """Every letter as wide as the others, as in the lines that machines read."""
    face = BytesIO(_letters("fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf"))
    return ImageFont.truetype(face, size)


def sheet(lines, *, times=1, size=34, dpi=150) -> Image.Image:
    """A page of US letter with these lines, printed `times` times one below the other."""
    page = Image.new("L", (round(8.5 * dpi), 11 * dpi), 248)
    draw, y = ImageDraw.Draw(page), 90
    for _once in range(times):
        for line in lines:
            draw.text((90, y), line, fill=30, font=font(size))
            y += round(size * 1.55)
    return page


def photographed(page, *, turn=1.2, blur=0.6, grain=14, seed=7) -> Image.Image:
    """The page as a phone takes it: askew, on a table, under a lamp, with grain."""
    random.seed(seed)
    wide, high = round(page.width * 1.1), round(page.height * 1.1)
    table = Image.new("L", (wide, high), 110)
    table.paste(page, ((wide - page.width) // 2, (high - page.height) // 2))
    lamp = Image.linear_gradient("L").rotate(90).resize((wide, high))
    table = ImageChops.multiply(table, lamp.point(lambda tone: 165 + tone // 3))
    table = table.rotate(turn, Image.Resampling.BICUBIC, fillcolor=110)
    table = table.filter(ImageFilter.GaussianBlur(blur))
    table = ImageChops.add(table, Image.effect_noise(table.size, grain), 1, -128)
    return as_jpeg(table)


def as_jpeg(page, quality=80) -> Image.Image:
    kept = BytesIO()
    page.save(kept, "JPEG", quality=quality)
    return Image.open(kept)


def jpeg_of(page) -> bytes:
    kept = BytesIO()
    page.save(kept, "JPEG", quality=85)
    return kept.getvalue()


def pdf_of(*pages, dpi=150) -> bytes:
    """Scans: pages that are pictures and nothing else."""
    kept = BytesIO()
    first, *others = [page.convert("L") for page in pages]
    first.save(kept, "PDF", resolution=dpi, save_all=True, append_images=others)
    return kept.getvalue()
