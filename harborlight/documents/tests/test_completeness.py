"""How far the papers of a case are is counted from what was accepted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from harborlight.documents.actions import (
    accept_version,
    request_document,
    return_version,
    say_cannot,
)
from harborlight.documents.completeness import CLIENT, FIRM, completeness
from harborlight.documents.models import Request, Version
from harborlight.documents.queries import asked
from harborlight.portal.tests.conftest import browser_of
from harborlight.staff.tests.at_the_desk import at_the_desk
from tests.pages import text
from tests.whole_case import begin, furnish, send_papers


@pytest.fixture
def begun(clock, ada, maria):
    furnish(clock)
    begun = begin(ada)
    begun.petitioner.person.login_id = maria.user_id
    begun.petitioner.person.save()
    return begun


def moves(ada, case):
    found = completeness(ada, case)
    hers = [one for one in found.missing if one.one.request.person.given_name[0] == "M"]
    return {row.one.request.kind: row.move for row in hers}


@pytest.mark.feature("F083", "F098", "F225")
def test_what_is_missing_says_whose_move_it_is(ada, maria, begun):
    request_document(
        ada,
        begun.case,
        person=begun.petitioner.person,
        kind="photo",
        title={"en": "A photo", "es": "Una foto"},
        need=Request.Need.OPTIONAL,
    )
    whole = completeness(ada, begun.case)
    assert whole.required.done == 0 and whole.required.all > 2
    assert {row.move for row in whole.missing} == {CLIENT}
    assert "photo" not in moves(ada, begun.case), "what only helps never lacks"
    asking = next(
        one.request
        for one in asked(maria, begun.case)
        if one.request.kind == "marriage certificate"
    )
    say_cannot(maria, asking, why="The office burned down.")
    assert moves(ada, begun.case)["marriage certificate"] == FIRM
    send_papers(maria, begun.case)
    hers = {
        one.request.kind
        for one in asked(maria, begun.case)
        if one.request.need != Request.Need.OPTIONAL
    }
    sent = {kind for kind, move in moves(ada, begun.case).items() if move == FIRM}
    assert sent == hers
    first = Version.objects.get(document__kind="passport")
    return_version(ada, first, reason="blurry", comment="Please again.")
    assert moves(ada, begun.case)["passport"] == CLIENT
    page = text(
        at_the_desk(ada).get(reverse("staff:case-documents", args=[begun.case.pk]))
    )
    assert "What is missing, and whose move it is" in page


@pytest.mark.feature("F098", "F225")
def test_only_what_was_accepted_counts(ada, maria, omar, begun):
    begun.beneficiary.person.login_id = omar.user_id
    begun.beneficiary.person.save()
    for client in (maria, omar):
        send_papers(client, begun.case)
    assert not completeness(ada, begun.case).is_complete
    for version in Version.objects.filter(state="received"):
        accept_version(ada, version)
    whole = completeness(ada, begun.case)
    assert whole.is_complete and not whole.missing
    page = text(
        at_the_desk(ada).get(reverse("staff:case-documents", args=[begun.case.pk]))
    )
    assert "Nothing required is missing" in page
    # A client counts their own papers alone, as they see them.
    hers = completeness(maria, begun.case)
    assert hers.required.all < whole.required.all
    assert browser_of(maria).get(reverse("portal:documents")).status_code == 200
