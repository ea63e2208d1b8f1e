"""`harborlight audit`: an old row in which one byte was changed is named."""

import json

import pytest
from click.testing import CliRunner
from django.db import connection

from harborlight.config.commands import audit, jobs
from harborlight.firm.actions import change_firm
from harborlight.firm.clock import now
from harborlight.firm.ids import new_id
from harborlight.firm.models import Event, Job
from harborlight.firm.readers import keep_up_in
from harborlight.firm.tenancy import everywhere, inside
from harborlight.firm.vault.events import words_of


@pytest.fixture
def log(harbor, clock, pat):
    for n in range(5):
        change_firm(pat, harbor, name=f"Harbor Law {n}")
    keep_up_in(harbor)
    return [*Event.objects.order_by("n")]


def given_up(firm):
    with everywhere("a job of any firm, or of the house"):
        return Job.objects.create(
            firm=firm,
            task="harborlight.firm.jobs.prove_later",
            arguments={"args": [], "kwargs": {}},
            state=Job.GIVEN_UP,
            run_after=now(),
            enqueued_at=now(),
        )


def run(command, *words):
    return CliRunner().invoke(command, [*words])


def test_a_whole_log_is_proved(log):
    done = run(audit.command, "verify")
    assert done.exit_code == 0
    assert f"{len(log)} events, none changed" in done.output


@pytest.mark.parametrize("column", ["kind", "words", "place", "role", "hash"])
@pytest.mark.feature("F235")
def test_one_changed_byte_of_an_old_row_names_the_row(log, column):
    if connection.vendor == "postgresql":
        pytest.skip("the application's role cannot take the guard away")
    row, table = log[2], Event._meta.db_table
    old = getattr(row, column) or "x"
    new = (
        bytes([old[0] ^ 1]) + old[1:]
        if isinstance(old, bytes)
        else chr(ord(old[0]) ^ 1) + old[1:]
    )
    with connection.cursor() as cursor:
        cursor.execute(f'DROP TRIGGER "{table}_fixed"')
        cursor.execute(
            f'UPDATE {table} SET "{column}" = %s WHERE id = %s',
            [new, row.pk.hex],
        )
    done = run(audit.command, "verify", "--firm", log[0].firm.name)
    assert done.exit_code == 1
    assert f"BROKEN at number 3, row {row.pk}" in done.output


@pytest.mark.feature("F235")
def test_no_row_can_be_changed_or_removed_while_the_guard_stands(log):
    from django.db import IntegrityError, transaction

    for harm in (
        lambda: Event.objects.filter(pk=log[1].pk).update(place="x"),
        lambda: Event.objects.filter(pk=log[1].pk).update(hash="0" * 64),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            harm()


@pytest.mark.feature("F235", "F241")
def test_the_log_is_exported_oldest_first_with_its_words(log):
    rows = [
        json.loads(line) for line in run(audit.command, "export").output.splitlines()
    ]
    assert [row["n"] for row in rows] == [*range(1, len(log) + 1)]
    assert rows[-1]["words"]["changes"]["name"] == ["Harbor Law 3", "Harbor Law 4"]


def test_a_firm_that_is_not_there_is_said_to_be_missing(log):
    done = run(audit.command, "verify", "--firm", "Nobody")
    assert done.exit_code == 1 and "There is no firm" in done.output


def test_jobs_are_listed_and_tried_again_only_when_named(log):
    assert "No job is given up" in run(jobs.command, "list").output
    assert run(jobs.command, "retry").exit_code == 2
    assert "0 in the queue again" in run(jobs.command, "retry", "--all").output


@pytest.mark.feature("F235")
def test_what_an_operator_does_at_the_server_stands_in_the_log(log, harbor, rival):
    for firm in (harbor, rival, None):
        given_up(firm)
    assert "3 in the queue again" in run(jobs.command, "retry", "--all").output
    run(audit.command, "export", "--firm", harbor.name)
    for firm, kinds in (
        (harbor, ["job.retried", "log.exported"]),
        (rival, ["job.retried"]),
    ):
        with inside(firm):
            done = Event.objects.filter(role="operator").order_by("at", "pk")
            assert [event.kind for event in done] == kinds
            assert {event.place for event in done} == {"server"}
            assert "Operator" in words_of(firm, [*done])[done[0].pk]["who"]


def test_a_job_asked_for_again_by_another_is_not_counted(log, harbor):
    job = given_up(harbor)
    assert run(jobs.command, "retry", str(job.pk)).exit_code == 0
    second = run(jobs.command, "retry", str(job.pk))
    assert (second.exit_code, second.output) == (1, "0 in the queue again.\n")
    assert run(jobs.command, "retry", str(new_id())).exit_code == 1
