"""Moulds: the cases of some couples, played, kept and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from django.db import transaction

from harborlight.config.synth.beginning import REFERENCE
from harborlight.config.synth.founding import Office
from harborlight.config.synth.harvesting import Harvest, keys_of, rows_since
from harborlight.config.synth.lives import Couple, couple
from harborlight.config.synth.moulds import Cutter, Mould
from harborlight.config.synth.names import some_cultures
from harborlight.config.synth.planning import (
    Outline,
)
from harborlight.config.synth.playing import RECEIPT, TRACKING, Play
from harborlight.config.synth.stand_ins import stood_in
from harborlight.config.synth.tables import tables
from harborlight.firm.clock import today
from harborlight.firm.models import (
    Numbering,
    StoredFile,
)
from harborlight.firm.tenancy import inside
from harborlight.outside.storage import storage
from harborlight.people.models import Invitation

Say = Callable[[str], object]
# The longest that a played case takes, and some days.
PLAYED_DAYS = 700
# A year's numbers begin here in a played case, so that none is another's.
FIRST_NUMBERS = {"cases": 7100, "invoices": 8100, "receipts": 9100}


def make_moulds(office: Office, couples: int, say: Say = print) -> list[Mould]:
    """Play the cases of some couples, keep what they leave, and undo it."""
    made: list[Mould] = []
    day = today(office.firm.time_zone) - timedelta(days=PLAYED_DAYS)
    chance = Random(f"{office.seed} cultures")  # noqa: S311 - no secret
    for number, culture in enumerate(some_cultures(chance, couples)):
        dice = Random(f"{office.seed} couple {number}")  # noqa: S311 - no secret
        with inside(office.firm), transaction.atomic():
            real = couple(dice, culture, day + timedelta(days=number), f"{number}")
            made += _moulds_of(office, dice, real, day + timedelta(days=number))
            transaction.set_rollback(True)
        say(f"Played case {number + 1} of {couples}.")
    return made


def _moulds_of(office: Office, dice: Random, real: Couple, day: Any) -> Iterator[Mould]:
    stands_in, words = stood_in(real)
    born = {stands_in.petitioner.born, stands_in.beneficiary.born}
    for series, first in FIRST_NUMBERS.items():
        for year in range(day.year, day.year + 4):
            Numbering.objects.create(
                firm=office.firm, series=f"{series} {year}", last=first
            )
    before = keys_of(tables())
    play = Play(office, stands_in, dice, day)
    try:
        for scene in _each_undone(play):
            cutter = Cutter(words, born, _own_words(day.year))
            office.tell(cutter)
            rows = rows_since(before)
            cutter.own |= _tokens(rows[Invitation])
            outline = Outline(
                scene,
                play.moments["opened"],
                play.moments.get("invoiced"),
                play.moments.get("paid"),
                play.moments["reached"],
            )
            yield Harvest(cutter, rows).mould(outline, play.case.pk)
    finally:
        for file in StoredFile.objects.filter(case_id=play.case.pk):
            storage().remove(file.key)


def _each_undone(play: Play) -> Iterator[str]:
    """The scenes; a way off is undone before the play goes on."""
    scenes = play.scenes()
    for scene in scenes:
        yield scene
        if scene == "answering":
            with transaction.atomic():
                yield next(scenes)
                transaction.set_rollback(True)


def _tokens(invitations: Sequence[Any]) -> dict[str, str]:
    return {one.token_hash: f"token {one.pk}" for one in invitations}


def _own_words(year: int) -> dict[str, str]:
    numbers = {
        f"{'R-' if series == 'receipts' else ''}{one}-{first + 1}": series
        for series, first in FIRST_NUMBERS.items()
        for one in range(year, year + 4)
    }
    return {
        **numbers,
        RECEIPT: "receipt number",
        REFERENCE: "payment",
        TRACKING: "parcel",
    }
