"""A case of which every name, title, remark and file holds a word of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from harborlight.documents.actions import ask_helper, request_document
from harborlight.documents.models import Request
from harborlight.firm.models import Firm, Membership
from harborlight.firm.roles import Role
from harborlight.people.actions import check_conflicts, invite_person
from harborlight.people.conflicts import Asked
from harborlight.questionnaires.actions import begin_draft
from harborlight.questionnaires.queries import newest
from harborlight.workflow.actions import Newcomer
from tests.cast import actor_of
from tests.guards.canaries.agencies import followed
from tests.guards.canaries.agreements import agreed
from tests.guards.canaries.automating import automated
from tests.guards.canaries.courses import course
from tests.guards.canaries.docket import gone
from tests.guards.canaries.due import counted
from tests.guards.canaries.filings import filing
from tests.guards.canaries.money import fees_out_of_trust, out_of_trust, receipts
from tests.guards.canaries.packets import packet
from tests.guards.canaries.papers import about_papers, papers
from tests.guards.canaries.paying import taken
from tests.guards.canaries.replies import answer
from tests.guards.canaries.tasks import tasks
from tests.guards.canaries.telling import (
    answering,
    asked,
    brought,
    explained,
    handed_over,
    inquiry,
)
from tests.guards.canaries.traces import traces
from tests.guards.canaries.words import WORDS
from tests.guards.people import a_member
from tests.whole_case import Begun, begin, family, to_the_receipt

# What people write freely, in the answers of an invented family.
_FREE = {"employer", "street", "occupation", "middle"}


@dataclass(frozen=True)
class Held(Begun):
    """A case, and what stands in the links of letters about it."""

    invitation: str
    offer: str
    helper: str
    answer_helper: str


def a_case(
    firm: Firm,
    word: str,
    staff: dict[Role, Membership],
    offer: str,
    also: Membership | None = None,
) -> Held:
    """A whole case that holds the word wherever people write something."""
    ada, paul, pat = (
        actor_of(staff[role]) for role in (Role.ATTORNEY, Role.PARALEGAL, Role.PARTNER)
    )
    parties = {"petitioner": "Maria", "beneficiary": "Omar"}
    newcomers = {
        part: Newcomer(
            family_name=f"{word}rivas",
            given_name=f"{name}{word}",
            birth_date=date(1984, 3, 9),
            email=f"{part}.{word}@guards.example".lower(),
            language="en",
        )
        for part, name in parties.items()
    }
    begun = begin(ada, playbook="practice-spouse", **newcomers)
    clients = {}
    for part, party in (
        ("petitioner", begun.petitioner),
        ("beneficiary", begun.beneficiary),
    ):
        mine = also if also and part == "petitioner" else None
        # The name of an account is no secret of its case among the firm's staff.
        number = WORDS.index(word)
        mine = mine or a_member(firm, f"{part}-account-{number}", Role.CLIENT)
        party.person.login = mine.user
        party.person.save()
        clients[part] = actor_of(mine)
    answers = _with_word(family(), word)
    to_the_receipt(begun, clients, ada, paul, pat, answers)
    client = clients["petitioner"]
    papers(firm, begun, client, ada, word)
    about_papers(firm, begun, word)
    invitation = invite_person(ada, begun.petitioner.person, case_id=begun.case.pk)
    handed_over(firm, word)
    check_conflicts(ada, asked=[Asked(name=f"Somebody {word}", birth_date=None)])
    traces(firm, begun, client, ada, word)
    out_of_trust(begun, ada, pat, word)
    begin_draft(pat, newest(pat, "i130-spouse"))
    receipts(begun, word)
    taken(begun, ada, pat, word)
    packet(begun, ada, word)
    answer(begun, ada, word)
    filing(begun, word)
    counted(begun, ada, word)
    course(begun, ada, pat, word)
    followed(begun, ada, word)
    explained(begun, ada, word)
    brought(begun, ada, word)
    asked(begun, client, word)
    inquiry(begun, ada, word)
    tasks(begun, ada, paul, client, word)
    automated(begun, pat, ada)
    agreed(begun, ada, pat, paul, word)
    gone(begun, ada, word)
    fees_out_of_trust(begun, ada, pat, word)
    # Whoever holds the link reads what it asks for, so no word stands in that.
    wanted = request_document(
        ada,
        begun.case,
        person=begun.petitioner.person,
        kind="letter",
        title={"en": "A letter of a friend", "es": "Una carta de un amigo"},
        need=Request.Need.OPTIONAL,
    )
    helper = ask_helper(client, wanted, name=f"Rosa {word}")
    links = {"invitation": invitation, "offer": offer, "helper": helper}
    return Held(**vars(begun), **links, answer_helper=answering(begun, client))


def _with_word(node: Any, word: str, key: str = "") -> Any:
    if isinstance(node, dict):
        return {name: _with_word(value, word, name) for name, value in node.items()}
    if isinstance(node, list):
        return [_with_word(value, word, key) for value in node]
    return word if key in _FREE and node != "none" else node
