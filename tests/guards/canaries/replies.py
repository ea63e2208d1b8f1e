"""An answer to the agency, with its word in all that is said of it."""

from __future__ import annotations

from datetime import date

from harborlight.documents.models import Version
from harborlight.firm.actor import Actor
from harborlight.replies.actions import (
    add_point,
    attach_paper,
    open_reply,
    say_read,
    write_letter,
)
from harborlight.replies.marks import mark_of_letter
from tests.whole_case import Begun


def answer(begun: Begun, ada: Actor, word: str) -> None:
    case = begun.case
    notice = Version.objects.filter(case=case).order_by("-uploaded_at")[0]
    said = {"kind": "evidence", "number": "", "came_on": date(2026, 6, 1)}
    reply = open_reply(ada, case, notice=notice, **said)
    say_read(ada, reply, gist=f"It turns on {word}")
    point = add_point(ada, reply, text=f"A decree of {word}", page=2)
    attach_paper(ada, point, version=notice, shows=f"That {word} ended")
    write_letter(ada, reply, letter=f"Dear officer, {word}", seen=mark_of_letter(reply))
