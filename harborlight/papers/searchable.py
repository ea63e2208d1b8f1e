"""A PDF of pictures of pages whose words can be searched, marked and copied.

Each page is its picture, with its words over it in letters that are not painted. The font
has no shapes: only how wide its letters are, and what they stand for.
"""

from __future__ import annotations

import io
from collections.abc import Iterable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image

from harborlight.papers.page_text import PageText, Word

# The width of a page in points where nothing is known of its paper: US letter.
WIDE = 612.0
# Every letter of the font is half as wide as it is high.
_LETTER = 0.5
# Where the line on which letters stand is, of a box from its lower edge.
_FOOT = 0.2
_MOST_LETTERS_AT_ONCE = 100


class NoPicture(Exception):
    """This is no picture of a page, as previews are."""


def searchable_pdf(pages: Iterable[tuple[bytes, PageText]]) -> bytes:
    """One page each of a picture (PNG or JPEG, as `preview_apart` makes them) and its text.

    Pages are 612 points wide. Raises NoPicture.
    """
    pdf = Pdf.new()
    font = _font(pdf)
    for picture, text in pages:
        _add(pdf, font, picture, text)
    written = io.BytesIO()
    pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _add(pdf: Pdf, font: pikepdf.Object, picture: bytes, text: PageText) -> None:
    image, (wide, high) = _image(pdf, picture)
    width, height = WIDE, WIDE * high / wide
    page = pdf.add_blank_page(page_size=(width, height))
    drawn = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Page Do Q\nBT 3 Tr\n"
    words = "".join(
        _shown(word, width, height, turned=text.turned) for word in text.words
    )
    page.obj.Resources = Dictionary(
        XObject=Dictionary(Page=image), Font=Dictionary(Words=font)
    )
    page.obj.Contents = pdf.make_stream((drawn + words + "ET\n").encode("ascii"))


def _image(pdf: Pdf, picture: bytes) -> tuple[pikepdf.Object, tuple[int, int]]:
    try:
        image: Image.Image = Image.open(io.BytesIO(picture), formats=("PNG", "JPEG"))
        size, is_jpeg, mode = image.size, image.format == "JPEG", image.mode
        if is_jpeg and mode in ("L", "RGB"):
            stream = pdf.make_stream(picture)
            stream.Filter = Name.DCTDecode
        else:
            image = image.convert("L" if mode in ("1", "L", "I") else "RGB")
            mode = image.mode
            stream = pdf.make_stream(image.tobytes())
    except (OSError, ValueError, Image.DecompressionBombError) as why:
        raise NoPicture("This is no picture of a page.") from why
    stream.Type, stream.Subtype = Name.XObject, Name.Image
    stream.Width, stream.Height = size
    stream.BitsPerComponent = 8
    stream.ColorSpace = Name.DeviceGray if mode == "L" else Name.DeviceRGB
    return pdf.make_indirect(stream), size


def _shown(word: Word, width: float, height: float, *, turned: int) -> str:
    """The signs that put a word over its place, unpainted."""
    left, right = word.left * width, word.right * width
    low, up = height - word.bottom * height, height - word.top * height
    across, along = (up - low, right - left)
    if turned in (90, 270):
        across, along = along, across
    size = max(1.0, across * (1 - _FOOT))
    letters = word.text[:_MOST_LETTERS_AT_ONCE]
    # A blank after each word, or what is copied is one long word.
    stretch = max(1.0, 100 * along / (len(letters) * _LETTER * size))
    matrix = _placed((left, low, right, up), across * _FOOT, turned)
    codes = (letters + " ").encode("utf-16-be", "surrogatepass")
    # Outside the first plane a letter is two codes, and copied as such.
    return f"/Words {size:.2f} Tf {stretch:.1f} Tz {matrix} Tm <{codes.hex()}> Tj\n"


def _placed(box: tuple[float, float, float, float], foot: float, turned: int) -> str:
    """Where its first letter stands, and in which direction the word goes."""
    left, low, right, up = box
    if turned == 90:
        # The page must be turned to the right: its words go up.
        return f"0 1 -1 0 {right - foot:.2f} {low:.2f}"
    if turned == 180:
        return f"-1 0 0 -1 {right:.2f} {up - foot:.2f}"
    if turned == 270:
        return f"0 -1 1 0 {left + foot:.2f} {up:.2f}"
    return f"1 0 0 1 {left:.2f} {low + foot:.2f}"


def _font(pdf: Pdf) -> pikepdf.Object:
    """A font of every letter of Unicode's first plane, that paints none."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/Unpainted"),
        Flags=4,
        FontBBox=Array([0, -200, 500, 800]),
        ItalicAngle=0,
        Ascent=800,
        Descent=-200,
        CapHeight=700,
        StemV=80,
    )
    below = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/Unpainted"),
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"),
            Ordering=pikepdf.String("Identity"),
            Supplement=0,
        ),
        DW=round(1000 * _LETTER),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name("/Unpainted"),
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(below)]),
            ToUnicode=pdf.make_stream(_meanings()),
        )
    )


def _meanings() -> bytes:
    """Every code is the letter itself, in ranges of 256 as the rule for such tables is."""
    ranges = [f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256)]
    blocks = "".join(
        f"{len(part)} beginbfrange\n" + "\n".join(part) + "\nendbfrange\n"
        for part in (ranges[at : at + 100] for at in range(0, 256, 100))
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CMapName /Unpainted def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{blocks}endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")
