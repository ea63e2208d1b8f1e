"""What the checks of the preflight look at, and what they find."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from harborlight.documents.models import Document
from harborlight.documents.readiness import Glance
from harborlight.filings.costs import Cost
from harborlight.filings.destination import Place
from harborlight.filings.models import (
    Filing,
    FilingPacket,
    FilledForm,
    NeededForm,
    PaymentForm,
)
from harborlight.filings.preflight_words import KINDS, Kind
from harborlight.filings.queries import Standing
from harborlight.filings.spots import Spot
from harborlight.filings.written import Box
from harborlight.law.packs import NoEdition, Pack, pack_of_edition
from harborlight.packets.models import Build, Exhibit, Packet, Part
from harborlight.people.models import Person

if TYPE_CHECKING:
    from harborlight.filings.preflight_words import Words


SEVERAL = 2


@dataclass(frozen=True)
class Bundle:
    """A packet that goes with the filing, as it stands.

    lacking: each thing in English, by which it is known, and in the reader's language.
    """

    packet: Packet
    exhibits: Sequence[Exhibit]
    build: Build | None
    parts: Sequence[Part]
    lacking: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Record:
    """All that is checked of one filing, read at once.

    rows: the forms of this filing. together: the other filings of its envelope; beside:
    their forms. written: of the forms of them all. set_aside: whole cents by the form and
    its fee (billing.for_fees). persons: who has each part. attached: all packets that are
    said to go with it; bundles: those of them that are filed.
    """

    filing: Filing
    rows: Sequence[Standing]
    changed: Mapping[UUID, Sequence[Spot]]
    written: Mapping[UUID, Sequence[Box]]
    papers: Sequence[Glance]
    stale: Sequence[Document]
    attached: Sequence[FilingPacket]
    bundles: Sequence[Bundle]
    costs: Sequence[Cost]
    payments: Sequence[PaymentForm]
    set_aside: Mapping[tuple[UUID, str], int]
    place: Place
    unsent: Sequence[Person]
    persons: Mapping[str, Person] = field(default_factory=dict)
    # Papers asked for if they apply, and they do: by what was answered.
    owed: frozenset[UUID] = frozenset()
    together: Sequence[Filing] = ()
    beside: Sequence[Standing] = ()
    # By the signing, and by the filled form: the hashes of their files.
    signed: Mapping[UUID, str] = field(default_factory=dict)
    hashes: Mapping[UUID, str] = field(default_factory=dict)

    @property
    def filled(self) -> list[FilledForm]:
        """The forms as they are filled now."""
        return [row.filled for row in self.rows if row.filled]

    @property
    def signed_here(self) -> dict[UUID, str]:
        """Of its own forms: the hashes of their signed pages."""
        mine = {one.pk for row in self.rows for one in row.signings}
        return {pk: sha256 for pk, sha256 in self.signed.items() if pk in mine}

    def whose_form(self, needed: NeededForm) -> str:
        """Whose form it is, in words; "" where it is of nobody in particular."""
        person = self.persons.get(needed.client)
        return person.full_name if person else needed.client

    def called(self, needed: NeededForm) -> str:
        """A form as people tell it from the others of the envelope: with whose it is, or
        with its filing, where the same form is filed more than once."""
        same = [row for row in self.in_envelope if row.needed.called == needed.called]
        if len(same) < SEVERAL:
            return needed.called
        return f"{needed.called} ({self.whose_form(needed) or needed.filing.name})"

    def fee_called(self, needed: NeededForm, fee: str) -> str:
        """A fee in words, with whose form it is of: two people may file the same one."""
        whose = self.whose_form(needed)
        return f"{fee} ({whose})" if whose else fee

    @property
    def fees(self) -> list[tuple[str, int]]:
        """Each fee that is due, in words, with whole cents."""
        return [
            (self.fee_called(one.needed, words), cents)
            for one in self.costs
            for words, cents in one.words
            if cents
        ]

    @property
    def fees_unknown(self) -> list[tuple[str, str]]:
        """Each form of which the book does not say the fee, and why."""
        known = (
            (self.fee_called(one.needed, one.needed.form), one.why)
            for one in self.costs
        )
        return [(form, why) for form, why in known if why]

    @property
    def in_envelope(self) -> list[Standing]:
        """The forms of every filing that lies in the envelope, this one's first."""
        return [*self.rows, *self.beside]


def pack_behind(filled: FilledForm) -> Pack | None:
    """The pack by which the form was filled; None where we know that edition no more."""
    try:
        return pack_of_edition(filled.form, filled.edition)
    except NoEdition:
        return None


@dataclass(frozen=True)
class Finding:
    """One thing that somebody must answer for.

    where: the form, the paper, the packet. about: what tells it from others of its kind,
    in no language: an answer counts for this alone. words: what is said in the sentence.
    """

    code: str
    where: str
    about: tuple[str, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        return KINDS[self.code]

    @property
    def key(self) -> str:
        said = json.dumps([self.code, *self.about])
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def what(self) -> str:
        return str(self.kind.what) % self.words

    @property
    def why(self) -> str:
        return str(self.kind.why) % self.words

    @property
    def who(self) -> Words:
        return self.kind.who

    @property
    def is_hard(self) -> bool:
        return self.kind.is_hard

    @property
    def is_final(self) -> bool:
        return self.kind.is_final
