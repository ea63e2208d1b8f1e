"""The demonstration firm: founded once, whole or not at all."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import transaction

from harborlight.billing.models import Line
from harborlight.billing.queries import invoices
from harborlight.cases.jobs import write_of_news
from harborlight.cases.models import Case, Party
from harborlight.cases.queries import cases
from harborlight.config import demo
from harborlight.docket.queries import archived, linked, standings
from harborlight.docket.weighing import Level
from harborlight.documents.queries import to_review
from harborlight.firm.actor import Actor
from harborlight.firm.chain import verify
from harborlight.firm.clock import now
from harborlight.firm.models import Event, Firm, Membership, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.inquiries.queries import as_rows, hits, inquiries


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Founded once: it takes as long as fifty other tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.load()
        yield Firm.objects.get(pk=demo.THE_FIRM)
        transaction.set_rollback(True)


@pytest.fixture
def founded(loaded, db):
    with inside(loaded):
        yield loaded


def somebody(firm, role):
    row = Membership.objects.select_related("user").filter(role=role).first()
    return Actor(firm, frozenset({role}), row.user.name, row.user_id, row.human)


@pytest.mark.feature("F293")
def test_the_firm_has_cases_in_three_stages_and_a_client_with_things_to_do(founded):
    ada = somebody(founded, Role.ATTORNEY)
    assert {case.stage for case in cases(ada)} == {"intake", "pending"}
    assert cases(ada).count() == 4
    assert to_review(ada).exists()
    maria = User.objects.get(email="maria@client.example")
    assert maria.check_password(demo.PASSWORD)
    client = Actor(founded, frozenset({Role.CLIENT}), maria.name, maria.pk)
    case = cases(client).get()
    # One for the start, one by what was agreed, and between them one that she paid.
    assert [row.is_open for row in invoices(client, case)] == [True, False, True]
    # Their fee was drafted for the operating account by a choice that is there to read.
    rest_on = {one.rests_on for one in Line.objects.filter(case=case, kind="fee")}
    assert founded.flat_fees_rest_on in rest_on
    assert founded.flat_fees_said_by.name == "Pat Lindqvist"
    assert verify(founded).broken is None


@pytest.mark.feature("F038", "F040")
def test_one_case_is_late_one_put_away_and_both_belong_to_marias(founded):
    ada = somebody(founded, Role.ATTORNEY)
    first = standings(ada)[0]
    assert first.level == Level.LATE and first.reasons[0][0] == "deadline-late"
    marias = Case.objects.get(title__contains="Haddad")
    others = {one.other.pk for one in linked(ada, marias)}
    assert others == {first.case_id, archived(ada).get().pk}


@pytest.mark.feature("F069")
def test_two_people_ask_for_help_and_one_of_them_has_answered(founded):
    ada = somebody(founded, Role.ATTORNEY)
    found = as_rows([*inquiries(ada, moment=now())], now())
    assert [(row.inquiry.person.given_name, row.state) for row in found] == [
        ("Luz", "answered"),
        ("Samuel", "sent"),
    ]
    assert found[1].is_silent
    (hit,) = hits(ada, found[0].inquiry)
    assert hit.found.person.full_name == "Omar Haddad" and hit.answer is None


def test_nobody_is_written_to_of_what_happened_before(founded):
    keep_up_in(founded)
    assert Party.objects.filter(person__login__isnull=False).exists()
    assert not Party.objects.filter(news_at__isnull=False).exists()
    assert write_of_news(Actor.clock(founded)) == 0


def test_loading_it_again_changes_nothing(founded):
    events = Event.objects.count()
    lines = demo.load()
    assert Event.objects.count() == events and Firm.objects.count() == 1
    assert any("ada@harbor.example" in line for line in lines)
    assert len(demo.PASSWORD) >= 15


# Two short waits and a long one: before the first case, between cases, near the end. In
# `make test` the second is in tests/stories/test_two_commands.py.
@pytest.mark.everything
@pytest.mark.parametrize("seconds", [0.5, 1.5, 3])
def test_whoever_is_killed_in_the_middle_leaves_nothing_half_done(tmp_path, seconds):
    home = {**os.environ, "HARBORLIGHT_HOME": str(tmp_path)}
    home.pop("DATABASE_URL", None), home.pop("DATABASE_OWNER_URL", None)
    command = [sys.executable, "-m", "harborlight.config.cli", "demo"]
    child = subprocess.Popen(command, env=home, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not (tmp_path / "files").exists() and time.monotonic() < deadline:
        time.sleep(0.05)  # the first specimens are kept: it is in the middle
    time.sleep(seconds)
    child.send_signal(signal.SIGKILL)
    child.wait()
    again = subprocess.run(
        command, env=home, capture_output=True, text=True, check=True
    )
    assert "maria@client.example" in again.stdout
    proof = subprocess.run(
        [*command[:-1], "audit", "verify"], env=home, capture_output=True, text=True
    )
    assert proof.returncode == 0, proof.stdout + proof.stderr
