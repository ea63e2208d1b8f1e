"""A form made from what is known of a case, and not kept yet: to be filled, or foreseen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from harborlight.filings.composing import Made, make
from harborlight.filings.library import blank_of
from harborlight.filings.models import NeededForm
from harborlight.filings.told_to_form import told_to
from harborlight.filings.typed_over import Stands, as_typed, is_settled, typed_for
from harborlight.law.packs import Pack


@dataclass(frozen=True)
class Ready:
    """A form that is made and not kept yet."""

    needed: NeededForm
    pack: Pack
    made: Made
    typed: Sequence[Stands]
    # What was typed over and is by now what the answers say.
    settled: Sequence[Stands] = ()


def made_ready(
    needed: NeededForm, pack: Pack, facts: dict[str, Any], day: date
) -> Ready:
    """The form on this edition, with what was typed over. NoBlank if its blank is not here.

    facts: as `facts_for` of the case gives them (actions/filling.py).
    """
    typed = typed_for(needed, pack)
    made = make(
        pack,
        blank_of(pack),
        told_to(needed, facts, day),
        on=day,
        client=needed.client,
        typed=as_typed(typed),
    )
    settled = [one for one in typed if is_settled(one, pack, made)]
    standing = [one for one in typed if one not in settled]
    return Ready(needed, pack, made, standing, settled)
