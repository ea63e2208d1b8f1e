"""A form of our own to practise on, where the agency's blanks are not at hand.

It has every kind of box that official forms have, and looks a little like them, but it
belongs to nobody and says so.
"""

from functools import cache
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, String

from harborlight.papers.practice_sheet import COMB, MULTILINE, READ_ONLY, Sheet

FORM = "HL-1"
EDITION = "01/01/26"
LEFT, RIGHT, WIDE = 36.0, 324.0, 252.0
STATES = ("CA", "DC", "FL", "IL", "MA", "NY", "TX", "VA")
RELATIONS = (
    ("S", "Spouse"),
    ("P", "Parent"),
    ("C", "Child"),
    ("B", "Brother or sister"),
)


@cache
def practice_form() -> bytes:
    """The blank of the practice petition, two pages; always the same bytes."""
    pdf = Pdf.new()
    fonts = _fonts(pdf)
    root = pdf.make_indirect(Dictionary(T=String("HL1[0]"), Kids=Array()))
    pdf.Root.AcroForm = Dictionary(
        DA=String("/Helv 0 Tf 0 g"), DR=Dictionary(Font=fonts), Fields=Array([root])
    )
    sheets = [Sheet(pdf, fonts, root, number) for number in (1, 2)]
    for sheet, fill_in in zip(sheets, (_first_page, _second_page), strict=True):
        _frame(sheet)
        fill_in(sheet)
    _case_name(pdf, root, sheets)
    for sheet in sheets:
        sheet.finish()
    saved = BytesIO()
    pdf.save(saved, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return saved.getvalue()


def _fonts(pdf: Pdf) -> Object:
    names = {
        "CoBo": "Courier-Bold",
        "HeBo": "Helvetica-Bold",
        "Helv": "Helvetica",
        "ZaDb": "ZapfDingbats",
    }
    fonts = {}
    for short, name in names.items():
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"))
        if short != "ZaDb":
            font.Encoding = Name.WinAnsiEncoding
        fonts[f"/{short}"] = pdf.make_indirect(font)
    return pdf.make_indirect(Dictionary(fonts))


def _frame(sheet: Sheet) -> None:
    """What every page has: title, band, footer and barcode."""
    sheet.bar(LEFT, 726, 540, 4)
    sheet.words(LEFT, 742, "Practice Petition", bold=True, size=15)
    sheet.words(208, 742, "This is not a government form. For practice only.", size=9)
    sheet.words(494, 748, f"Form {FORM}", bold=True, size=10)
    sheet.words(494, 736, f"Edition {EDITION}", size=9)
    sheet.bar(LEFT, 40, 540, 0.7)
    sheet.words(LEFT, 28, f"Form {FORM}   Edition {EDITION}", size=8)
    sheet.words(532, 28, f"Page {sheet.number} of 2", size=8)
    sheet.barcode(f"{FORM}|{EDITION}|{sheet.number}", (180, 16, 432, 34))


def _case_name(pdf: Pdf, root: Object, sheets: list[Sheet]) -> None:
    """One box that is drawn on both pages, as some forms of the courts have it."""
    places = []
    for sheet in sheets:
        sheet.words(LEFT, 704, "Case name", size=9)
        places.append(sheet.place((96, 698, 576, 716)))
    field = pdf.make_indirect(
        Dictionary(
            FT=Name.Tx,
            T=String("CaseName[0]"),
            TU=String("Case name, as the office calls it. Shown on both pages."),
            DA=String("/CoBo 10 Tf 0 g"),
            Kids=Array(places),
            Parent=root,
        )
    )
    for place in places:
        place.Parent = field
    root.Kids.append(field)


def _first_page(sheet: Sheet) -> None:
    sheet.heading(LEFT, 668, WIDE, "Part 1.  Information About You")
    sheet.words(LEFT, 652, "1.   Alien Registration Number (A-Number) (if any)")
    part = "Part 1. Information About You. "
    sheet.words(146, 636, "A-", bold=True)
    rect = (160, 630, 288, 648)
    sheet.box("Pt1Line1_AlienNumber", rect, f"{part}1. A-Number.", COMB, length=9)
    names = (
        ("2.a.", "Family Name", "Pt1Line2a_FamilyName"),
        ("2.b.", "Given Name", "Pt1Line2b_GivenName"),
        ("2.c.", "Middle Name", "Pt1Line2c_MiddleName"),
    )
    for row, (item, label, name) in enumerate(names):
        _line(sheet, 606 - 24 * row, f"{item}  {label}", name, f"{part}{item} {label}.")
    _line(
        sheet, 534, "3.    Date of Birth", "Pt1Line3_DateOfBirth",
        f"{part}3. Date of birth (mm/dd/yyyy).", length=10,
    )  # fmt: skip
    sheet.words(LEFT, 516, "4.    Sex")
    sheet.tick("Pt1Line4_Sex", (120, 512, 130, 522), "M", f"{part}4. Select Male.")
    sheet.words(134, 514, "Male")
    sheet.tick("Pt1Line4_Sex", (180, 512, 190, 522), "F", f"{part}4. Select Female.")
    sheet.words(194, 514, "Female")
    _address(sheet, f"{part}Mailing address. ")
    _petition(sheet)


def _line(
    sheet: Sheet, y: float, label: str, name: str, tooltip: str, length: int = 0
) -> None:
    sheet.words(LEFT, y + 5, label)
    sheet.box(name, (120, y, 288, y + 18), tooltip, length=length)


def _address(sheet: Sheet, part: str) -> None:
    _line(sheet, 482, "5.a.  Street", "Pt1Line5a_Street", f"{part}5.a. Street.", 34)
    sheet.words(LEFT, 464, "5.b.")
    for x, name in ((66, "Apt"), (112, "Ste"), (158, "Flr")):
        # The blanks belong to the value, as they do on official forms.
        on, question = f" {name.upper()} ", f"{part}5.b. Select {name}."
        sheet.tick("Pt1Line5b_Unit", (x, 460, x + 10, 470), on, question)
        sheet.words(x + 14, 462, f"{name}.")
    sheet.box("Pt1Line5b_Number", (210, 456, 288, 474), f"{part}5.b. Number.", length=6)
    _line(sheet, 434, "5.c.  City or Town", "Pt1Line5c_City", f"{part}5.c. City.", 20)
    sheet.words(LEFT, 415, "5.d.  State")
    states = [(" ", " "), *((state, state) for state in STATES)]
    sheet.choice("Pt1Line5d_State", (90, 410, 136, 428), f"{part}5.d. State.", states)
    sheet.words(150, 415, "5.e.  ZIP Code")
    sheet.box("Pt1Line5e_Zip", (220, 410, 288, 428), f"{part}5.e. ZIP.", length=5)
    sheet.words(LEFT, 391, "6.    Daytime phone")
    sheet.box("Pt1Line6_Phone", (150, 386, 288, 404), f"{part}6. Phone.", length=15)


def _petition(sheet: Sheet) -> None:
    part = "Part 2. Your Petition. "
    sheet.heading(RIGHT, 668, WIDE, "Part 2.  Your Petition")
    sheet.words(RIGHT, 652, "1.   The person I petition for is my")
    relations = [("", " "), *RELATIONS]
    rect = (RIGHT + 20, 630, 576, 648)
    sheet.choice("Pt2Line1_Relation", rect, f"{part}1. Relation.", relations)
    sheet.words(RIGHT, 612, "2.   Have you ever filed a petition before?")
    for x, on, word in ((500, "Y", "Yes"), (540, "N", "No")):
        rect = (x, 608, x + 10, 618)
        sheet.tick("Pt2Line2_FiledBefore", rect, on, f"{part}2. Select {word}.")
        sheet.words(x + 14, 610, word)
    sheet.words(RIGHT, 590, "3.   If yes, say when, for whom, and what was decided.")
    rect = (RIGHT, 496, 576, 584)
    sheet.box("Pt2Line3_Explanation", rect, f"{part}3. Explanation.", MULTILINE)
    sheet.words(RIGHT, 474, "4.   How shall we send you notices?")
    spots = [((x, 456, x + 10, 466), on) for x, on in ((344, "Mail"), (424, "Email"))]
    sheet.either("Pt2Line4_Notices", spots, f"{part}4. Notices.")
    for (x, y, _, _), on in spots:
        sheet.words(x + 14, y + 2, on)
    sheet.words(RIGHT, 434, "5.   Email (if any)")
    rect = (RIGHT + 84, 428, 576, 446)
    sheet.box("Pt2Line5_Email", rect, f"{part}5. Email.", font="Helv 0")


def _second_page(sheet: Sheet) -> None:
    part = "Part 3. Statement and Signature. "
    sheet.heading(LEFT, 668, WIDE, "Part 3.  Statement and Signature")
    sheet.words(LEFT, 652, "1.   In your own words, why do you file this petition?")
    rect = (LEFT, 520, 288, 646)
    sheet.box("Pt3Line1_Statement", rect, f"{part}1. Statement.", MULTILINE)
    sheet.words(LEFT, 500, "2.a.  Signature (in ink)")
    rect = (LEFT, 476, 204, 496)
    sheet.box("Pt3Line2a_Signature", rect, f"{part}2.a. Sign in ink.", READ_ONLY)
    sheet.words(212, 500, "2.b.  Date")
    rect = (212, 476, 288, 496)
    sheet.box("Pt3Line2b_DateOfSignature", rect, f"{part}2.b. Date.", length=10)
    _additional(sheet)


def _additional(sheet: Sheet) -> None:
    part = "Part 4. Additional Information. "
    sheet.heading(RIGHT, 668, WIDE, "Part 4.  Additional Information")
    repeats = (
        ("1.a.  Family Name", "Pt1Line2a_FamilyName", 0, 0),
        ("1.b.  Given Name", "Pt1Line2b_GivenName", 0, 0),
        ("2.    A-Number (if any)", "Pt1Line1_AlienNumber", COMB, 9),
    )
    for row, (label, name, look, length) in enumerate(repeats):
        y = 644 - 22 * row
        sheet.words(RIGHT, y + 5, label)
        flags = READ_ONLY | look
        rect = (448, y, 576, y + 18)
        sheet.box(name, rect, f"{part}{label}", flags, length=length, index=1)
    for item, top in ((3, 580.0), (4, 412.0), (5, 244.0)):
        for letter, label, x in (
            ("a", "Page", 324),
            ("b", "Part", 412),
            ("c", "Item", 500),
        ):
            sheet.words(x, top - 10, f"{item}.{letter}.  {label}", size=8)
            name = f"Pt4Line{item}{letter}_{label}Number"
            tooltip = f"{part}{item}.{letter}. {label} number."
            sheet.box(name, (x, top - 32, x + 76, top - 14), tooltip, length=6)
        name = f"Pt4Line{item}d_AdditionalInfo"
        story = (RIGHT, top - 152, 576, top - 38)
        sheet.box(name, story, f"{part}{item}.d. Additional information.", MULTILINE)
