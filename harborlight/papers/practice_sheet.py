"""Draws a page of the practice form: its print, and the boxes on it."""

import hashlib
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from harborlight.papers.boxes import Rect

READ_ONLY, MULTILINE, COMB = 1, 1 << 12, 1 << 24
RADIO, COMBO = (1 << 15) | (1 << 14), 1 << 17
DRAWN_ROWS, DRAWN_COLUMNS = 6, 84

_CROSS = b"q 1 1 8 8 re W n 0.8 w 2 8 m 8 2 l 8 8 m 2 2 l S Q"


class Sheet:
    """One page while it is drawn: its print grows, and its boxes with it."""

    def __init__(self, pdf: Pdf, fonts: Object, root: Object, number: int) -> None:
        self.number = number
        self._pdf = pdf
        self._print: list[str] = []
        self._page = pdf.add_blank_page(page_size=(612, 792))
        self._page.Resources = Dictionary(Font=fonts)
        self._page.Annots = Array()
        self._branch = pdf.make_indirect(
            Dictionary(T=String(f"Page{number}[0]"), Kids=Array(), Parent=root)
        )
        root.Kids.append(self._branch)

    def words(
        self, x: float, y: float, text: str, *, bold: bool = False, size: float = 9.5
    ) -> None:
        """Print a line of the form's own words."""
        font = "HeBo" if bold else "Helv"
        plain = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self._print.append(f"BT 0 g /{font} {size} Tf {x} {y} Td ({plain}) Tj ET")

    def bar(self, x: float, y: float, wide: float, high: float) -> None:
        """Print a black bar."""
        self._print.append(f"0 g {x} {y} {wide} {high} re f")

    def heading(self, x: float, y: float, wide: float, text: str) -> None:
        """Print the title of a part on a grey ground."""
        self._print.append(f"0.88 g {x} {y} {wide} 18 re f 0 G {x} {y} {wide} 18 re S")
        self.words(x + 4, y + 5, text, bold=True, size=11)

    def place(self, rect: Rect) -> Object:
        """A spot for a box, with its outline printed, not yet part of a field."""
        left, low, right, high = rect
        outline = f"{left} {low} {right - left} {high - low} re S"
        self._print.append(f"0 G 0.7 w {outline}")
        widget = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=Array(rect),
            F=4,
            P=self._page.obj,
            MK=Dictionary(),
        )
        spot = self._pdf.make_indirect(widget)
        self._page.Annots.append(spot)
        return spot

    def box(
        self,
        name: str,
        rect: Rect,
        tooltip: str,
        flags: int = 0,
        *,
        length: int = 0,
        index: int = 0,
        font: str = "CoBo 10",
    ) -> None:
        """A box for text; flags as PDF numbers them."""
        spot = self.place(rect)
        self._name(spot, Name.Tx, f"{name}[{index}]", tooltip, flags)
        spot.DA = String(f"/{font} Tf 0 g")
        if length:
            spot.MaxLen = length
        if flags & COMB:
            self._cells(rect, length)

    def choice(
        self, name: str, rect: Rect, tooltip: str, lines: list[tuple[str, str]]
    ) -> None:
        """A drop-down list; lines are what is stored and what is shown."""
        spot = self.place(rect)
        self._name(spot, Name.Ch, f"{name}[0]", tooltip, COMBO)
        spot.DA = String("/CoBo 10 Tf 0 g")
        spot.Opt = Array([Array([String(a), String(b)]) for a, b in lines])

    def tick(self, name: str, rect: Rect, on: str, tooltip: str) -> None:
        """A check box; boxes of one question share the name and differ in the index."""
        spot = self.place(rect)
        self._markable(spot, on)
        taken = sum(str(kid.T).startswith(f"{name}[") for kid in self._branch.Kids)
        self._name(spot, Name.Btn, f"{name}[{taken}]", tooltip, 0)

    def either(
        self, name: str, spots: Sequence[tuple[Rect, str]], tooltip: str
    ) -> None:
        """Marks of which one can be set: a single field with several places."""
        kids = []
        for rect, on in spots:
            kid = self.place(rect)
            self._markable(kid, on)
            kids.append(kid)
        field = self._pdf.make_indirect(Dictionary(Kids=Array(kids)))
        for kid in kids:
            kid.Parent = field
        self._name(field, Name.Btn, f"{name}[0]", tooltip, RADIO)

    def barcode(self, value: str, rect: Rect) -> None:
        """A constant pattern that stands for the value, as on official forms."""
        spot = self._pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                Rect=Array(rect),
                F=68,
                P=self._page.obj,
                V=String(value),
                DV=String(value),
                DA=String("/Helv 8 Tf 0 g"),
                AP=Dictionary(N=self._pattern(value, rect)),
            )
        )
        self._page.Annots.append(spot)
        name = f"PDF417BarCode{self.number}[0]"
        self._name(spot, Name.Tx, name, f"PDF417BarCode{self.number}", READ_ONLY)

    def finish(self) -> None:
        """Put the print on the page; nothing more can be drawn."""
        content = "\n".join(self._print).encode("latin-1")
        self._page.Contents = self._pdf.make_stream(content)

    def _name(
        self, field: Object, kind: Object, name: str, tooltip: str, flags: int
    ) -> None:
        field.FT, field.T, field.TU = kind, String(name), String(tooltip)
        field.Parent = self._branch
        if flags:
            field.Ff = flags
        self._branch.Kids.append(field)

    def _markable(self, spot: Object, on: str) -> None:
        cross = self._pdf.make_stream(
            _CROSS, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 10])
        )
        spot.AP = Dictionary(N=Dictionary({f"/{on}": cross}))
        spot.AS = Name.Off
        spot.MK = Dictionary(CA=String("8"))
        spot.DA = String("/ZaDb 8 Tf 0 g")

    def _cells(self, rect: Rect, count: int) -> None:
        left, low, right, high = rect
        step = (right - left) / count
        for cell in range(1, count):
            x = round(left + cell * step, 2)
            self._print.append(f"0.8 G {x} {low + 1} m {x} {high - 1} l S")

    def _pattern(self, value: str, rect: Rect) -> Object:
        wide, high = rect[2] - rect[0], rect[3] - rect[1]
        across, up = wide / DRAWN_COLUMNS, high / DRAWN_ROWS
        bars = ["0 g"]
        for row in range(DRAWN_ROWS):
            dark = hashlib.shake_256(f"{value}#{row}".encode()).digest(DRAWN_COLUMNS)
            for column, byte in enumerate(dark):
                if byte & 1 or column in (0, 1, 2, DRAWN_COLUMNS - 1):
                    x, y = column * across, row * up
                    bars.append(f"{x:.2f} {y:.2f} {across:.2f} {up:.2f} re f")
        return self._pdf.make_stream(
            " ".join(bars).encode(),
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, wide, high]),
        )
