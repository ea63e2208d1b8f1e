"""What may hold a case back: a step that the record refuses until something is accepted.

Rooms above say why (`@holds`). The actions that take the step ask here, so that no page,
program or clock walks around it. A step is "send", "erase" (its key is destroyed), or
"stage filed": that stage is reached.
"""

from __future__ import annotations

from collections.abc import Callable

from harborlight.cases.models import Case

SEND, ERASE = "send", "erase"
# Given a case and a step: why it may not be taken yet, in the reader's words; "" if it may.
Gate = Callable[[Case, str], str]
GATES: dict[str, Gate] = {}


class GateClosed(Exception):
    """Something must be accepted, or an attorney lifts it with a reason, before this."""


def holds(name: str) -> Callable[[Gate], Gate]:
    """Make a function a gate of every case."""

    def register(gate: Gate) -> Gate:
        if name in GATES:
            raise ValueError(f"Two gates are named {name}.")
        GATES[name] = gate
        return gate

    return register


def reaching(stage: str) -> str:
    """The step of coming into a stage."""
    return f"stage {stage}"


def why_held(case: Case, step: str) -> str:
    """Why the case may not take this step now; "" where it may."""
    return " ".join(filter(None, (gate(case, step) for gate in GATES.values())))


def must_be_open(case: Case, step: str) -> None:
    """Raises GateClosed, with the reasons."""
    if why := why_held(case, step):
        raise GateClosed(why)
