"""Building a packet in the sandbox: the files come from strangers."""

from __future__ import annotations

from typing import Any

from harborlight.papers import sandbox
from harborlight.papers.inspect_verdicts import Refusal
from harborlight.papers.packet_bundle import sent, understood
from harborlight.papers.packet_letters import letters_for
from harborlight.papers.packet_types import (
    MEBIBYTE,
    SENTENCES,
    SOURCES_AT_MOST,
    Built,
    Exhibit,
    NotBuilt,
    Plan,
)
from harborlight.papers.packet_words import texts_of

# 500 pages take about two seconds; pictures that must be made smaller, minutes. Memory
# counts all address space: the files, the packet twice, and one large picture.
WALLS = sandbox.Walls(cpu_seconds=420, wall_seconds=480.0, memory=2560 * MEBIBYTE)
_ONE = sandbox.Walls(cpu_seconds=60, wall_seconds=90.0, memory=1536 * MEBIBYTE)
_ANSWER_AT_MOST = SOURCES_AT_MOST + 64 * MEBIBYTE


def build_apart(plan: Plan) -> Built | NotBuilt:
    """The packet of a plan, or why there is none, and which file is at fault."""
    answer = _asked(plan, WALLS)
    if isinstance(answer, NotBuilt) and answer.code == "crashed":
        return _whose_fault(plan) or answer
    return answer


def _asked(plan: Plan, walls: sandbox.Walls) -> Built | NotBuilt:
    letters = letters_for(texts_of(plan))
    try:
        with sandbox.in_memory(sent(plan, letters), most=SOURCES_AT_MOST) as file:
            answer = sandbox.run(
                "packet_build.build", file, walls=walls, answer_at_most=_ANSWER_AT_MOST
            )
    except sandbox.TooMuch:
        return NotBuilt("too much")
    except sandbox.NoPlaceInMemory:
        return NotBuilt("not checked")
    return _read(answer)


def _read(answer: Any) -> Built | NotBuilt:
    """Believe nothing of it: it comes from where a stranger's file was read."""
    if isinstance(answer, Refusal):
        return NotBuilt("not checked" if answer.code == "not-checked" else "crashed")
    try:
        if isinstance(answer, bytes):
            return understood(answer)
        code, source = str(answer["code"]), str(answer["source"])
        params = {str(name): value for name, value in answer["params"].items()}
        whole = {
            name: value for name, value in params.items() if isinstance(value, int)
        }
        return NotBuilt(code if code in SENTENCES else "crashed", source, whole)
    except (ValueError, KeyError, TypeError, AttributeError):
        return NotBuilt("crashed")


def _whose_fault(plan: Plan) -> NotBuilt | None:
    """The file that cannot be worked on even alone."""
    seen: set[str] = set()
    for source in (one for exhibit in plan.exhibits for one in exhibit.sources):
        if source.key in seen:
            continue
        seen.add(source.key)
        alone = Plan(plan.name, (Exhibit("", (source,), has_sheet=False),))
        answer = _asked(alone, _ONE)
        if isinstance(answer, NotBuilt):
            return NotBuilt(answer.code, source.key, answer.params)
    return None
