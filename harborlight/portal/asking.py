"""Walking through a questionnaire: chapters, addresses of screens, entries in a line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from harborlight.facts.catalogue import catalogue
from harborlight.facts.showing import shown
from harborlight.filings.queries import filings
from harborlight.filings.since_sent import WentOut, went_out
from harborlight.firm.actor import Actor
from harborlight.firm.tenancy import NotFound
from harborlight.firm.words import in_words
from harborlight.law.pack_conditions import NONE
from harborlight.questionnaires.aside_fields import now_asked
from harborlight.questionnaires.definition import Loop
from harborlight.questionnaires.forms import KEEP, ScreenForm
from harborlight.questionnaires.models import Sent
from harborlight.questionnaires.pages import Answerable, Page
from harborlight.questionnaires.progress import Step
from harborlight.questionnaires.queries import Standing, page

YES = "yes"
# "2019-03-04"; of some days only the month or the year is known.
WHOLE_DAY = 10


@dataclass(frozen=True)
class Chapter:
    """A section as the overview lists it."""

    title: str
    done: int
    of: int
    href: str

    @property
    def state(self) -> str:
        if self.done == self.of:
            return "done"
        return "begun" if self.done else "open"


def chapters(stands: Standing) -> list[Chapter]:
    """The sections this person answers, each with how far it is and where to go on."""
    found = []
    for section in stands.definition.of_party(stands.part):
        steps = [step for step in stands.steps if step.section == section.id]
        if not steps:
            continue
        first_open = next((step for step in steps if not step.done), steps[0])
        found.append(
            Chapter(
                in_words(section.title),
                sum(step.done for step in steps),
                len(steps),
                step_address(stands.sent, first_open) or "",
            )
        )
    return found


def step_address(sent: Sent, step: Step | None) -> str | None:
    """Where a step is asked; None where nothing is left."""
    if step is None:
        return None
    if step.entry is None:
        return reverse("portal:screen", args=[sent.key, step.screen])
    return reverse("portal:screen-of-entry", args=[sent.key, step.screen, step.entry])


def after(stands: Standing, done: Step) -> str:
    """Where to go after a step: what was just answered may have changed what follows."""
    found = step_address(stands.sent, next_step(stands, done))
    return found or reverse("portal:questionnaire", args=[stands.sent.key])


def next_step(stands: Standing, done: Step) -> Step | None:
    """The step to take after one; None where nothing is left.

    The same one if the answers opened new questions on it; then the next page on which
    something is open, or the list that an entry belongs to.
    """
    place = (done.screen, done.entry)
    at = next(
        (
            n
            for n, step in enumerate(stands.steps)
            if (step.screen, step.entry) == place
        ),
        None,
    )
    if at is None:
        following = stands.steps
    else:
        here, following = stands.steps[at], stands.steps[at + 1 :]
        if not here.done and here.answers > done.answers:
            return here
    wanted = (step for step in following if not step.done or _ends_entry(done, step))
    return next(wanted, None)


def _ends_entry(done: Step, step: Step) -> bool:
    """Whether the step is the list of the very group that an entry was written for."""
    return bool(done.loop) and done.entry is not None and step.screen == done.loop


def entry_lines(
    stands: Standing, page: Page, language: str, *, hidden: Collection[str] = ()
) -> list[dict[str, Any]]:
    """Each entry of a group in one line, with the address of its first screen.

    hidden: facts of which no line tells.
    """
    assert page.loop is not None
    lines = []
    names = [n for n in page.loop.summary if f"{page.loop.group}[].{n}" not in hidden]
    for place, row in enumerate(page.rows):
        words = [_told(page, row, name, language) for name in names]
        pages = [s for s in stands.steps if s.loop == page.loop.id and s.entry == place]
        if not pages:
            continue
        lines.append(
            {
                "words": ", ".join(filter(None, words)),
                "place": place,
                "entry": row["entry"],
                "href": step_address(stands.sent, pages[0]),
                "step": pages[0],
                "done": all(step.done for step in pages),
            }
        )
    return lines


def _told(page: Page, row: dict[str, Any], name: str, language: str) -> str:
    assert page.loop is not None
    value: Any = row
    for part in name.split("."):
        value = value.get(part, "") if isinstance(value, dict) else ""
    if value in ("", NONE):
        return ""
    said = _in_group(page.loop, name, value, language)
    return _since(page.loop, row, said, language) if name == "from" else said


def _in_group(loop: Loop, name: str, value: object, language: str) -> str:
    entry = catalogue().entry(f"{loop.group}[].{name}")
    return shown(entry, str(value), language=language)


def _since(loop: Loop, row: dict[str, Any], day: str, language: str) -> str:
    """The time of an entry: until now, or from the one day to the other."""
    if row.get("current") == YES:
        if len(str(row["from"])) == WHOLE_DAY:
            return gettext("since %(day)s") % {"day": day}
        return gettext("since %(month)s") % {"month": day}
    until = row.get("to")
    return f"{day} – {_in_group(loop, 'to', until, language)}" if until else day


def gone(actor: Actor, sent: Sent) -> WentOut | None:
    """What somebody who may change an answer should know: that the forms went out."""
    return went_out(actor, sent.case, [*filings(actor, sent.case)])


def asked_now(actor: Actor, stands: Standing, step: Step) -> list[Answerable]:
    """The questions that a page asks after what was just answered on it."""
    try:
        return [*page(actor, stands, step.screen, step.entry).questions]
    except NotFound:
        return []


def told(
    form: ScreenForm,
    asked: Sequence[Answerable],
    unheard: Sequence[str],
    following: str,
) -> dict[str, Any]:
    """What a page is told whose answers save themselves (ui/assets/js/keeping).

    over: for what was taken down, the version that the next words are written over.
    settled: where somebody chose between two answers. both: the questions anew, where
    somebody must choose. unheard: sentences about words that nobody asks for any more.
    """
    must_choose = any(name.endswith(KEEP) for name in form.errors)
    return {
        "errors": form.errors,
        "asked": [one.field for one in asked],
        "over": form.now_over(asked) | form.asking | now_asked(asked),
        "settled": form.settled(),
        "unheard": " ".join(unheard),
        "both": str(form) if must_choose else "",
        "next": "" if form.errors or unheard else following,
    }
