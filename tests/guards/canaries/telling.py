"""What is asked and told about a case, with its word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harborlight.facts.actions import bring_file, explain
from harborlight.facts.findings import Finding, Where
from harborlight.firm.actor import Actor
from harborlight.firm.clock import now
from harborlight.firm.models import Firm, Membership
from harborlight.firm.roles import Role
from harborlight.inquiries.models import Consultation, HitAnswer, Inquiry, Reply
from harborlight.people.actions import check_conflicts
from harborlight.people.conflicts import Asked
from harborlight.questionnaires.actions import ask_answer_helper, ask_lawyer
from harborlight.questionnaires.models import Sent as Questions
from harborlight.questionnaires.queries import get_sent
from harborlight.search.actions import save_search
from harborlight.workflow.actions import hand_over
from harborlight.workflow.queries import get_playbook
from tests.cast import actor_of
from tests.guards.canaries.words import RIVAL
from tests.whole_case import Begun


def explained(begun: Begun, ada: Actor, word: str) -> None:
    """What somebody said to a thing that does not seem to fit."""
    unfit = Finding("in_future", (Where("petitioner.birth.date", "2030-01-01"),))
    explain(ada, begun.case, finding=unfit, words=f"So it is {word}")


def asked(begun: Begun, client: Actor, word: str) -> None:
    """What a client asks their lawyer at a question."""
    of = Questions.objects.get(party=begun.petitioner)
    at = {"fact": "petitioner.birth.city", "entry": None}
    ask_lawyer(client, of, words=f"Which city is {word}?", **at)


def answering(begun: Begun, client: Actor) -> str:
    """Who answers a chapter for the client. Whoever holds the link reads the name first,
    so no word stands in that; the token."""
    of = Questions.objects.get(party=begun.petitioner)
    row, was = Questions.objects.filter(pk=of.pk), of.state
    row.update(state=Questions.State.OPEN)
    chapters = {"sections": ["petitioner-you"], "days": 7}
    token = ask_answer_helper(client, get_sent(client, of.pk), name="Rosa", **chapters)
    row.update(state=was)
    return token


def brought(begun: Begun, ada: Actor, word: str) -> None:
    """A file of answers of which nothing was taken yet."""
    rows = [(2, "petitioner.birth.city", f"City {word}")]
    bring_file(ada, begun.case, file_name=f"answers {word}.csv", rows=rows)


def inquiry(begun: Begun, ada: Actor, word: str) -> None:
    """What was told before it was a case, with a hit, an answer to it, and a letter."""
    check = check_conflicts(ada, asked=[Asked(name=f"Spouse {word}")])
    of = {"firm": begun.case.firm, "case_id": begun.case.pk}
    said = {"said_by_id": ada.account, "said_at": now()}
    inquiry = Inquiry.objects.create(
        **of,
        person=begun.petitioner.person,
        wanted="family",
        note=f"Note {word}",
        company=f"Company {word}",
        company_secrets=f"Secret {word}",
        received_at=now(),
        check_made=check,
    )
    HitAnswer.objects.create(
        **of, **said, inquiry=inquiry, hit=word, verdict="other", reason=f"Why {word}"
    )
    Reply.objects.create(**of, **said, words=f"Letter {word}", language="en", version=1)
    talk(of, ada, word)


def talk(of: Mapping[str, Any], ada: Actor, word: str) -> None:
    """The record of a first talk, still a draft."""
    Consultation.objects.create(
        **of,
        held_on=now().date(),
        how="phone",
        took_part=f"Took part {word}",
        interpreter=f"Interpreter {word}",
        goals=f"Goals {word}",
        found=f"Found {word}",
        paths=[{"key": "other", "name": f"Path {word}", "view": "open", "why": word}],
        advice=f"Advice {word}",
        steps=[{"what": f"Step {word}", "on": ""}],
        scope=f"Scope {word}",
        written_by_id=ada.account,
        written_at=now(),
    )


def handed_over(firm: Firm, word: str) -> None:
    """A new case that a paralegal asked a lawyer about, and it waits."""
    found = Membership.objects.filter(firm=firm, role=Role.PARALEGAL).first()
    assert found
    paul = actor_of(found)
    # It is of no case yet, so every lawyer of the firm may read it.
    known = word if word == RIVAL else "Newcomer"
    check = check_conflicts(paul, asked=[Asked(name=f"Zoe {known}", birth_date=None)])
    typed = [("petitioner-family_name", known)]
    hand_over(paul, get_playbook(paul, "practice-spouse"), check=check, typed=typed)
    # Nor is what somebody shares with the whole firm.
    save_search(paul, name=f"Letters {known}", shared=True, words=known, narrowed={})
