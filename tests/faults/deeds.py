"""The ten steps of a case, each killed at its steps: python -m tests.faults.deeds.

Prints, for every deed, what stayed of it after a kill, and what all of it is. With
--all every step is a place to die at, else a few of them: on PostgreSQL, where a kill
costs most, every third deed dies, at its first step and those around the end. Where files lie in a bucket, a deed dies
before and after each call of it.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import chain, count
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import django
from django.conf import settings

django.setup()

from harborlight.billing.actions import (  # noqa: E402
    approve_withdrawal,
    ask_withdrawal,
    issue_invoice,
    start_payment,
)
from harborlight.billing.jobs import hear_of, settle_payment  # noqa: E402
from harborlight.billing.models import Invoice, Payment, Withdrawal  # noqa: E402
from harborlight.billing.queries import holding  # noqa: E402
from harborlight.cases.actions import invite_party  # noqa: E402
from harborlight.cases.models import Case, Party  # noqa: E402
from harborlight.config.demo.checking import certify  # noqa: E402
from harborlight.documents.actions import (  # noqa: E402
    About,
    Checked,
    accept_version,
    receive_document,
    return_version,
)
from harborlight.documents.queries import asked, to_review  # noqa: E402
from harborlight.filings.actions import (  # noqa: E402
    approve_form,
    attach_notice,
    fill_form,
    record_receipt,
    record_sent,
    send_form_back,
)
from harborlight.filings.models import FilledForm, NeededForm  # noqa: E402
from harborlight.filings.queries import filings  # noqa: E402
from harborlight.firm import working  # noqa: E402
from harborlight.firm.actor import Actor  # noqa: E402
from harborlight.firm.clock import now, running_from  # noqa: E402
from harborlight.firm.ids import new_id  # noqa: E402
from harborlight.firm.models import Event, Job, StoredFile, Upload, User  # noqa: E402
from harborlight.firm.readers import keep_up  # noqa: E402
from harborlight.firm.tenancy import everywhere  # noqa: E402
from harborlight.firm.vault.incoming import (  # noqa: E402
    SealedUpload,
    arrived_file,
    remove_left_behind,
)
from harborlight.firm.vault.uploads import remove_untaken  # noqa: E402
from harborlight.outside.payments import Asked, processor, sandbox  # noqa: E402
from harborlight.outside.storage import storage  # noqa: E402
from harborlight.people.actions import check_conflicts, open_account  # noqa: E402
from harborlight.people.invitations import find  # noqa: E402
from harborlight.people.models import ConflictCheck  # noqa: E402
from harborlight.questionnaires.actions import (  # noqa: E402
    answer,
    begin_entry,
    enter_answers,
    finish_questionnaire,
    reopen_questionnaire,
)
from harborlight.questionnaires.definition import Loop  # noqa: E402
from harborlight.questionnaires.queries import page, sent_to, standing  # noqa: E402
from harborlight.trust.queries import trust_ledgers  # noqa: E402
from harborlight.workflow.actions import (  # noqa: E402
    asked_about,
    bill_case,
    hand_over,
    invite_to_portal,
    take_back,
    take_on,
    turn_down,
)
from harborlight.workflow.models import HandedOver  # noqa: E402
from harborlight.workflow.queries import course_of, get_playbook  # noqa: E402
from tests.browser.found import main as found_the_firm  # noqa: E402
from tests.faults import papered  # noqa: E402
from tests.faults.dying import (  # noqa: E402
    child,
    done,
    in_a_bucket,
    kill_at_steps,
    tried,
)
from tests.faults.playing import behind_a_door, firm, who  # noqa: E402
from tests.whole_case import (  # noqa: E402
    MARIA,
    OMAR,
    _answer_page,
    accept_papers,
    answer_everything,
    family,
    send_papers,
)

ON = date(2026, 6, 15)
NEWCOMERS = {"petitioner": MARIA, "beneficiary": OMAR}
PLAYBOOK = "practice-spouse"
NUMBER = "IOE0912345678"
# Seconds ahead: older than that is every file there is, the newest too.
NOT_YET = 60


def _nothing() -> None:
    return None


@dataclass(frozen=True)
class Deed:
    """prepare: what stands before it, done undisturbed; it tells the deed what it needs.

    is_alike: another one is written in the same way; it dies where everything is tried.
    """

    name: str
    act: Callable[[Any], Any]
    prepare: Callable[[], Any] = _nothing
    is_alike: bool = False


def case() -> Case:
    return Case.objects.get()


def sent_of(client: Actor, part: str) -> Any:
    return next(s for s in sent_to(client, case()) if s.party.part == part)


# --- The deeds, in their order ------------------------------------------------


def check() -> Any:
    course = get_playbook(who("Ada"), PLAYBOOK)
    return check_conflicts(who("Ada"), asked=asked_about(course, NEWCOMERS)).pk


def open_the_case(check_id: Any) -> None:
    ada = who("Ada")
    take_on(
        ada,
        get_playbook(ada, PLAYBOOK),
        check=ConflictCheck.objects.get(pk=check_id),
        newcomers=NEWCOMERS,
        lead=User.objects.get(pk=ada.user_id),
        reason="Nobody the firm knows.",
    )


def hand_it_over() -> Any:
    """Paul asks a lawyer about people whom the firm knows by now."""
    paul = who("Paul")
    course = get_playbook(paul, PLAYBOOK)
    found = check_conflicts(paul, asked=asked_about(course, NEWCOMERS))
    typed = [("petitioner-family_name", MARIA.family_name)]
    return hand_over(paul, course, check=found, typed=typed).pk, check()


def turn_it_down(given: Any) -> None:
    handed_id, check_id = given
    turn_down(
        who("Ada"),
        ConflictCheck.objects.get(pk=check_id),
        reason="We act for the other side.",
        handed=HandedOver.objects.get(pk=handed_id),
    )


def take_it_back(given: Any) -> None:
    take_back(who("Paul"), HandedOver.objects.get(pk=given[0]))


def invite(_: Any) -> None:
    invite_to_portal(who("Ada"), Party.objects.filter(case=case()))


def a_link(part: str = "petitioner") -> str:
    return invite_party(who("Ada"), Party.objects.get(case=case(), part=part))


def join(link: str) -> None:
    invitation = find(link, now())
    user = User(
        id=new_id(),
        email=invitation.email,
        name=invitation.person.full_name,
        language="en",
    )
    # For a passkey: stretching a password takes longer than all the rest.
    open_account(Actor.clock(firm()), invitation, user=user, password=None)


def answer_a_page(_: Any) -> None:
    maria = who("María")
    stands = standing(maria, sent_of(maria, "petitioner"))
    step = stands.progress.next
    _answer_page(maria, stands, page(maria, stands, step.screen, step.entry), family())


def answer_about_two(_: Any) -> None:
    """One page may ask about both of a couple."""
    maria = who("María")
    answer(
        maria,
        sent_of(maria, "petitioner"),
        screen="",
        answers={
            "petitioner.contact.phone_day": "+12135550199",
            "beneficiary.contact.phone_day": "+12135550198",
        },
    )


def add_an_entry(_: Any) -> None:
    maria = who("María")
    sent = sent_of(maria, "petitioner")
    sections = standing(maria, sent).definition.of_party("petitioner")
    loops = (step for one in sections for step in one.steps if isinstance(step, Loop))
    begin_entry(maria, sent, next(loops))


def enter_at_the_desk(_: Any) -> None:
    """One more job, whose answers staff type in one go."""
    enter_answers(
        who("Paul"),
        case(),
        group="petitioner.jobs",
        values={
            "petitioner.jobs[].employer": "Bay Bakery",
            "petitioner.jobs[].city": "Oakland",
        },
        over={},
    )


def send_a_file(_: Any) -> None:
    """As a form without a script sends it: sealed while it is read, then kept."""
    sent = SealedUpload("passport.jpg", "image/jpeg")
    sent.add(b"a passport" * 1000)
    sent.complete()
    files, actor = {"file": sent}, who("María")
    request = SimpleNamespace(FILES=files, POST={}, META={}, actor=actor)
    arrived_file(request, case().pk)


def a_file() -> None:
    send_a_file(None)


def _newest_file() -> Checked:
    upload = Upload.objects.filter(taken_at__isnull=True).latest("begun_at")
    return Checked(upload.file, upload.name, "jpg", 1)


def receive(_: Any) -> None:
    maria = who("María")
    request = next(o.request for o in asked(maria, case()) if o.waits_for_client)
    receive_document(maria, request, checked=_newest_file(), about=About(country="SV"))


def accept(_: Any) -> None:
    accept_version(who("Paul"), to_review(who("Paul")).filter(case=case())[0])


def a_paper() -> None:
    a_file()
    receive(None)


def send_back(_: Any) -> None:
    return_version(
        who("Paul"),
        to_review(who("Paul")).filter(case=case())[0],
        reason="cut off",
        comment="The left edge is missing. Please take it again.",
    )


def all_but_the_last_word() -> None:
    """María answered all that she is asked, and may still change it."""
    maria = who("María")
    answer_everything(maria, sent_of(maria, "petitioner").pk, family())
    reopen_questionnaire(who("Paul"), sent_of(maria, "petitioner"))


def finish(_: Any) -> None:
    finish_questionnaire(who("María"), sent_of(who("María"), "petitioner"))


def the_rest_of_the_answers() -> None:
    join(a_link("beneficiary"))
    answer_everything(who("Omar"), sent_of(who("Omar"), "beneficiary").pk, family())
    for name in ("María", "Omar"):
        send_papers(who(name), case())
    accept_papers(who("Paul"), case())


def fill(_: Any) -> None:
    fill_form(who("Paul"), NeededForm.objects.order_by("position")[0])


def fill_the_rest() -> None:
    for needed in NeededForm.objects.order_by("position")[1:]:
        fill_form(who("Paul"), needed)


def send_the_form_back(_: Any) -> None:
    filled = FilledForm.objects.filter(state="prepared")[0]
    send_form_back(who("Ada"), filled, comment="The maiden name is missing.")


def fill_it_again() -> None:
    for needed in NeededForm.objects.order_by("position")[:1]:
        fill_form(who("Paul"), needed)


def approve(_: Any) -> None:
    approve_form(
        who("Ada"), FilledForm.objects.filter(state="prepared")[0], despite_open=True
    )


def approve_the_rest() -> None:
    for filled in FilledForm.objects.filter(state="prepared"):
        approve_form(who("Ada"), filled, despite_open=True)
    send_a_file(None)


def sign_the_rest() -> None:
    for name in ("María", "Omar"):
        send_papers(who(name), case())
    accept_papers(who("Paul"), case())
    certify_it()


def certify_it() -> None:
    paul = who("Paul")
    certify(paul, who("Ada"), filings(paul, case()).get(), on=ON)


def send_it(_: Any) -> None:
    paul = who("Paul")
    record_sent(paul, filings(paul, case()).get(), on=ON, channel="paper")


def receipt(_: Any) -> None:
    paul = who("Paul")
    record_receipt(
        paul,
        filings(paul, case()).get(),
        number=NUMBER,
        again=NUMBER,
        on=ON,
        notice=_newest_file(),
    )


def attach(_: Any) -> None:
    paul = who("Paul")
    filing = filings(paul, case()).get()
    attach_notice(paul, filing, notice=_newest_file(), over=filing.notice_seen)


def bill(_: Any) -> None:
    bill_case(who("Ada"), case(), course_of(who("Ada"), case()))


def issue(_: Any) -> None:
    issue_invoice(who("Ada"), Invoice.objects.get())


def begin_to_pay(_: Any) -> None:
    reference = processor().new_reference()
    start_payment(who("María"), Invoice.objects.get(), reference=reference)


def of_this_page() -> str:
    """What a page to ask on is known by, however often it is sent."""
    return f"{uuid4()}"


def ask_for_trust_money(once: str) -> None:
    ben = who("Ben")
    held = trust_ledgers(ben, case())[0].account
    ask_withdrawal(
        ben,
        held,
        purpose="government fee",
        cents=held.cents,
        line=holding(ben, held).only_meant(held.cents),
        payee="USCIS",
        why="Fee",
        once=once,
    )


def agree(_: Any) -> None:
    approve_withdrawal(who("Ada"), Withdrawal.objects.get())


DEEDS = (
    Deed("open a case", open_the_case, check),
    Deed("turn down what was handed over", turn_it_down, hand_it_over),
    Deed("take back what was handed over", take_it_back, hand_it_over),
    Deed("invite", invite),
    Deed("accept an invitation", join, a_link),
    Deed("answer", answer_a_page),
    Deed("answer about two", answer_about_two),
    Deed("add an entry", add_an_entry),
    Deed("finish the questions", finish, all_but_the_last_word),
    Deed("enter answers at the desk", enter_at_the_desk),
    Deed("send a file", send_a_file),
    Deed("receive a document", receive, a_file),
    Deed("accept it", accept),
    Deed("send a paper back", send_back, a_paper),
    Deed("write of a paper", papered.write_of_it, a_paper, is_alike=True),
    Deed("keep what was read", papered.read_it, is_alike=True),
    Deed("finish a packet", papered.finish_it, papered.a_packet),
    Deed("split a file", papered.split_it),
    Deed("fill", fill, the_rest_of_the_answers),
    Deed("send a form back", send_the_form_back, fill_the_rest),
    Deed("approve", approve, fill_it_again),
    Deed("sign", receive, approve_the_rest),
    Deed("record sent", send_it, sign_the_rest),
    Deed("record receipt", receipt, a_file),
    Deed("attach a notice", attach, a_file),
    Deed("bill", bill),
    Deed("issue", issue),
    Deed("begin to pay", begin_to_pay),
)
# Of what the client paid into trust.
DEEDS_ONCE_PAID = (
    Deed("ask for trust money", ask_for_trust_money, of_this_page),
    Deed("agree to it", agree),
)


# --- Killing them -------------------------------------------------------------


def places_to_die(steps: int, everything: bool) -> Iterator[int]:
    """Each step, or a few and those around the end, where it is written."""
    if in_a_bucket():
        yield from range(1, steps + 20)
        return
    near = max(1, steps - 4)
    sparse = near if settings.ON_POSTGRES else near // 2
    yield from range(1, near, 1 if everything else max(1, sparse))
    yield from range(near, steps + 20)


def tell(number: int, deed: Deed, everything: bool) -> dict[str, Any]:
    given = done(behind_a_door(deed.prepare))

    @behind_a_door
    def act() -> None:
        deed.act(given)

    steps, whole = tried(act)
    is_third = settings.ON_POSTGRES and number % 3 != 1
    spared = not everything and (deed.is_alike or is_third)
    places = [steps * 10] if spared else places_to_die(steps, everything)
    seen = kill_at_steps(act, places)
    if not seen.changes:
        seen.changes.append({"raised": seen.last.trace})
    return {
        "deed": deed.name,
        "steps": steps,
        "kills": seen.kills,
        "spared": bool(spared),
        "whole": whole,
        "stayed": seen.changes,
    }


# --- The payment: a job of the worker's ---------------------------------------


@behind_a_door
def hear_of_the_payment() -> None:
    """The payer paid at the processor's page, whose notice came."""
    payment = Payment.objects.get()
    processor().begin(
        Asked(payment.reference, payment.cents, payment.trust_cents, "fees", "/")
    )
    sandbox().decide(payment.reference, "pay")
    hear_of(payment.reference)


def work(later: int = 0) -> None:
    """What a worker does with its jobs, so many leases later."""
    with running_from(now() + timedelta(seconds=200 * later)):
        while jobs := working.claim():
            for job in jobs:
                working.run(job)


def heard_and_paid() -> None:
    done(hear_of_the_payment)
    done(work)


def pay(everything: bool) -> dict[str, Any]:
    """The processor's word is heard, and the job is killed at its steps.

    So is then the job that prints the receipt.
    """
    done(hear_of_the_payment)
    kills = _worker_killed(everything)
    done(keep_up)
    return {"kills": kills, "print kills": _worker_killed(everything), **done(_money)}


def _worker_killed(everything: bool) -> int:
    """The worker, killed until its jobs are done; how often."""
    sparse = settings.ON_POSTGRES and not everything
    # The last of them, where all is written, are tried in any case.
    steps = chain(range(1, 60, 4), count(60)) if sparse else count(1)
    for kills, n in enumerate(steps):
        end = child(partial(work, n), dies_at=n)
        if not end.killed:
            assert not end.raised, end.trace
            return kills
        done(_attempts_forgotten)
    raise AssertionError


def _attempts_forgotten() -> None:
    """Here it is the worker that dies, far more often than a job may fail."""
    with everywhere("a test kills a worker many times"):
        Job.objects.update(attempts=0)


@behind_a_door
def _money() -> dict[str, Any]:
    from harborlight.billing.models import Receipt

    paid = Payment.objects.get()
    return {
        "state": paid.state,
        "receipts": Receipt.objects.count(),
        "papers": Receipt.objects.filter(file__isnull=False).count(),
        "paid": Event.objects.filter(kind="payment.posted").count(),
        "invoice": Invoice.objects.get().state,
        "jobs": [*Job.objects.values_list("task", "state")],
    }


@behind_a_door
def _entries() -> int:
    """The sum of all the books: nothing, whatever was killed."""
    from harborlight.trust.models import Entry

    return sum(Entry.objects.values_list("cents", flat=True))


@behind_a_door
def exact_timeline() -> list[int]:
    """Every sealed event the client sees has one line; every number is there once."""
    from harborlight.cases.models import TimelineEntry
    from harborlight.firm.events import KINDS

    rows = Event.objects.filter(n__isnull=False, case_id__isnull=False)
    seen = sum(KINDS[kind].client_sees for kind in rows.values_list("kind", flat=True))
    numbers = [*Event.objects.filter(n__isnull=False).values_list("n", flat=True)]
    return [
        TimelineEntry.objects.count() - seen,
        len(numbers) - max(numbers),
        len(numbers) - len(set(numbers)),
    ]


@behind_a_door
def ten_jobs() -> None:
    for _ in range(10):
        settle_payment.enqueue("nothing")


# --- What they leave behind ---------------------------------------------------


def clean() -> dict[str, int]:
    """What the schedule's cleaning leaves of the files that nobody knows."""
    left = done(_strays)
    done(remove_all_left_behind)
    return {"left by the killed": len(left), "left by the cleaning": len(done(_strays))}


@behind_a_door
def remove_all_left_behind() -> None:
    with running_from(now() + timedelta(days=2)):
        remove_untaken(Actor.clock(firm()))
    with everywhere("a test cleans as the schedule does"):
        remove_left_behind(seconds=-NOT_YET)


@behind_a_door
def _strays() -> list[str]:
    here = {*storage().older_than(-NOT_YET, "")}
    return sorted(here - {file.key for file in StoredFile.objects.all()})


@behind_a_door
def _missing() -> list[str]:
    return [f.key for f in StoredFile.objects.all() if not storage().length(f.key)]


def main() -> None:
    everything = "--all" in sys.argv[1:]
    done(found_the_firm)
    told = [tell(number, deed, everything) for number, deed in enumerate(DEEDS)]
    paid = pay(everything)
    told += [tell(1, deed, everything) for deed in DEEDS_ONCE_PAID]
    found = {"deeds": told, "paid": paid, "entries": done(_entries)}
    print(json.dumps(found | {"missing": done(_missing), **clean()}))


if __name__ == "__main__":
    main()
