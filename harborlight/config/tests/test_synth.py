"""A synthetic firm is as good as one that people made: in its rows, books and chain."""

from __future__ import annotations

import re
import time
import unicodedata
from datetime import timedelta
from random import Random

import pytest
from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client

from harborlight.cases.models import Case, Party
from harborlight.config.synth.names import some_cultures
from harborlight.config.synth.running import COUPLES, write_firm
from harborlight.config.synth.stand_ins import LETTERS
from harborlight.config.synth.writing import Postgres
from harborlight.config.synth.writing_sqlite import Sqlite
from harborlight.documents.models import Version
from harborlight.facts.models import Fact
from harborlight.firm.actor import Actor
from harborlight.firm.chain import verify
from harborlight.firm.ids import shown
from harborlight.firm.models import Event, Membership, Notice
from harborlight.firm.roles import Role
from harborlight.firm.sessions import SessionStore
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.events import words_of
from harborlight.firm.vault.stored import plain_of
from harborlight.questionnaires.models import Sent
from harborlight.trust.queries import accounts, entries_sum, three_way, unbalanced
from tests.whole_case import begin, furnish

CASES = 30


@pytest.fixture
def lakeshore(db, capsys):
    begun = time.monotonic()
    firm = write_firm(
        "Lakeshore",
        cases=CASES,
        seed=7,
        password="lantern-on-the-pier",
        processes=1,
        # Not as the owner, who does not see what this test has not committed.
        into=Postgres("default") if settings.ON_POSTGRES else Sqlite(),
        say=lambda _: None,
    )
    with capsys.disabled():
        print(f"\n{CASES} synthetic cases took {time.monotonic() - begun:.1f} s")
    with inside(firm):
        yield firm


@pytest.fixture
def keeper(lakeshore):
    return Actor.clock(lakeshore)


def test_a_synthetic_firm_is_whole(lakeshore, keeper):
    its_chain_holds(lakeshore)
    its_books_agree(keeper)
    its_words_and_secrets_open(lakeshore)
    its_people_told_where_they_lived()
    its_people_write_their_names_in_many_scripts()
    its_papers_open()
    nobody_is_told_of_what_is_not_there()
    staff_and_clients_can_work_on_it(lakeshore)


def its_chain_holds(firm):
    proof = verify(firm)
    assert proof.broken is None
    assert proof.events == Event.objects.count() > 50 * CASES
    moments = [*Event.objects.order_by("n").values_list("at", flat=True)]
    assert moments == sorted(moments)


def its_books_agree(keeper):
    assert three_way(keeper).agrees
    assert unbalanced(keeper) == []
    for account in accounts(keeper):
        assert account.cents == entries_sum(keeper, account)


def its_words_and_secrets_open(firm):
    case = Case.objects.filter(closed_on__isnull=False).first()
    events = [*Event.objects.filter(case_id=case.pk).order_by("n")]
    said = words_of(firm, events)
    assert all(words["who"] for words in said.values())
    everything = f"{said} {case.title} {case.folded}"
    assert "Qx" not in everything
    # A word of its own: an id may hold these two letters.
    assert not re.search(rf"\bqm[{LETTERS}]{{4}}\b", everything)
    # Of all cases: not every couple in the firm has a passport.
    sealed = [fact for fact in Fact.objects.all() if fact.secret]
    assert {fact.name for fact in sealed} >= {"ssn", "passport.number"}
    assert all(fact.lookup for fact in sealed)


def its_people_told_where_they_lived():
    """Of the whole five years, also before the home of now."""
    finished = Sent.objects.filter(state=Sent.State.FINISHED)
    assert finished.exists()
    for sent in finished:
        since = Fact.objects.filter(
            case=sent.case_id,
            person=sent.person_id,
            name="addresses[].from",
            replaced_at__isnull=True,
        )
        day = sent.finished_at - timedelta(days=5 * 365)
        assert min(fact.value for fact in since) < day.date().isoformat()


def its_people_write_their_names_in_many_scripts():
    """The test's firm is of one couple's kind, so in two: their own letters and ours."""
    names = Fact.objects.filter(name__contains="name.").values_list("plain", flat=True)
    assert len(scripts(names)) >= 2


def scripts(names):
    """LATIN, CJK, ARABIC: of every letter of these names."""
    letters = {sign for name in names for sign in name if sign.isalpha()}
    return {unicodedata.name(sign).split()[0] for sign in letters}


@pytest.mark.parametrize("seed", range(5))
def test_the_couples_of_a_firm_have_names_in_many_scripts(seed):
    found = some_cultures(Random(seed), COUPLES)
    assert len({one.key for one in found}) == COUPLES
    own = [both.native for one in found for both in one.family if both.native]
    latin = [both.latin for one in found for both in one.family]
    assert scripts(latin) == {"LATIN"}
    assert len(scripts(own)) >= 3


def its_papers_open():
    for version in Version.objects.select_related("file")[:5]:
        assert b"".join(plain_of(version.file).pieces()).startswith(b"%PDF-")


def nobody_is_told_of_what_is_not_there():
    known = {*Event.objects.values_list("pk", flat=True)}
    assert {*Notice.objects.values_list("event_id", flat=True)} <= known


def staff_and_clients_can_work_on_it(firm):
    party = Party.objects.filter(
        part="petitioner", case__closed_on__isnull=True, person__login__isnull=False
    ).first()
    lawyer = Membership.objects.filter(role=Role.ATTORNEY).first()
    for user, address in (
        (lawyer.user, "/staff/cases/"),
        (lawyer.user, f"/staff/cases/{shown(party.case_id)}/"),
        (lawyer.user, "/staff/review/"),
        (party.person.login, "/portal/"),
    ):
        answer = signed_in(user).get(address)
        assert answer.status_code == 200, address


def signed_in(user):
    """A browser that holds the token of a fresh session."""
    browser, request = Client(), HttpRequest()
    request.session = SessionStore()
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = request.session.token
    return browser


def test_its_rows_have_the_shape_of_those_that_actions_make(lakeshore, ada, clock):
    """A case that was just opened, here and there: the same columns are filled."""
    synthetic = filled_columns(
        Case.objects.filter(stage="intake", closed_on__isnull=True).last()
    )
    with inside(ada.firm):
        furnish(clock)
        real = filled_columns(begin(ada).case)
    for model, columns in real.items():
        if model in synthetic:
            assert columns <= synthetic[model] | {"access", "folded"}, model
    assert {*real} <= {*synthetic} | {"firm.notice"}


def filled_columns(case):
    from harborlight.cases.models import CaseRecord

    found = {}
    for model in CaseRecord.__subclasses__():
        rows = model.objects.filter(case=case) if not model._meta.abstract else []
        for row in rows:
            names = found.setdefault(model._meta.label_lower, set())
            names |= {
                field.attname
                for field in model._meta.concrete_fields
                if getattr(row, field.attname) not in (None, "", [], {})
            }
    return found
