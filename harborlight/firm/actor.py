"""Whoever acts: a member of staff, a client, a machine, or the clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from harborlight.firm.roles import CLIENTS, DESK, Role, Roles

if TYPE_CHECKING:
    from harborlight.firm.models import Firm

# As events keep it; people read it in their language (firm/words.py).
PROCESSOR = "Card processor"


@dataclass(frozen=True)
class Actor:
    """Somebody, in one firm, wearing one hat.

    A paralegal whose own green card the firm handles is two actors: at the
    desk with the roles of staff, in the waiting room as a client.
    `human` is the living person behind one or several accounts.
    `errand`: who holds a link acts for somebody in this one thing (its key), and reaches
    no file on its way but those that were sent for it.
    """

    firm: Firm
    roles: Roles
    name: str
    user_id: UUID | None = None
    human: UUID | None = None
    language: str = "en"
    place: str = field(default="", compare=False)
    errand: str = ""

    @classmethod
    def clock(cls, firm: Firm) -> Actor:
        return cls(firm=firm, roles=frozenset({Role.CLOCK}), name="Harborlight")

    @classmethod
    def processor(cls, firm: Firm) -> Actor:
        """The payment processor, whose signed word was verified."""
        return cls(firm=firm, roles=frozenset({Role.PROCESSOR}), name=PROCESSOR)

    @classmethod
    def operator(cls, firm: Firm, login: str) -> Actor:
        """Whoever types a command at the server: known by the login of the machine."""
        name = f"Operator {login}".strip()
        return cls(
            firm=firm, roles=frozenset({Role.OPERATOR}), name=name, place="server"
        )

    @property
    def at_desk(self) -> bool:
        return bool(self.roles & DESK)

    @property
    def is_client(self) -> bool:
        return not self.at_desk and bool(self.roles & CLIENTS)

    @property
    def is_machine(self) -> bool:
        return self.user_id is None

    @property
    def given_name(self) -> str:
        """What they are greeted by."""
        return self.name.split()[0] if self.name.split() else self.name

    @property
    def account(self) -> UUID:
        """The account of a living person; machines have none and may not ask."""
        assert self.user_id is not None
        return self.user_id

    def plays(self, several: Roles) -> bool:
        return bool(self.roles & several)
