"""Helpers who answer chapters of questions for a client: their links, and what they see.

Likewise the helpers who send one paper (documents/helping.py). A helper sees the chapters
that were opened to them and nothing else of the case; and of those no question that the
client leaves to their lawyer, no safe address, and no protected number that is told already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext

from harborlight.cases.models import Case, Wall
from harborlight.facts.catalogue import catalogue
from harborlight.facts.models import Fact
from harborlight.facts.queries import current_facts
from harborlight.firm import errands, links
from harborlight.firm.actor import Actor
from harborlight.firm.errands import Session
from harborlight.firm.ids import read
from harborlight.firm.tenancy import NotFound, everywhere, inside
from harborlight.questionnaires.definition import Definition, Loop, Section
from harborlight.questionnaires.models import AnswerHelper, Aside, Sent
from harborlight.questionnaires.pages import Page
from harborlight.questionnaires.queries import Standing, page

LINK = "answers"
# The session of a browser that opened such links: their keys by name, the newest last.
HELPS = "answers"
_RELATED = (
    "firm",
    "case",
    "sent__person",
    "sent__party",
    "sent__questionnaire",
    "sent__case",
)
# Where somebody can be reached without whom they fear knowing (8 U.S.C. 1367).
_SAFE = ("wants_safe_address", "safe_address.", "contact.is_safe", "intake.safe_")


class Closed(Exception):
    """The link was withdrawn, is too old, or there is nothing to answer any more."""

    def __init__(self, why: str, helper: AnswerHelper) -> None:
        super().__init__(why)
        self.why, self.helper = why, helper


def find(token: str, moment: datetime) -> AnswerHelper:
    """The helper whose open link has this token. NotFound, or Closed with the reason."""
    return _open(links.found_by(AnswerHelper, LINK, token, *_RELATED), moment)


def remembered(session: Session, name: str, moment: datetime) -> AnswerHelper:
    """The open link of this name that this browser opened. NotFound, or Closed."""
    key = errands.key_behind(session, HELPS, name)
    if key is None:
        raise NotFound
    with everywhere("whoever opened a link is of no firm that we know before it"):
        rows = AnswerHelper._default_manager.select_related(*_RELATED)
        helper = rows.filter(pk=read(key)).first()
    if helper is None:
        raise NotFound
    return _open(helper, moment)


def _open(helper: AnswerHelper, moment: datetime) -> AnswerHelper:
    if why := why_closed(helper, moment):
        raise Closed(why, helper)
    return helper


def why_closed(
    helper: AnswerHelper, moment: datetime, *, walled: bool | None = None
) -> str:
    """ "withdrawn", "expired", "finished", or nothing: it is open.

    walled: whether somebody is kept out of the case, where that is known.
    """
    if helper.withdrawn_at:
        return "withdrawn"
    if helper.expires_at <= moment:
        return "expired"
    if helper.sent.state == Sent.State.FINISHED:
        return "finished"
    # What became of the case since is nothing that the helper should read.
    if helper.sent.case.is_sensitive and not helper.by_client:
        return "withdrawn"
    walled = is_walled(helper.sent.case) if walled is None else walled
    return "withdrawn" if walled else ""


def is_walled(case: Case) -> bool:
    """Whether somebody of the firm is kept out of the case."""
    with inside(case.firm):
        return Wall.objects.filter(case=case).exists()


def why_not(actor: Actor, sent: Sent, *, walled: bool) -> str:
    """Why nobody may be let in to help here, in words; nothing where somebody may."""
    if sent.state == Sent.State.FINISHED:
        return gettext("The questions are finished. Open them again first.")
    if sent.person.login_id is None:
        return gettext("They have no account yet, and could not say what is theirs.")
    if walled:
        return gettext("In this case nobody outside may read answers.")
    if sent.case.is_sensitive and not actor.is_client:
        return gettext(
            "This case is sensitive: the client alone may let somebody in, in person."
        )
    return ""


def on_behalf(helper: AnswerHelper, *, place: str, language: str) -> Actor:
    """Whoever holds the link, as the client: the log says both names.

    Raises Closed where the client has no part in the firm any more.
    """
    person = helper.sent.person
    with inside(helper.firm):
        names = (str(helper.name), person.full_name)
    actor = errands.on_behalf(
        helper.firm, person.login_id, names=names, key=helper.key, place=place
    )
    if actor is None:
        raise Closed("withdrawn", helper)
    return replace(actor, language=language)


def helpers_of(actor: Actor, sent: Sent) -> list[AnswerHelper]:
    """Everybody who was let in, the newest first."""
    rows = AnswerHelper.objects.visible_in(actor, sent.case).filter(sent=sent)
    return [*rows.order_by("-made_at", "pk")]


def get_helper(actor: Actor, pk: UUID) -> AnswerHelper:
    found = AnswerHelper.objects.one(actor, pk)
    rows = AnswerHelper.objects.visible_to(actor)
    return rows.select_related("sent__person", "sent__case", "case").get(pk=found.pk)


def unconfirmed(sent: Sent) -> QuerySet[Fact]:
    """What helpers wrote for this person, and the person has not said to be theirs.

    Some of it may be about somebody else whom the questions ask about.
    """
    helpers = AnswerHelper.objects.filter(sent=sent).values("pk")
    clock = Actor.clock(sent.firm)
    rows = current_facts(clock, sent.case).filter(source=Fact.Source.HELPER)
    return rows.filter(source_id__in=helpers).select_related("person", "firm")


def may_open(definition: Definition, part: str) -> list[Section]:
    """The chapters of this party of which a helper would see anything."""
    return [one for one in definition.of_party(part) if _facts_of(one)]


def narrowed(stands: Standing, sections: Sequence[str]) -> Standing:
    """How the questions stand for a helper: only these chapters, nothing said beside.

    A page on which nothing may be seen is none.
    """
    steps = [
        step
        for step in stands.steps
        if step.section in sections
        and (step.loop == step.screen or _seen_on(stands, step.screen))
    ]
    return replace(stands, steps=steps)


def page_for(
    actor: Actor, stands: Standing, screen: str, place: int | None, entry: str = ""
) -> Page:
    """A page as a helper sees it; NotFound where it is not of their chapters.

    stands: `narrowed`.
    """
    asked = page(actor, stands, screen, place, entry=entry)
    questions = [
        replace(one, asides=())
        for one in asked.questions
        if not _is_kept(stands, one.question.fact, str(asked.entry_id or ""))
        and not (one.entry.secret and one.value)
    ]
    return replace(asked, questions=questions)


def _is_kept(stands: Standing, fact: str, entry: str = "") -> bool:
    """Whether a question is not for helpers: told in safety, or left to the lawyer."""
    if fact.split(".", 1)[1].startswith(_SAFE):
        return True
    said = stands.asides.get((fact, entry if "[]" in fact else ""), ())
    return any(row.kind == Aside.Kind.ASKED for row in said)


def kept_in_lists(stands: Standing) -> set[str]:
    """The facts of lists that no helper reads in a line: protected, or left to a lawyer."""
    asked = {
        fact for fact, slot in stands.asides if slot and _is_kept(stands, fact, slot)
    }
    index = stands.definition.index
    return asked | {fact for fact in index if catalogue().entry(fact).secret}


def _seen_on(stands: Standing, screen: str) -> bool:
    facts = [
        one.question.fact for one in stands.definition.asked() if one.screen == screen
    ]
    return any(not _is_kept(stands, fact) for fact in facts)


def _facts_of(section: Section) -> list[str]:
    screens = [
        screen
        for step in section.steps
        for screen in (step.screens if isinstance(step, Loop) else (step,))
    ]
    facts = [one.fact for screen in screens for one in screen.questions]
    return [one for one in facts if not one.split(".", 1)[1].startswith(_SAFE)]
