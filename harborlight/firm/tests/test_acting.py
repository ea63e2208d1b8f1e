"""Nothing changes but by an action, and every action leaves its mark."""

import pytest
from django.db import DatabaseError, connection, transaction

from harborlight.firm.acting import Refused
from harborlight.firm.actions import change_firm, waive_second_pair
from harborlight.firm.chain import seal_events, verify
from harborlight.firm.models import Event
from harborlight.firm.tenancy import OutsideFirm, inside
from harborlight.firm.vault.events import words_of


def last_event():
    return Event.objects.order_by("-at", "-pk").first()


@pytest.mark.feature("F234")
def test_an_action_leaves_one_event_with_what_changed(harbor, pat):
    before = Event.objects.count()
    change_firm(pat, harbor, phone="555-0100")
    assert Event.objects.count() == before + 1
    event = last_event()
    assert (event.kind, event.user_id) == ("firm.changed", pat.user_id)
    assert words_of(harbor, [event])[event.pk] == {
        "who": "Pat",
        "changes": {"phone": ["", "555-0100"]},
    }


@pytest.mark.feature("F237")
def test_what_an_event_says_is_not_readable_in_the_database(harbor, pat):
    change_firm(pat, harbor, name="Canary & Daughters")
    assert b"Canary" not in bytes(last_event().words)


def test_whoever_may_not_is_refused_and_nothing_happens(harbor, paul):
    before = Event.objects.count()
    with pytest.raises(Refused):
        change_firm(paul, harbor, name="Paul's")
    harbor.refresh_from_db()
    assert (harbor.name, Event.objects.count()) == ("Harbor Law", before)


def test_nobody_acts_on_another_firm(rival, pat):
    with pytest.raises(Refused):
        change_firm(pat, rival, name="Taken")


def test_the_chain_holds_and_every_event_has_its_number(harbor, pat):
    change_firm(pat, harbor, phone="1")
    change_firm(pat, harbor, phone="2")
    seal_events(harbor)
    proof = verify(harbor)
    assert proof.broken is None
    assert proof.events == Event.objects.count()
    assert [*Event.objects.order_by("n").values_list("n", flat=True)] == [
        *range(1, proof.events + 1)
    ]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE firm_event SET place = 'x' WHERE id = %s",
        "DELETE FROM firm_event WHERE id = %s",
    ],
)
def test_the_database_refuses_to_change_history(harbor, change):
    seal_events(harbor)
    event = Event.objects.order_by("n").first()
    key = event.pk.hex if connection.vendor == "sqlite" else event.pk
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change, [key])


def test_a_query_outside_a_firm_fails_loudly(db):
    with pytest.raises(OutsideFirm):
        Event.objects.count()


def test_inside_another_firm_there_is_nothing(harbor, rival, pat):
    mine = last_event().pk
    with inside(rival):
        assert not Event.objects.filter(pk=mine).exists()


def test_a_firm_of_one_attorney_may_waive_the_second_pair_of_eyes(harbor, ada):
    waive_second_pair(ada, harbor)
    assert harbor.waives_second_pair
    assert last_event().kind == "firm.second-pair-waived"
