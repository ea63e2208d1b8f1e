"""The government's forms as data: one file per form and edition, each box with its item.

    pack = pack_of("I-130", on=day)
    composed = compose(pack, facts, measure, on=day)

The files stand in `law/forms/<form>/<edition>.yaml`; `law/forms/README.md` explains
their words.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from harborlight.law.pack_compose import NoSuchClient, compose
from harborlight.law.pack_facts import Facts
from harborlight.law.pack_paths import fact_paths, required_paths, signature_paths
from harborlight.law.pack_reading import BadPack, read_pack
from harborlight.law.pack_types import (
    Composed,
    Continued,
    LeftOut,
    Measure,
    Missing,
    Pack,
    Place,
    Problem,
    Signature,
)

FORMS_FOLDER = Path(__file__).with_name("forms")

__all__ = [
    "BadPack",
    "Composed",
    "Continued",
    "Facts",
    "LeftOut",
    "Measure",
    "Missing",
    "NoEdition",
    "NoSuchClient",
    "Pack",
    "Place",
    "Problem",
    "Signature",
    "TwoEditions",
    "also_in",
    "compose",
    "fact_paths",
    "pack_of",
    "pack_of_blank",
    "pack_of_edition",
    "packs",
    "read_pack",
    "required_paths",
    "signature_paths",
]


class NoEdition(LookupError):
    """A form is filled only on an edition that the agency takes on that day."""


class TwoEditions(LookupError):
    """Of two editions that are taken at once a person must choose one."""


# Further folders of packs, built like ours: a new edition need not wait for a release.
_also: list[Path] = []


def also_in(*folders: Path) -> None:
    """Let packs count that lie in these folders, beside those that we ship."""
    _also[:] = folders
    packs.cache_clear()


@cache
def packs() -> tuple[Pack, ...]:
    """All packs, by form and edition. BadPack when a file is not in order.

    An edition that we ship counts before one of a further folder: that was put there
    until ours came. Two packs of one edition in one folder are an error, never a guess.
    """
    found: dict[tuple[str, date], Pack] = {}
    for folder in (FORMS_FOLDER, *_also):
        here = _packs_in(folder)
        found |= {key: pack for key, pack in here.items() if key not in found}
    return tuple(found[key] for key in sorted(found))


def _packs_in(folder: Path) -> dict[tuple[str, date], Pack]:
    """By form and edition. Raises BadPack where two files are the same edition."""
    files: dict[tuple[str, date], Path] = {}
    found: dict[tuple[str, date], Pack] = {}
    for file in sorted(folder.glob("*/*.yaml")):
        pack = read_pack(file)
        key = (pack.form, pack.edition)
        if key in files:
            raise BadPack(
                f"{file}: {files[key]} is Form {pack.form}, edition {pack.edition}, too. "
                f"Take one of the two away."
            )
        files[key], found[key] = file, pack
    return found


def pack_of(form: str, on: date, *, among: Iterable[Pack] | None = None) -> Pack:
    """The one edition of the form that is accepted on that day.

    NoEdition or TwoEditions when it is not one. `among`: other packs than those we ship.
    """
    held = packs() if among is None else among
    found = [pack for pack in held if pack.form == form and pack.accepted(on)]
    if not found:
        raise NoEdition(f"We hold no edition of Form {form} that is accepted on {on}.")
    if len(found) > 1:
        editions = ", ".join(str(pack.edition) for pack in found)
        raise TwoEditions(f"On {on} these editions of {form} are accepted: {editions}.")
    return found[0]


def pack_of_edition(form: str, edition: date) -> Pack:
    """The pack of one edition, accepted or not; NoEdition when we do not hold it."""
    for pack in packs():
        if (pack.form, pack.edition) == (form, edition):
            return pack
    raise NoEdition(f"We hold no boxes for Form {form}, edition {edition:%m/%d/%y}.")


def pack_of_blank(sha256: str) -> Pack | None:
    """The pack made for an official blank, known by the hash of its file."""
    return next((pack for pack in packs() if sha256 in pack.blanks), None)
