"""Whoever writes into the log behind our back is found out, whatever they wrote."""

import json

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection
from django.utils.translation import override

from harborlight.config.commands import audit
from harborlight.firm.actions import change_firm, prove_log
from harborlight.firm.chain import fingerprint, genesis, verify
from harborlight.firm.chain_rows import sealed_rows
from harborlight.firm.models import Event, EventLog, Notice, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.tenancy import inside
from harborlight.firm.vault.keys import make_firm_key
from harborlight.staff.tests.desk import sign_in, text_of
from tests.cast import join

EVENTS, LOGS = Event._meta.db_table, EventLog._meta.db_table
ON_SQLITE = "sqlite"


@pytest.fixture
def ines(harbor):
    return join(harbor, "Ines", Role.FIRM_ADMINISTRATOR)


@pytest.fixture
def log(harbor, clock, pat):
    # More than nine: in the order of texts, the tenth comes before the second.
    for n in range(9):
        change_firm(pat, harbor, name=f"Harbor Law {n}")
    keep_up_in(harbor)
    return [*Event.objects.order_by("n")]


@pytest.fixture
def write(log):
    """What somebody with the database in their hands could do."""
    with connection.cursor() as cursor:
        if connection.vendor == ON_SQLITE:
            cursor.execute(f'DROP TRIGGER "{EVENTS}_fixed"')
            cursor.execute(f'DROP TRIGGER "{EVENTS}_kept"')
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            # The guard is the owner's; a copy that hides the table has none.
            cursor.execute(f"CREATE TEMP TABLE {EVENTS} AS SELECT * FROM {EVENTS}")
        yield lambda *statement: cursor.execute(*statement)
        if connection.vendor == ON_SQLITE:
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def key(row):
    return row.pk.hex if connection.vendor == ON_SQLITE else row.pk


COLUMNS = [field.column for field in Event._meta.concrete_fields]
OF_SQLITE = {
    "letter g": "'g' || substr(%s, 2)",
    "text": "'not this'",
    "no text": "''",
    "bytes": "x'00ff67'",
    "letters that are none": "CAST(x'ff' || 'a' AS text)",
    "same, as another kind": "CASE typeof(%s) WHEN 'blob' THEN CAST(%s AS text) "
    "ELSE CAST(%s AS blob) END",
    "number": "-7",
    "fraction": "2.5",
}
OF_POSTGRES = {
    "id": ["gen_random_uuid()"],
    "user_id": ["gen_random_uuid()", "NULL"],
    "case_id": ["gen_random_uuid()"],
    "subject_id": ["gen_random_uuid()", "NULL"],
    "cause_id": ["gen_random_uuid()"],
    "at": ["'infinity'", "'-infinity'", "at - interval '4000 years'", "at + '1 us'"],
    "words": ["words || 'x'", "''", "substr(words, 2)"],
    "kind": ["kind || 'x'", "''"],
    "role": ["role || 'x'"],
    "subject_kind": ["''"],
    "place": ["'x'"],
    "hash": ["repeat('0', 64)", "''", "NULL"],
    "n": ["-1", "700"],
}
DAMAGES = (
    [
        pytest.param(
            column,
            damage.replace("%s", f"coalesce({column}, '')"),
            id=f"{column}: {name}",
        )
        for column in COLUMNS
        if column != "firm_id"
        for name, damage in OF_SQLITE.items()
        # Where nothing stands already, nothing is no damage.
        if (column, name) != ("place", "no text")
    ]
    if connection.vendor == ON_SQLITE
    else [
        pytest.param(column, damage, id=f"{column}: {damage}")
        for column, several in OF_POSTGRES.items()
        for damage in several
    ]
)


@pytest.mark.feature("F235")
@pytest.mark.parametrize(("column", "damage"), DAMAGES)
def test_a_damaged_row_is_named_and_the_proof_goes_on_to_the_end(
    log, write, harbor, column, damage
):
    write(f'UPDATE {EVENTS} SET "{column}" = {damage} WHERE id = %s', [key(log[2])])
    proof = verify(harbor)
    assert 3 in [one.n for one in proof.found]
    if column not in ("id", "n"):
        assert [one.event_id for one in proof.found] == [str(log[2].pk)]
    assert proof.events == len(log)
    done = CliRunner().invoke(audit.command, ["verify"])
    assert (done.exit_code, type(done.exception)) == (1, SystemExit)
    assert "BROKEN at number 3" in done.output
    taken = CliRunner().invoke(audit.command, ["export"])
    assert taken.exit_code == 0, taken.exception
    assert len(taken.output.splitlines()) >= len(log)


@pytest.mark.feature("F235")
@pytest.mark.parametrize(("column", "damage"), DAMAGES[::7])
def test_the_page_that_proves_the_log_stands_whatever_the_row_holds(
    log, write, pat, column, damage
):
    write(f'UPDATE {EVENTS} SET "{column}" = {damage} WHERE id = %s', [key(log[2])])
    page = text_of(sign_in(pat).post("/staff/office/log/prove/", follow=True))
    assert "The log was changed" in page
    assert Event.objects.filter(kind="log.broken").count() == 1


@pytest.mark.feature("F235")
def test_every_damaged_row_is_named_not_only_the_first(log, write, harbor):
    for row in (log[1], log[4]):
        write(f"UPDATE {EVENTS} SET place = 'x' WHERE id = %s", [key(row)])
    write(f"DELETE FROM {EVENTS} WHERE id = %s", [key(log[3])])
    done = CliRunner().invoke(audit.command, ["verify"])
    assert f"BROKEN at number 2, row {log[1].pk}" in done.output
    assert "BROKEN at number 4: number 4 is missing" in done.output
    assert f"row {log[2].pk}" not in done.output


def test_a_row_that_cannot_be_read_is_taken_out_as_far_as_it_can(log, write):
    if connection.vendor != ON_SQLITE:
        pytest.skip("PostgreSQL keeps out what is of another kind")
    write(f"UPDATE {EVENTS} SET user_id = 'gone' WHERE id = %s", [key(log[2])])
    lines = CliRunner().invoke(audit.command, ["export"]).output.splitlines()
    row = json.loads(lines[2])
    assert (row["user"], row["unreadable"], row["kind"]) == (
        "gone",
        ["user_id"],
        log[2].kind,
    )


# --- Where the log ends ---------------------------------------------------------------


def cut(write, log, left):
    """Cut off the last rows, and write where the log ends as if there were none."""
    last = log[left - 1]
    write(f"DELETE FROM {EVENTS} WHERE n > %s", [left])
    write(f"UPDATE {LOGS} SET last_n = %s, last_hash = %s", [left, last.hash])


@pytest.mark.feature("F235")
def test_rows_cut_off_at_the_end_are_missed(log, write, harbor, pat):
    cut(write, log, len(log) - 2)
    done = CliRunner().invoke(audit.command, ["verify"])
    assert done.exit_code == 1
    assert "rows may have been cut off" in done.output
    page = text_of(sign_in(pat).post("/staff/office/log/prove/", follow=True))
    assert "The log was changed" in page and "may have been cut off" in page


@pytest.mark.feature("F235")
def test_why_the_log_is_broken_is_read_in_ones_own_language(log, write, harbor, pat):
    write(f"DELETE FROM {EVENTS} WHERE id = %s", [key(log[1])])
    prove_log(pat)
    User.objects.filter(pk=pat.user_id).update(language="es")
    desk = sign_in(pat)
    desk.cookies[settings.LANGUAGE_COOKIE_NAME] = "es"
    page = text_of(desk.get("/staff/office/log/"))
    assert "falta el número 2; la fila siguiente es el número 3" in page
    assert "is missing" not in page
    with override("es"):
        said = CliRunner().invoke(audit.command, ["verify"]).output
    assert ": ROTO en el número 2: falta el número 2" in said


@pytest.mark.feature("F235")
def test_a_forged_end_is_never_made_good_by_what_happens_next(
    log, write, harbor, clock, ines
):
    cut(write, log, len(log) - 2)
    prove_log(clock)
    keep_up_in(harbor)
    change_firm(ines, harbor, name="Another day")
    keep_up_in(harbor)
    assert not Event.objects.filter(n__isnull=True).exists()
    found = [one.why for one in verify(harbor).found]
    assert "may have been cut off" in found[-1]
    found = Event.objects.get(kind="log.broken")
    assert Notice.objects.filter(event_id=found.pk, user_id=ines.user_id).exists()


@pytest.mark.feature("F235")
def test_a_log_that_was_written_anew_is_found_out(log, write, harbor):
    write(f"UPDATE {EVENTS} SET place = 'x' WHERE id = %s", [key(log[2])])
    before = genesis(harbor)
    for row, _end in [*sealed_rows(harbor)]:
        before = fingerprint(before, row.n, row.said, row.words)
        write(f"UPDATE {EVENTS} SET hash = %s WHERE n = %s", [before, row.n])
    write(f"UPDATE {LOGS} SET last_hash = %s", [before])
    assert "written anew" in verify(harbor).broken.why


@pytest.mark.parametrize(
    "harm",
    [
        f"DELETE FROM {LOGS}",
        f"UPDATE {LOGS} SET seal = ''",
        f"UPDATE {LOGS} SET seal = '99999999999999999999:00'",
        f"UPDATE {LOGS} SET seal = 'x' || substr(seal, 2)",
        f"UPDATE {LOGS} SET last_hash = 'x'",
        f"UPDATE {LOGS} SET last_n = 2",
        *(
            [
                f"UPDATE {LOGS} SET last_n = 'many'",
                f"UPDATE {LOGS} SET last_hash = x'ff'",
                f"UPDATE {LOGS} SET seal = x'ff'",
                f"UPDATE {LOGS} SET sealed_at = 'once', seal = ''",
            ]
            if connection.vendor == ON_SQLITE
            else []
        ),
    ],
)
@pytest.mark.feature("F235")
def test_a_lost_or_changed_end_is_told_on_the_page_and_by_the_command(
    log, write, pat, harm
):
    write(harm)
    assert "BROKEN" in CliRunner().invoke(audit.command, ["verify"]).output
    assert CliRunner().invoke(audit.command, ["export"]).exit_code == 0
    page = text_of(sign_in(pat).post("/staff/office/log/prove/", follow=True))
    assert "The log was changed" in page
    assert Event.objects.filter(kind="log.broken").count() == 1


def test_a_log_that_cannot_be_sealed_stops_no_other(log, write, pat, rival):
    write(f"DELETE FROM {LOGS} WHERE firm_id = %s", [key(pat.firm)])
    change_firm(pat, pat.firm, name="Later")
    assert keep_up_in(pat.firm) > 0
    with inside(rival):
        keep_up_in(rival)
        assert verify(rival).broken is None
    assert verify(pat.firm).broken is not None


@pytest.mark.feature("F237")
def test_the_end_stays_sealed_when_keys_are_replaced(log, harbor, pat):
    make_firm_key(harbor)
    assert verify(harbor).broken is None
    change_firm(pat, harbor, name="Under another key")
    keep_up_in(harbor)
    assert verify(harbor).broken is None
    assert EventLog.objects.get().seal.startswith("2:")


def test_the_end_of_one_firm_is_not_another_firms(log, write, harbor, rival):
    with inside(rival):
        keep_up_in(rival)
        seal = EventLog.objects.get().seal
    write(f"UPDATE {LOGS} SET seal = %s WHERE firm_id = %s", [seal, key(harbor)])
    assert verify(harbor).broken is not None
