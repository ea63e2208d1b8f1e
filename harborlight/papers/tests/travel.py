"""Lines for machines, made by the rules of ICAO 9303 for people who do not exist."""

from PIL import ImageDraw

from harborlight.papers.mrz import check_digit
from harborlight.papers.tests import pages


def _filled(text, length):
    return (text.upper().replace(" ", "<") + "<" * length)[:length]


def _checked(text):
    return text + check_digit(text)


def _names(family, given, length):
    return _filled(f"{family}<<{given}", length)


def passport(
    *,
    family="NUNEZ PENA",
    given="MARIA JOSE",
    number="G12345678",
    country="MEX",
    birth="840309",
    sex="F",
    expires="310517",
    extra="",
):
    """TD3: two lines of 44."""
    first = f"P<{_filled(country, 3)}{_names(family, given, 39)}"
    second = _checked(_filled(number, 9)) + _filled(country, 3) + _checked(birth)
    second += sex + _checked(expires) + _checked(_filled(extra, 14))
    over = second[:10] + second[13:20] + second[21:43]
    return first, second + check_digit(over)


def card(
    *,
    family="NUNEZ PENA",
    given="MARIA JOSE",
    number="D23145890",
    country="UTO",
    birth="840309",
    expires="310517",
):
    """TD1: three lines of 30; a longer number goes on in the field after it."""
    if len(number) > 9:
        held = number[:9] + "<" + _filled(number[9:] + check_digit(number), 15)
    else:
        held = _checked(_filled(number, 9)) + "<" * 15
    first = f"I<{country}{held}"
    second = f"{_checked(birth)}F{_checked(expires)}{country}" + "<" * 11
    over = first[5:30] + second[:7] + second[8:15] + second[18:29]
    return first, second + check_digit(over), _names(family, given, 30)


def paper_of_36(kind="I<", *, number="D23145890", country="UTO", birth="840309"):
    """TD2 (kind I, A, C) or MRV-B (kind V): two lines of 36."""
    first = f"{kind}{country}{_names('NUNEZ PENA', 'MARIA JOSE', 31)}"
    second = _checked(_filled(number, 9)) + country + _checked(birth)
    second += "F" + _checked("310517")
    if kind[0] == "V":
        return first, second + "<" * 8
    second += "<" * 7
    over = second[:10] + second[13:20] + second[21:35]
    return first, second + check_digit(over)


def visa(*, number="L8988901C", country="USA", nationality="MEX"):
    """MRV-A: two lines of 44, no digit over all."""
    first = f"V<{country}{_names('NUNEZ PENA', 'MARIA JOSE', 39)}"
    second = _checked(_filled(number, 9)) + nationality + _checked("840309")
    return first, second + "F" + _checked("310517") + "6ZE1842261" + "<" * 6


def page(lines, title=("ESTADOS UNIDOS MEXICANOS", "PASAPORTE  PASSPORT")):
    """The page with the picture of its holder, as a grey sheet of 1250 by 880."""
    sheet = pages.sheet(title, size=34).crop((0, 0, 1250, 880))
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((90, 250, 400, 660), fill=170)
    rows = (
        ("Apellidos / Surname", "NÚÑEZ PEÑA"),
        ("Nombres / Given names", "MARÍA JOSÉ"),
        ("Fecha de nacimiento / Date of birth", "09 MAR 1984"),
        ("Fecha de caducidad / Date of expiry", "17 MAY 2031"),
    )
    for number, (label, value) in enumerate(rows):
        draw.text((450, 250 + 95 * number), label, fill=90, font=pages.font(20))
        draw.text((450, 276 + 95 * number), value, fill=30, font=pages.font(32))
    for number, line in enumerate(lines):
        draw.text((60, 720 + 62 * number), line, fill=20, font=pages.even_font(42))
    return sheet
