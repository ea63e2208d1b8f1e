"""Notices as the agency prints them, made up: labels in cells, values below them."""

from PIL import ImageDraw

from harborlight.papers.tests import pages

RECEIPT = {
    "Receipt Number": "IOE0912345678",
    "Case Type": "I130 - PETITION FOR ALIEN RELATIVE",
    "Received Date": "03/15/2026",
    "Priority Date": "03/14/2026",
    "Petitioner": "WHITFIELD, DANIEL",
    "Notice Date": "03/20/2026",
    "Page": "1 of 1",
    "Beneficiary": "NUNEZ PENA, MARIA",
}
# Where each cell stands: parts of the page's width, and its row.
_CELLS = (
    (0.07, 0),
    (0.45, 0),
    (0.07, 1),
    (0.26, 1),
    (0.45, 1),
    (0.07, 2),
    (0.26, 2),
    (0.45, 2),
)


def notice(cells=RECEIPT, *, form="I-797C", title="Receipt Notice", body=()):
    """A page of US letter at 150 dots an inch."""
    sheet = pages.sheet((), size=20)
    draw = ImageDraw.Draw(sheet)
    draw.text((90, 60), "Department of Homeland Security", fill=30, font=pages.font(20))
    draw.text(
        (90, 90),
        "U.S. Citizenship and Immigration Services",
        fill=30,
        font=pages.font(20),
    )
    draw.text((720, 60), f"Form {form}, Notice of Action", fill=30, font=pages.font(26))
    for (label, value), (left, row) in zip(cells.items(), _CELLS, strict=False):
        x, y = round(left * sheet.width), 170 + 75 * row
        draw.text((x, y), label, fill=60, font=pages.font(17))
        draw.text((x, y + 26), value, fill=20, font=pages.font(22))
    draw.text((720, 420), f"Notice Type: {title}", fill=20, font=pages.font(22))
    for number, line in enumerate(body):
        draw.text((90, 480 + 34 * number), line, fill=20, font=pages.font(22))
    return sheet
