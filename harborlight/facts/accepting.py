"""From what somebody typed to a fact's value, or a refusal that says what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from harborlight.facts.catalogue import Entry
from harborlight.facts.choices import options_of
from harborlight.facts.refusals import Refusal
from harborlight.facts.typed_dates import typed_date
from harborlight.facts.typed_sizes import typed_height, typed_weight
from harborlight.law.pack_conditions import NONE, UNKNOWN
from harborlight.papers.visible import visible
from harborlight.people.names import folded

# What people type when they have none or do not know, where the fact allows it.
_SAYS_NONE = frozenset({"none", "n/a", "na", "ninguno", "ninguna", "no tengo", "-"})
_SAYS_UNKNOWN = frozenset(
    {"unknown", "i don't know", "i do not know", "no lo sé", "no se", "no sé", "?"}
)


def accept(entry: Entry, text: str, *, on: date | None = None) -> str:
    """The value that the typed text means, in the one shape in which the fact is kept.

    A value as `showing.offered` gives it is taken for what it is, so that a page may
    offer the kept value for changing.
    `on` is today, against which a date that cannot lie in the future is held. Refusal
    with a code when the text cannot be taken.
    """
    clean = _clean(text, lines=entry.type == "long_text")
    if not clean:
        raise Refusal("empty")
    for says, value in ((_SAYS_NONE, NONE), (_SAYS_UNKNOWN, UNKNOWN)):
        if value in entry.may_be and clean.lower() in says:
            return value
    if entry.max and len(clean) > entry.max:
        raise Refusal("too_long", max=entry.max)
    if entry.type == "date":
        return typed_date(clean, partial=entry.partial, past=entry.past, on=on)
    return _READERS[entry.type](entry, clean)


def _clean(text: str, *, lines: bool) -> str:
    """Composed letters, no invisible marks, single blanks."""
    seen = visible(unicodedata.normalize("NFC", text), lines=True)
    rows = [" ".join(row.split()) for row in seen.splitlines()]
    return ("\n" if lines else " ").join(rows).strip()


def _text(entry: Entry, text: str) -> str:
    return text


def _name(entry: Entry, text: str) -> str:
    odd = re.search(r"[0-9<>{}\[\]\\|@#$%^*=+~_]", text)
    if odd:
        raise Refusal("not_allowed_letters", sign=odd.group())
    # A name that is compared with others has a letter that is read somehow.
    if not (folded(text) and any(unicodedata.category(s)[0] == "L" for s in text)):
        raise Refusal("no_letters")
    return text


def _choice(entry: Entry, text: str) -> str:
    """One option by its value, or by its label in any language."""
    given = text.casefold()
    for option in options_of(entry):
        labels = (label.casefold() for label in option.labels.values())
        if given == option.value.casefold() or given in labels:
            return option.value
    raise Refusal("no_choice")


def _choices(entry: Entry, text: str) -> str:
    """Several options, their values with blanks between, in the catalogue's order."""
    given = set(text.replace(",", " ").split())
    values = [option.value for option in entry.options]
    if not given or not given <= set(values):
        raise Refusal("no_choice")
    return " ".join(value for value in values if value in given)


def _phone(entry: Entry, text: str) -> str:
    """+ and country code and number; ten digits without one are American."""
    digits = re.sub(r"[\s().\-/]", "", text)
    digits = re.sub(r"^00", "+", digits)
    if re.fullmatch(r"[2-9]\d{9}", digits):
        return f"+1{digits}"
    if re.fullmatch(r"1[2-9]\d{9}", digits):
        return f"+{digits}"
    if re.fullmatch(r"\+1[2-9]\d{9}|\+(?!1)[2-9]\d{6,13}", digits):
        return digits
    raise Refusal("not_a_phone")


def _email(entry: Entry, text: str) -> str:
    if not re.fullmatch(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+", text):
        raise Refusal("not_an_email")
    local, _, house = text.rpartition("@")
    return f"{local}@{house.lower()}"


def _pattern(
    pattern: str, code: str, then: Callable[[str], str] = str
) -> Callable[[Entry, str], str]:
    """Letters and digits only, of a certain build."""

    def read(entry: Entry, text: str) -> str:
        bare = re.sub(r"[\s.\-]", "", text).upper()
        if not re.fullmatch(pattern, bare):
            raise Refusal(code)
        return then(bare)

    return read


def _ssn(entry: Entry, text: str) -> str:
    """Nine digits such as are given out: never 000, 666, 9.., nor a part of zeros."""
    bare = _pattern(r"\d{9}", "not_an_ssn")(entry, text)
    if bare[0] == "9":
        raise Refusal("ssn_with_9")
    if bare[:3] in ("000", "666") or bare[3:5] == "00" or bare[5:] == "0000":
        raise Refusal("ssn_not_given")
    return bare


def _zip(digits: str) -> str:
    return digits if len(digits) == 5 else f"{digits[:5]}-{digits[5:]}"


def a_number(bare: str) -> str:
    """An A-number as it is kept: nine digits, without the letter."""
    return bare.removeprefix("A").zfill(9)


def _money(entry: Entry, text: str) -> str:
    """Whole dollars, cents rounded: "$52,300.50" is 52301. A lone dot has cents."""
    bare = re.sub(r"\s|^(US)?\$|USD?$", "", text.upper())
    if not re.fullmatch(r"(\d{1,9}|\d{1,3}(,\d{3}){1,2})(\.\d\d?)?", bare):
        raise Refusal("not_money")
    exact = Decimal(bare.replace(",", ""))
    return str(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _work_category(entry: Entry, text: str) -> str:
    """A category of 8 CFR 274a.12 as the forms print it: "c9" and "C09" are (c)(9)."""
    bare = re.sub(r"[\s.\-()]", "", text)
    found = re.fullmatch(r"([AaCc])0*([1-9]\d?)([A-Za-z]{0,4})", bare)
    if found is None:
        raise Refusal("not_a_category")
    letter, number, rest = found.groups()
    # Students are (c)(3)(A) to (C); other third parts are small Roman numbers.
    rest = rest.upper() if number == "3" else rest.lower()
    return f"({letter.lower()})({number})" + (f"({rest})" if rest else "")


_READERS: Mapping[str, Callable[[Entry, str], str]] = {
    "text": _text,
    "long_text": _text,
    "name": _name,
    "yes_no": _choice,
    "choice": _choice,
    "choices": _choices,
    "country": _choice,
    "us_state": _choice,
    "phone": _phone,
    "email": _email,
    "a_number": _pattern(r"A?\d{7,9}", "not_an_a_number", a_number),
    "ssn": _ssn,
    "uscis_account": _pattern(r"\d{12}", "not_an_account"),
    "i94": _pattern(r"\d{9}[A-Z]\d|\d{11}", "not_an_i94"),
    "passport_number": _pattern(r"[A-Z0-9]{4,20}", "not_a_passport"),
    "zip": _pattern(r"\d{5}(\d{4})?", "not_a_zip", _zip),
    "integer": _pattern(r"\d{1,9}", "not_a_number", lambda bare: str(int(bare))),
    "height": lambda entry, text: typed_height(text),
    "weight": lambda entry, text: typed_weight(text),
    "receipt_number": _pattern(r"[A-Z]{3}\d{10}", "not_a_receipt"),
    "money": _money,
    "work_category": _work_category,
}
