"""What is to be seen on a filled form: where ink is, and what its barcodes look like."""

from io import BytesIO

import pikepdf
from PIL import Image, ImageChops

from harborlight.papers.rendering import render

HIDDEN = 1 << 1
SCALE = 1.5


def reopened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(pdf))


def looks_of(opened: pikepdf.Pdf) -> dict[str, tuple[str, bytes]]:
    """Value and appearance of every text field that has both, by full name."""
    looks = {}
    for page in opened.pages:
        for widget in page.get("/Annots", []):
            if widget.get("/FT") == "/Tx" and "/AP" in widget and "/V" in widget:
                name, step = str(widget.T), widget.get("/Parent")
                while step is not None:
                    name, step = f"{step.T}.{name}", step.get("/Parent")
                looks[name] = (str(widget.V), drawn_by(widget.AP.N))
    return looks


def drawn_by(look: pikepdf.Stream) -> bytes:
    """What the appearance says, and the picture in it, byte for byte."""
    pictures = look.get("/Resources", {}).get("/XObject", {})
    return look.read_bytes() + b"".join(p.read_bytes() for p in pictures.values())


def empty_spots(change, spots, values):
    """The boxes that should show an answer and look as they did in the blank."""
    printed = [
        (box.name, spot)
        for box, place, spot in spots
        if str(values.get(box.name, "")).strip()
        and (box.kind != "check" or values[box.name] in (True, place.on))
    ]
    assert printed or not values.keys() & {box.name for box, _, _ in spots}
    return [name for name, spot in printed if not change.crop(spot).getbbox()]


def places_on(blank, page):
    """Each visible place of a box on the page, and its corners in pixels."""
    with reopened(blank.pdf) as opened:
        sheet = opened.pages[page - 1]
        hidden = {a.objgen[0] for a in sheet.get("/Annots", []) if is_hidden(a)}
        x0, _, _, y1 = (float(edge) for edge in sheet.cropbox)
    for box in blank.boxes:
        for place in box.places:
            if place.page == page and place.number not in hidden:
                left, low, right, top = place.rect
                corners = (left - x0, y1 - top, right - x0, y1 - low)
                yield box, place, tuple(round(edge * SCALE) for edge in corners)


def is_hidden(annotation):
    return bool(int(annotation.get("/F", 0)) & HIDDEN)


def difference(before: bytes, after: bytes, page: int) -> Image.Image:
    """Where two PDFs look different on a page, in grey."""
    return apart(seen(before, page), seen(after, page))


def seen(pdf: bytes, page: int) -> Image.Image:
    """The page as a reader sees it, in grey."""
    return Image.open(BytesIO(render(pdf, page, round(612 * SCALE)))).convert("L")


def apart(before: Image.Image, after: Image.Image) -> Image.Image:
    """Where two pictures of a page differ."""
    change = ImageChops.difference(before, after)
    return change.point(lambda grey: 255 if grey > 24 else 0)
