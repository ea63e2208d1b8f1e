"""A form filled from facts in a file: what the shell asks for, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from harborlight.facts.catalogue import SUBJECTS, NoSuchFact, catalogue
from harborlight.filings.blank_check import checked
from harborlight.filings.composing import Made, make
from harborlight.filings.edition_words import refused
from harborlight.filings.findings import in_words
from harborlight.law.packs import Pack, Place, pack_of_blank
from harborlight.papers.blanks import Blank

DEEPEST = 12


class UnfitFacts(ValueError):
    """Facts in a file must be those of the catalogue, in its shape; names the first ones."""


class UnfitBlank(ValueError):
    """A form is filled on the agency's own blank of an edition that is taken that day."""


@dataclass(frozen=True)
class FromFile:
    """The filled form and the report on it, ready for JSON."""

    pdf: bytes
    report: dict[str, Any]


def fill_from_file(
    blank: Blank, pack: Pack, facts: Mapping[str, Any], *, on: date, client: str
) -> FromFile:
    """Fill the blank from the facts. UnfitFacts where they are not of the catalogue."""
    check_facts(facts)
    made = make(pack, blank, facts, on=on, client=client)
    return FromFile(made.pdf, _report(pack, made))


def pack_for(form: str, content: bytes, sha256: str, *, on: date) -> Pack:
    """The pack of this very file. UnfitBlank with a sentence for any other."""
    pack = pack_of_blank(sha256)
    if pack is None:
        raise UnfitBlank(" ".join(checked(content, on=on).sentences))
    if pack.form != form:
        raise UnfitBlank(f"This is the blank of Form {pack.form}, not of {form}.")
    if sentence := refused(pack.form, pack.edition, on=on):
        raise UnfitBlank(sentence)
    return pack


def check_facts(facts: object) -> None:
    """UnfitFacts where something in the file is no fact of the catalogue."""
    if not isinstance(facts, Mapping):
        raise UnfitFacts('The file must hold an object: {"petitioner": {...}, ...}.')
    odd = list(_odd(facts))
    if odd:
        more = f", and {len(odd) - 5} more" if odd[5:] else ""
        raise UnfitFacts(
            f"Not facts of the catalogue, or not strings: {', '.join(odd[:5])}{more}. "
            "`harborlight facts schema` prints what there is."
        )


def _odd(facts: Mapping[str, Any]) -> Iterator[str]:
    for subject, inner in facts.items():
        if subject not in SUBJECTS or not isinstance(inner, Mapping):
            yield str(subject)
        else:
            yield from _odd_in(subject, inner, 0)


def _odd_in(path: str, node: object, depth: int) -> Iterator[str]:
    if depth > DEEPEST:
        yield path
    elif isinstance(node, Mapping):
        for name, inner in node.items():
            yield from _odd_in(f"{path}.{name}", inner, depth + 1)
    elif isinstance(node, list):
        for place, inner in enumerate(node):
            named = f"{path}[{place}]"
            is_entry = isinstance(inner, Mapping)
            yield from _odd_in(named, inner, depth + 1) if is_entry else [named]
    elif not isinstance(node, str) or not _is_fact(path):
        yield path


def _is_fact(path: str) -> bool:
    try:
        catalogue().entry(path)
    except NoSuchFact:
        return False
    return True


def _report(pack: Pack, made: Made) -> dict[str, Any]:
    composed = made.composed
    return {
        "form": pack.form,
        "edition": pack.edition.isoformat(),
        "reviewed": pack.is_reviewed,
        "pages": made.pages,
        "filled": list(_filled(pack, made)),
        "missing": [
            {**_at(one.place), "fact": one.path, "title": _title(one.path),
             "also": [str(place) for place in one.also]}
            for one in composed.missing
        ],
        "overflowed": list(_overflowed(made)),
        "not_printed": list(_not_printed(pack, made)),
        "problems": [
            {**_at(one.place), "code": one.code, "sentence": in_words({"code": one.code}),
             "detail": one.detail}
            for one in composed.problems
        ],
        "left_out": [
            {"facts": one.path, "because": one.because} for one in composed.left_out
        ],
        "signatures": [
            {**_at(one.place), "party": one.party} for one in composed.signatures
        ],
    }  # fmt: skip


def _filled(pack: Pack, made: Made) -> Iterator[dict[str, Any]]:
    unprinted = {one.box for one in made.not_printed}
    places, used = _places(pack), made.composed.used
    for box, value in made.composed.values.items():
        if value not in (False, "") and box not in unprinted:
            at = _at(places.get(box))
            yield {"box": box, **at, "value": value, "facts": list(used.get(box, ()))}


def _overflowed(made: Made) -> Iterator[dict[str, Any]]:
    for one in made.composed.additional:
        yield {**_at(one.place), "text": one.text, "on": "additional information"}
    for one in made.composed.continued:
        yield {**_at(one.place), "text": one.text, "on": "a further sheet"}


def _not_printed(pack: Pack, made: Made) -> Iterator[dict[str, Any]]:
    places = _places(pack)
    for one in made.not_printed:
        said = {"value": one.value, "reason": one.reason, "sentence": one.sentence}
        yield {"box": one.box, **_at(places.get(one.box)), **said}


def _places(pack: Pack) -> dict[str, Place]:
    found = {row.box: row.place for row in pack.texts}
    for row in pack.choices:
        found |= dict.fromkeys(row.boxes.values(), row.place)
    return found


def _at(place: Place | None) -> dict[str, Any]:
    return {"page": place.page, "item": str(place)} if place else {}


def _title(path: str) -> str:
    """What the fact is called; a group is called by its own name."""
    known = catalogue()
    if not known.knows(path):
        return ""
    try:
        return known.entry(path).label("en")
    except NoSuchFact:
        return known.group(path).labels["en"]
