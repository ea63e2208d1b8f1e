"""The catalogue of facts as JSON Schema (draft 2020-12), for whoever brings facts in a file.

The shape is that of `catalogue.py`: subjects, groups as lists, every value a string.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harborlight.facts.catalogue import SUBJECTS, Catalogue, Entry, catalogue
from harborlight.facts.choices import options_of
from harborlight.facts.typed_sizes import HEAVIEST, LIGHTEST, SHORTEST, TALLEST

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

_DAY = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
_PARTIAL = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
# The shapes in which `accepting.accept` keeps what it takes.
_PATTERNS: Mapping[str, str] = {
    "phone": r"\+1[2-9]\d{9}|\+(?!1)[2-9]\d{6,13}",
    "email": r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+",
    "a_number": r"\d{9}",
    "ssn": r"\d{9}",
    "uscis_account": r"\d{12}",
    "i94": r"\d{9}[A-Z]\d|\d{11}",
    "passport_number": r"[A-Z0-9]{4,20}",
    "zip": r"\d{5}(-\d{4})?",
    "integer": r"0|[1-9]\d{0,8}",
    "receipt_number": r"[A-Z]{3}\d{10}",
}
_SIZES = {
    "height": f"Whole inches, {SHORTEST} to {TALLEST}",
    "weight": f"Whole pounds, {LIGHTEST} to {HEAVIEST}",
}
# Long lists that many facts share stand once.
_SHARED = ("country", "us_state", "yes_no")


def schema() -> Schema:
    """The schema of the facts of a case: what `harborlight fill --facts` takes."""
    known = catalogue()
    kinds = dict.fromkeys(SUBJECTS.values())
    lists = {kind: _list_of(kind, known) for kind in _SHARED}
    return {
        "$schema": DRAFT,
        "title": "The facts of a case",
        "description": (
            "Every value is a string. Dates are 1999, 1999-04 or 1999-04-12; several "
            'choices stand with a blank between them; "unknown" is said where the person '
            'does not know, "none" where there is none.'
        ),
        **_object(
            {name: {"$ref": f"#/$defs/{kind}"} for name, kind in SUBJECTS.items()}
        ),
        "$defs": {**{kind: _subject(kind, known) for kind in kinds}, **lists},
    }


def _object(properties: Mapping[str, Any]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict(properties),
    }


def _subject(kind: str, known: Catalogue) -> Schema:
    """Everything that may be said of a person, a case, an attorney or a firm."""
    whole = _object({})
    for entry in known.entries.values():
        if entry.of == kind:
            *steps, last = entry.path.split(".")
            node = whole
            for step in steps:
                node = _inside(node, step, kind, known)
            node["properties"][last] = _fact(entry)
    return whole


def _inside(node: Schema, step: str, kind: str, known: Catalogue) -> Schema:
    """The object that a step of a path leads into, made where it is not there yet."""
    name, properties = step.removesuffix("[]"), node["properties"]
    if not step.endswith("[]"):
        inner: Schema = properties.setdefault(name, _object({}))
        return inner
    if name not in properties:
        group = known.groups[kind, name]
        properties[name] = {
            "title": group.labels["en"],
            "type": "array",
            "maxItems": group.at_most,
            "items": _object({}),
        }
    items: Schema = properties[name]["items"]
    return items


def _fact(entry: Entry) -> Schema:
    """A fact with what it is called and the shape of its value."""
    shape = _shape(entry)
    if entry.may_be:
        shape = {"anyOf": [shape, {"enum": sorted(entry.may_be)}]}
    said: Schema = {
        "title": entry.label("en"),
        "x-title-es": entry.label("es"),
        **shape,
    }
    if entry.secret:
        said["x-secret"] = True
    return said


def _shape(entry: Entry) -> Schema:
    if entry.type in _SHARED:
        return {"$ref": f"#/$defs/{entry.type}"}
    if entry.type == "date":
        return _text(_PARTIAL if entry.partial else _DAY)
    if entry.type == "choice":
        return {"enum": [option.value for option in options_of(entry)]}
    if entry.type == "choices":
        one = "|".join(option.value for option in options_of(entry))
        return _text(f"({one})( ({one}))*")
    if entry.type in _SIZES:
        return {**_text(r"[1-9]\d{0,2}"), "description": _SIZES[entry.type]}
    if entry.type in _PATTERNS:
        return _text(_PATTERNS[entry.type])
    longest = {"maxLength": entry.max} if entry.max else {}
    return {"type": "string", "minLength": 1, **longest}


def _text(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^(?:{pattern})$"}


def _list_of(kind: str, known: Catalogue) -> Schema:
    """The answers of a list: of any entry of that type, for they are all alike."""
    entry = next(one for one in known.entries.values() if one.type == kind)
    return {"enum": [option.value for option in options_of(entry)]}
