"""New files made of pages of those that came: in the sandbox, and looked at as any other.

Nothing is written down here: what was made is handed to an action (actions/arranging.py).
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from itertools import chain
from typing import BinaryIO

from django.utils.translation import gettext as _

from harborlight.documents.actions import MadePdf
from harborlight.documents.checking import LIMITS, NOT_LENT
from harborlight.documents.models import Version
from harborlight.firm.actor import Actor
from harborlight.firm.beside import Work
from harborlight.firm.vault.stored import plain_of
from harborlight.firm.vault.streams import SealedFile
from harborlight.papers import sandbox
from harborlight.papers.arranging import Sheet, Source, arrange_apart
from harborlight.papers.inspect_verdicts import Refusal
from harborlight.papers.inspection import inspect_apart
from harborlight.papers.redacting import Box, redact_apart

log = logging.getLogger(__name__)
# Of so many bytes in all a new file is made; more is for a program on somebody's desk.
MOST_BYTES = 200 * 1024 * 1024
# A file with more pages than a person can go through is worked on in another program.
MOST_PAGES = 300
# What comes of one file to be made: its bytes and pages, or why there is none.
Came = tuple[bytes, int] | tuple[None, str]


class NotMade(Exception):
    """The pages could not be worked on; the words say what to do."""


def can_be_arranged(version: Version) -> bool:
    """Whether it has pages that can be worked on here."""
    opens = version.is_drawn and not version.is_held
    small = version.file.length <= MOST_BYTES and version.pages <= MOST_PAGES
    return opens and small


def splitting(actor: Actor, version: Version, parts: Sequence[Sequence[int]]) -> Work:
    """A PDF of each part: of these pages, in this order."""
    plans = [[Sheet(0, page) for page in pages] for pages in parts]
    return _arranging(actor, [version], plans)


def turning(actor: Actor, version: Version, turns: Mapping[int, int]) -> Work:
    """One PDF of all pages. turns: by how much, clockwise, each page that is turned."""
    plan = [Sheet(0, page, turns.get(page, 0)) for page in version.page_numbers]
    return _arranging(actor, [version], [plan])


def joining(actor: Actor, order: Sequence[Version]) -> Work:
    """One PDF of all pages of several files, one file after the other."""
    files = enumerate(order)
    plan = [Sheet(at, page) for at, one in files for page in one.page_numbers]
    return _arranging(actor, order, [plan])


def _arranging(
    actor: Actor, files: Sequence[Version], plans: Sequence[Sequence[Sheet]]
) -> Work:
    """A PDF of each plan; the sheets of a plan name the files by their place."""
    sealed = [(plain_of(one.file), one.kind) for one in files]
    told = json.dumps([[asdict(sheet) for sheet in plan] for plan in plans])
    return _work(actor, files, told, partial(_arranged, sealed, plans))


def redacting(actor: Actor, version: Version, boxes: Sequence[Box]) -> Work:
    """A copy in which the boxes are hidden for good."""
    told = json.dumps([asdict(box) for box in boxes])
    do = partial(_redacted, plain_of(version.file), version.kind, boxes)
    return _work(actor, [version], told, do)


def made_of(came: Sequence[Came]) -> list[MadePdf]:
    """What came of the work. Raises NotMade."""
    found = []
    for data, said in came:
        if data is None or not isinstance(said, int):
            raise NotMade(
                _("This file is too large to be worked on here. Nothing was changed.")
                if said == "bomb"
                else _(
                    "The pages of this file could not be worked on. Nothing was "
                    "changed: the file is as it came."
                )
            )
        found.append(MadePdf(data, said))
    return found


def _work(
    actor: Actor, files: Sequence[Version], told: str, do: Callable[[], list[Came]]
) -> Work:
    keys = " ".join(one.file.key for one in files)
    digest = hashlib.sha256(told.encode()).hexdigest()
    return Work(f"made {keys} {digest}", do, whose=str(actor.account), watched=True)


def _arranged(
    sealed: Sequence[tuple[SealedFile, str]], plans: Sequence[Sequence[Sheet]]
) -> list[Came]:
    sources = [Source(kind, file.length) for file, kind in sealed]
    try:
        pieces = chain.from_iterable(file.pieces() for file, _kind in sealed)
        with sandbox.in_memory(pieces, most=MOST_BYTES) as plain:
            return [_looked_at(arrange_apart(plain, sources, plan)) for plan in plans]
    except NOT_LENT as why:
        return _nothing(why)


def _redacted(file: SealedFile, kind: str, boxes: Sequence[Box]) -> list[Came]:
    try:
        with sandbox.in_memory(file.pieces(), most=MOST_BYTES) as plain:
            return [_looked_at(redact_apart(plain, kind, boxes))]
    except NOT_LENT as why:
        return _nothing(why)


def _nothing(why: Exception) -> list[Came]:
    log.exception("Pages could not be put in order.")
    return [(None, "bomb" if isinstance(why, sandbox.TooMuch) else "not-checked")]


def _looked_at(made: bytes | Refusal) -> Came:
    """What a hostile file may have had a hand in is looked at like what strangers send."""
    if isinstance(made, Refusal):
        return None, made.code
    plain: BinaryIO
    with sandbox.in_memory([made], most=MOST_BYTES) as plain:
        found = inspect_apart(plain, "made.pdf", limits=LIMITS)
    if found.refusal is not None or found.kind != "pdf":
        code = found.refusal.code if found.refusal else "damaged"
        return None, "bomb" if code == "too-large" else code
    return made, found.pages or 1
