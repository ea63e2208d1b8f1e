"""The thread at a paper as pages show it: its end, or a page of it, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from harborlight.documents.remark_forms import WriteForm
from harborlight.documents.remarks import remarks, whom_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harborlight.documents.models import Remark
    from harborlight.documents.remarks import Paper
    from harborlight.firm.actor import Actor

AT_THE_PAPER, ON_A_PAGE = 4, 20
# On the page of a paper other forms stand beside this one.
IDS = "thread_%s"


@dataclass(frozen=True)
class Tail:
    """What was written last, and whether there is more before it."""

    rows: Sequence[Remark]
    has_more: bool


def tail(actor: Actor, paper: Paper) -> Tail:
    """The end of a thread, in one question to the database."""
    rows = [*remarks(actor, paper)[: AT_THE_PAPER + 1]]
    return Tail(rows[:AT_THE_PAPER][::-1], len(rows) > AT_THE_PAPER)


def page_of(actor: Actor, paper: Paper, asked: str | None) -> Page[Remark]:
    """A page of a thread; the last one, with the newest words, where none is asked for."""
    every = remarks(actor, paper).order_by("written_at", "pk")
    several = Paginator(every, ON_A_PAGE)
    return several.get_page(asked or several.num_pages)


def write_form(paper: Paper, data: Any = None) -> WriteForm:
    """The box of the staff; it says in which language the client reads."""
    person = whom_to_write(paper)
    if person is None:
        return WriteForm(data, client="", auto_id=IDS)
    language = str(dict(settings.LANGUAGES).get(person.reads_in, ""))
    said = gettext("%(name)s, who reads %(language)s")
    return WriteForm(
        data,
        client=said % {"name": person.full_name, "language": language},
        auto_id=IDS,
    )
