"""When something happens, if it is so, then this: once, in the log, and never in a circle."""

from __future__ import annotations

from datetime import timedelta

import pytest

from harborlight.automation.actions import (
    ChangedMeanwhile,
    Met,
    NotYet,
    begin_automation,
    change_draft,
    publish_automation,
    turn_off,
)
from harborlight.automation.checking import doing_the_same
from harborlight.automation.deeds import DEEDS
from harborlight.automation.jobs import run_on_days
from harborlight.automation.jobs.reading import MOST_DEPTH, run
from harborlight.automation.models import Automation, Firing
from harborlight.automation.queries import firings
from harborlight.automation.rule import If, Rule, Then, When
from harborlight.automation.trying import try_out
from harborlight.automation.vocabulary import TRIGGERS
from harborlight.billing.models import Invoice, Line
from harborlight.cases.actions import put_on_team, raise_wall
from harborlight.cases.queries import timeline
from harborlight.deadlines.actions import set_deadline
from harborlight.documents.actions import request_document
from harborlight.documents.models import Request
from harborlight.documents.queries import asked
from harborlight.firm.acting import acting
from harborlight.firm.clock import now, standing_at, today
from harborlight.firm.events import KINDS
from harborlight.firm.models import Event, Notice, User
from harborlight.firm.readers import keep_up_in
from harborlight.firm.words import sentence
from harborlight.packets import events as packet_events
from harborlight.tasks.models import Task
from tests.whole_case import begin, furnish

WORDS = {"en": "Please look.", "es": "Por favor, mire."}
TELL = Then("notice", role="paralegal", words=WORDS)


@pytest.fixture
def case(clock, ada, paul):
    furnish(clock)
    found = begin(ada).case
    put_on_team(ada, found, user=User.objects.get(pk=paul.user_id), part="paralegal")
    keep_up_in(clock.firm)
    return found


@pytest.fixture
def automate(pat):
    def automate(name, when, *thens, ifs=()):
        rule = Rule(when, tuple(ifs), thens)
        made = begin_automation(pat, name=name, rule=rule)
        publish_automation(pat, made, seen=0)
        return made

    return automate


def ask_for(actor, case, kind="passport"):
    person = asked(actor, case)[0].request.person
    title = {"en": "Passport", "es": "Pasaporte"}
    return request_document(actor, case, person=person, kind=kind, title=title)


def told(actor):
    return Notice.objects.filter(user=actor.user_id, kind="automation.notice").count()


def test_every_list_is_of_things_that_exist():
    assert {*TRIGGERS} <= {*KINDS}
    assert {kind for deed in DEEDS.values() for kind in deed.causes} <= {*KINDS}


@pytest.mark.feature("F139", "F144")
def test_an_event_has_somebody_of_the_team_told_once(clock, case, automate, ada, paul):
    made = automate("Asked", When("event", kind="document.requested"), TELL)
    ask_for(ada, case)
    keep_up_in(clock.firm)
    keep_up_in(clock.firm)
    assert (told(paul), told(ada)) == (1, 0)
    row = firings(clock, made).get()
    assert (row.outcome, row.so, row.did[0][0]) == ("done", [], "done")


@pytest.mark.feature("F139")
def test_what_is_not_so_does_nothing_and_says_which_condition(
    clock, case, automate, ada, paul
):
    ifs = (If("stage", "is", case.stage), If("language", "is", "fr"))
    made = automate("French", When("event", kind="document.requested"), TELL, ifs=ifs)
    ask_for(ada, case)
    keep_up_in(clock.firm)
    row = firings(clock, made).get()
    assert (row.outcome, row.so, told(paul)) == ("not so", [True, False], 0)


ANSWERED = {
    If("playbook", "is", "i130-spouse"): True,
    If("playbook", "not", "i130-spouse"): False,
    If("language", "is", "es"): True,
    If("team", "is", "paralegal"): True,
    If("team", "is", "finance"): False,
    If("party", "is", "beneficiary"): True,
    If("sensitive", "is", "no"): True,
    If("owed", "below", "1"): True,
    If("days-open", "least", "1"): False,
    If("fact", "filled", name="person sex"): False,
    If("fact", "not", "male", "person sex"): True,
}


@pytest.mark.feature("F139")
def test_each_condition_is_answered_by_the_record(clock, case, pat):
    rule = Rule(When("event", kind="case.opened"), (*ANSWERED,))
    trial = try_out(pat, rule, today(clock.firm.time_zone), now())
    assert [row.so for row in trial.rows] == [[*ANSWERED.values()]]


@pytest.mark.feature("F139")
def test_a_trial_performs_nothing(clock, case, pat, paul):
    rule = Rule(When("event", kind="case.opened"), (), (TELL,))
    before = Event.objects.count()
    trial = try_out(pat, rule, today(clock.firm.time_zone), now())
    assert (len(trial.acting), trial.cases) == (1, 1)
    assert (Event.objects.count(), told(paul)) == (before, 0)


@pytest.mark.feature("F139", "F140")
def test_a_paper_is_asked_for_once_in_a_stage(clock, case, automate, ada):
    paper = asked(ada, case)[0].request
    then = Then("request", party="petitioner", paper=paper.kind)
    made = automate("Papers", When("event", kind="document.client-wrote"), then)
    other = automate("Again", When("event", kind="document.requested"), TELL)
    Request.objects.filter(kind=paper.kind).update(withdrawn_at=now())
    for event in Event.objects.filter(kind="case.opened"):
        run(clock, [(made, case.pk, Met("case.opened", event=event.pk))])
    wanted = Request.objects.filter(kind=paper.kind, withdrawn_at=None)
    assert wanted.count() == 1
    keep_up_in(clock.firm)
    # What followed from an automation says so.
    assert firings(clock, other).get().depth == 1


@pytest.mark.feature("F139")
def test_a_circle_is_refused_before_it_begins(clock, case, automate, pat):
    paper = asked(pat, case)[0].request.kind
    then = Then("request", party="petitioner", paper=paper)
    made = begin_automation(
        pat,
        name="Again and again",
        rule=Rule(When("event", kind="document.requested"), (), (then,)),
    )
    with pytest.raises(NotYet) as refused:
        publish_automation(pat, made, seen=0)
    assert "Again and again → Again and again" in str(refused.value)
    made.refresh_from_db()
    assert (made.is_on, made.number) == (False, 0)


@pytest.mark.feature("F139")
def test_a_circle_through_another_automation_is_refused_too(clock, case, automate, pat):
    paper = asked(pat, case)[0].request.kind
    ask = Then("request", party="petitioner", paper=paper)
    bill = Then("invoice", bill="first")
    automate("Bills", When("event", kind="document.requested"), bill)
    made = begin_automation(
        pat,
        name="Asks",
        rule=Rule(When("event", kind="invoice.drafted"), (), (ask,)),
    )
    with pytest.raises(NotYet) as refused:
        publish_automation(pat, made, seen=0)
    assert "Asks → Bills → Asks" in str(refused.value)


@pytest.mark.feature("F139")
def test_what_follows_from_itself_all_the_same_is_held_back(clock, case, automate, pat):
    """Where the graph cannot see it, the chain of causes does."""
    made = automate("Deep", When("event", kind="document.requested"), TELL)
    events = [*Event.objects.filter(case_id=case.pk)[:2]]
    for event in events:
        met = Met("document.requested", event=event.pk, depth=MOST_DEPTH)
        run(clock, [(made, case.pk, met)])
    rows = firings(clock, made)
    assert [row.outcome for row in rows] == ["held", "held"]
    assert Event.objects.filter(kind="automation.held").count() == 1
    keep_up_in(clock.firm)
    assert Notice.objects.filter(kind="automation.notice").count() == 0
    # Who keeps automations is told, on the team of the case or not.
    assert Notice.objects.filter(user=pat.user_id, kind="automation.held").exists()


@pytest.mark.feature("F139")
def test_a_change_is_a_new_version_and_the_old_one_can_be_read(automate, pat, case):
    made = automate("Asked", When("event", kind="document.requested"), TELL)
    made.refresh_from_db()
    rule = Rule(When("event", kind="document.returned"), (), (TELL,))
    change_draft(pat, made, rule=rule, seen=made.changes)
    with pytest.raises(ChangedMeanwhile):
        change_draft(pat, made, rule=rule, seen=0)
    publish_automation(pat, made, seen=made.changes)
    kinds = [one.definition["when"]["kind"] for one in made.versions.order_by("number")]
    assert kinds == ["document.requested", "document.returned"]


@pytest.mark.feature("F139")
def test_turned_off_closed_or_behind_a_wall_nothing_is_shown(
    clock, case, automate, ada, pat, paul
):
    made = automate("Asked", When("event", kind="document.requested"), TELL)
    raise_wall(ada, case, user=User.objects.get(pk=paul.user_id), reason="His cousin")
    raise_wall(ada, case, user=User.objects.get(pk=pat.user_id), reason="Her cousin")
    ask_for(ada, case)
    keep_up_in(clock.firm)
    # Nobody behind the wall is told; the lead is.
    assert (told(paul), told(ada)) == (0, 1)
    assert (firings(pat, made).count(), firings(clock, made).count()) == (0, 1)
    turn_off(pat, made)
    ask_for(ada, case, "other")
    keep_up_in(clock.firm)
    assert firings(clock, made).count() == 1


def test_a_closed_case_is_left_alone(clock, case, automate, ada):
    made = automate("Closed", When("event", kind="document.requested"), TELL)
    ask_for(ada, case)
    case.closed_on = today(clock.firm.time_zone)
    case.save(update_fields=["closed_on"])
    keep_up_in(clock.firm)
    assert not firings(clock, made).exists()


@pytest.mark.feature("F131", "F137", "F142")
def test_a_day_before_a_deadline_acts_once(clock, case, automate, ada, paul):
    day = today(clock.firm.time_zone)
    made = automate("Three days", When("date", of="deadline", days=3), TELL)
    due = day + timedelta(days=5)
    set_deadline(ada, case, title="Answer", due_on=due, because="Agreed")
    assert run_on_days(clock, day + timedelta(days=1)) == 0
    for _again in range(2):
        run_on_days(clock, day + timedelta(days=3))
    assert (told(paul), firings(clock, made).count()) == (1, 1)


@pytest.mark.feature("F131", "F140")
def test_a_task_is_given_to_whom_the_rules_choose_and_has_its_day(
    clock, case, automate, ada
):
    day = today(clock.firm.time_zone)
    words = {"en": "Call about the answer", "es": "Llame por la respuesta"}
    given = Then("task", role="paralegal", words=words, days=2)
    automate("Three days", When("date", of="deadline", days=3), given)
    due = day + timedelta(days=5)
    set_deadline(ada, case, title="Answer", due_on=due, because="Agreed")
    for _again in range(2):
        run_on_days(clock, day + timedelta(days=2))
    (row,) = [one for one in Task.objects.filter(case=case) if one.titles == words]
    assert (row.role, row.due_on) == ("paralegal", day + timedelta(days=2))


@pytest.mark.feature("F145")
def test_a_case_that_stands_too_long_and_a_client_who_is_silent(
    clock, case, automate, paul
):
    stands = automate("Stuck", When("stage", stage=case.stage, days=5), TELL)
    silent = automate("Silent", When("silence", whose="client", days=7), TELL)
    day = today(clock.firm.time_zone)
    found = []
    for ahead in (4, 5, 6, 7, 8):
        with standing_at(now() + timedelta(days=ahead)):
            run_on_days(clock, day + timedelta(days=ahead))
        found.append((firings(clock, stands).count(), firings(clock, silent).count()))
    assert found == [(0, 0), (1, 0), (1, 0), (1, 1), (1, 1)]


@pytest.mark.feature("F149")
def test_a_packet_that_is_complete_has_the_filing_fees_drafted(
    clock, case, automate, ada, pat
):
    made = automate(
        "Fees", When("event", kind="packet.certified"), Then("invoice", bill="filing")
    )
    for sha in ("a", "b"):
        with acting(ada, packet_events.CERTIFIED, case) as event:
            event.say(name="Packet", words="All there", sha256=sha)
    keep_up_in(clock.firm)
    invoice = Invoice.objects.get(case=case)
    lines = Line.objects.filter(invoice=invoice)
    assert invoice.state == "draft" and {one.kind for one in lines} == {
        "government fee"
    }
    codes = [row.did[0][0] for row in firings(clock, made).order_by("at")]
    assert codes == ["done", "no-bill"]


@pytest.mark.feature("F139")
def test_others_that_do_the_same_are_named(automate, pat, case):
    automate("One", When("event", kind="document.requested"), TELL)
    made = begin_automation(pat, name="Two")
    rule = Rule(When("event", kind="document.requested"), (), (TELL,))
    assert doing_the_same(pat, made, rule) == ["One"]
    assert Automation.objects.count() == 2 and not Firing.objects.exists()


@pytest.mark.feature("F139")
def test_a_client_reads_a_message_and_a_stage_is_only_offered(
    clock, case, automate, ada, maria
):
    person = asked(ada, case)[0].request.person
    person.login = User.objects.get(pk=maria.user_id)
    person.save()
    automate(
        "Thanks",
        When("event", kind="document.requested"),
        Then("message", words=WORDS),
        Then("stage", stage="review"),
        Then("stage", stage=case.stage),
    )
    ask_for(ada, case)
    for _again in range(2):  # what was read, then what was done
        keep_up_in(clock.firm)
    said = [
        sentence(one.event.kind, one.words, for_client=True)
        for one in timeline(maria, case)
    ]
    assert "Please look." in said
    case.refresh_from_db()
    assert case.stage == "intake"
    offered = Notice.objects.filter(kind="automation.stage-offered")
    assert {*offered.values_list("user", flat=True)} >= {ada.user_id}
    row = firings(clock).get()
    assert [code for code, _made in row.did] == ["done", "done", "same-stage"]
    assert row.outcome == "partly"
