"""Two who do the same thing at the same moment: python -m tests.faults.meeting.

Prints for each meeting how both ended, and what stands in the record afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import django

django.setup()

from harborlight.billing.actions import (  # noqa: E402
    add_government_fee,
    approve_withdrawal,
    ask_withdrawal,
    draft_invoice,
    drop_draft,
    issue_invoice,
    record_payment,
    start_payment,
)
from harborlight.billing.models import (  # noqa: E402
    Invoice,
    Line,
    Payment,
    Receipt,
    Withdrawal,
)
from harborlight.billing.queries import holding  # noqa: E402
from harborlight.config import schedule  # noqa: E402
from harborlight.documents.actions import (  # noqa: E402
    About,
    accept_version,
    receive_document,
)
from harborlight.documents.models import MadeFrom, Reading, Version  # noqa: E402
from harborlight.documents.queries import asked, to_review  # noqa: E402
from harborlight.filings.actions import (  # noqa: E402
    approve_form,
    record_receipt,
    record_sent,
)
from harborlight.filings.models import FilledForm  # noqa: E402
from harborlight.filings.queries import filings  # noqa: E402
from harborlight.firm import working  # noqa: E402
from harborlight.firm.actor import Actor  # noqa: E402
from harborlight.firm.clock import now, standing_at  # noqa: E402
from harborlight.firm.ids import new_id  # noqa: E402
from harborlight.firm.models import Event, Job, Membership, User  # noqa: E402
from harborlight.firm.readers import keep_up  # noqa: E402
from harborlight.firm.tenancy import everywhere  # noqa: E402
from harborlight.packets.models import Build  # noqa: E402
from harborlight.packets.models import Part as Parted  # noqa: E402
from harborlight.people.actions import open_account  # noqa: E402
from harborlight.people.invitations import find  # noqa: E402
from harborlight.people.models import ConflictCheck, Person  # noqa: E402
from harborlight.trust.models import Book, Journal  # noqa: E402
from harborlight.trust.queries import balance, trust_ledgers  # noqa: E402
from harborlight.workflow.actions import take_back, turn_down  # noqa: E402
from harborlight.workflow.models import HandedOver  # noqa: E402
from tests.browser.found import main as found_the_firm  # noqa: E402
from tests.faults import deeds, papered  # noqa: E402
from tests.faults.deeds import ON, case  # noqa: E402
from tests.faults.dying import at_once, done  # noqa: E402
from tests.faults.playing import behind_a_door, firm, who  # noqa: E402

told: dict[str, Any] = {}


def meet(
    name: str,
    opens: list[Callable[[], Callable[[], Any]]],
    kept: Callable[[], Any],
) -> None:
    """What both come back with, and what is kept; each behind a door of their own."""

    def opened(one: Callable[[], Callable[[], Any]]) -> Callable[[], Callable[[], Any]]:
        return lambda: behind_a_door(behind_a_door(one)())

    ends = at_once([opened(one) for one in opens])
    told[name] = {
        "ends": sorted(end.raised or "done" for end in ends),
        "words": [end.words for end in ends if end.raised],
        "kept": done(behind_a_door(kept)),
    }


def happened(kind: str) -> int:
    return Event.objects.filter(kind=kind).count()


def play(*names: str) -> None:
    """Those deeds, undisturbed, each with what stands before it."""
    for deed in deeds.DEEDS:
        if deed.name in names:
            given = done(behind_a_door(deed.prepare))
            done(behind_a_door(lambda deed=deed, given=given: deed.act(given)))


def prepare(name: str) -> Any:
    deed = next(deed for deed in deeds.DEEDS if deed.name == name)
    return done(behind_a_door(deed.prepare))


def both_join() -> None:
    link = prepare("accept an invitation")

    def guest() -> Callable[[], Any]:
        invitation = find(link, now())
        user = User(
            id=new_id(),
            email=invitation.email,
            name=invitation.person.full_name,
            language="en",
        )
        clock = Actor.clock(firm())
        return lambda: open_account(clock, invitation, user=user, password=None)

    meet(
        "an invitation is used twice",
        [guest, guest],
        lambda: [
            User.objects.filter(email=deeds.MARIA.email).count(),
            Membership.objects.filter(role="client").count(),
        ],
    )


def both_send() -> None:
    prepare("receive a document")

    def tab() -> Callable[[], Any]:
        maria = who("María")
        request = next(o.request for o in asked(maria, case()) if o.waits_for_client)
        checked = deeds._newest_file()
        return lambda: receive_document(
            maria, request, checked=checked, about=About(country="SV")
        )

    meet("two tabs take one upload", [tab, tab], lambda: Version.objects.count())


def both_accept() -> None:
    def reviewer(name: str) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            version = to_review(who(name)).filter(case=case())[0]
            return lambda: accept_version(who(name), version)

        return opens

    meet(
        "two accept one document",
        [reviewer("Paul"), reviewer("Ada")],
        lambda: happened("document.accepted"),
    )


def both_work_on_a_file() -> None:
    """What one accepts another splits; what two split, read or build is there once."""
    prepare("send a paper back")

    def reads() -> Callable[[], Any]:
        version = papered.to_look_at()
        return lambda: papered.read(version)

    meet("two workers read one file", [reads, reads], lambda: Reading.objects.count())
    build_id = prepare("finish a packet")

    def builds() -> Callable[[], Any]:
        build = Build.objects.select_related("packet").get(pk=build_id)
        return lambda: papered.finish(build)

    meet(
        "two workers build one packet",
        [builds, builds],
        lambda: [Build.objects.get().state, Parted.objects.count()],
    )

    def splits() -> Callable[[], Any]:
        version = papered.to_look_at()
        return lambda: papered.split(version)

    meet("two split one file", [splits, splits], lambda: MadeFrom.objects.count())
    prepare("send a paper back")
    before = done(behind_a_door(lambda: happened("document.accepted")))

    def accepts() -> Callable[[], Any]:
        version = papered.to_look_at()
        return lambda: accept_version(who("Ada"), version)

    meet(
        "one accepts what another splits",
        [accepts, splits],
        lambda: happened("document.accepted") - before + happened("document.split") - 1,
    )


def both_approve() -> None:
    before = done(behind_a_door(lambda: happened("form.approved")))

    def attorney(name: str) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            filled = FilledForm.objects.filter(state="prepared")[0]
            return lambda: approve_form(who(name), filled, despite_open=True)

        return opens

    meet(
        "two approve one form",
        [attorney("Ada"), attorney("Pat")],
        lambda: happened("form.approved") - before,
    )


def both_record() -> None:
    def desk(act: Callable[..., Any], **said: Any) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            paul = who("Paul")
            filing = filings(paul, case()).get()
            return lambda: act(paul, filing, on=ON, **said)

        return opens

    sends = desk(record_sent, channel="paper")
    meet("two record it sent", [sends, sends], lambda: happened("filing.sent"))
    number = {"number": deeds.NUMBER, "again": deeds.NUMBER}
    receives = desk(record_receipt, **number)
    meet(
        "two record one receipt",
        [receives, receives],
        lambda: happened("filing.receipt"),
    )


def both_bill() -> None:
    def desk() -> Callable[[], Any]:
        invoice = the_invoice()
        return lambda: issue_invoice(who("Ada"), invoice)

    meet(
        "two issue one invoice",
        [desk, desk],
        lambda: [happened("invoice.issued"), Journal.objects.count()],
    )

    def payer() -> Callable[[], Any]:
        invoice, reference = the_invoice(), f"sbx {uuid4()}"
        return lambda: start_payment(who("María"), invoice, reference=reference).pk

    meet("two tabs begin to pay", [payer, payer], lambda: Payment.objects.count())

    def notice() -> Callable[[], Any]:
        payment = Payment.objects.get()
        processor = Actor.processor(firm())
        return lambda: record_payment(
            processor, payment, cents=payment.cents, method="Visa"
        )

    meet(
        "the processor tells twice",
        [notice, notice],
        lambda: [
            happened("payment.posted"),
            Receipt.objects.count(),
            Journal.objects.count(),
            the_invoice().state,
        ],
    )


def both_charge() -> None:
    """Two have a draft of their own, and ask for the same government fee."""

    def draft() -> Callable[[], Any]:
        ada, payer = who("Ada"), Person.objects.get(login=who("María").user_id)
        made = draft_invoice(ada, case(), payer=payer)
        fee = {"form": "i-130", "channel": "paper", "on": ON, "texts": {"en": "A fee"}}
        return lambda: add_government_fee(ada, made, **fee).pk

    meet(
        "two charge one government fee",
        [draft, draft],
        lambda: Line.objects.count(),
    )

    def dropped() -> None:
        for invoice in Invoice.objects.all():
            drop_draft(who("Ada"), invoice)

    done(behind_a_door(dropped))


def the_invoice() -> Invoice:
    """The one that is to be paid."""
    return Invoice.objects.exclude(state=Invoice.State.VOID).get()


def both_take() -> None:
    """All that is in trust, asked for twice; then agreed to twice."""

    def tab() -> Callable[[], Any]:
        ben = who("Ben")
        held = trust_ledgers(ben, case())[0].account
        fee = holding(ben, held).only_meant(held.cents)
        words = {"payee": "USCIS", "why": "Fee", "once": f"{uuid4()}", "line": fee}
        return lambda: (
            ask_withdrawal(
                ben, held, purpose="government fee", cents=held.cents, **words
            ).pk
        )

    meet(
        "two ask for the same trust money",
        [tab, tab],
        lambda: Withdrawal.objects.count(),
    )

    def second(name: str) -> Callable[[], Callable[[], Any]]:
        def opens() -> Callable[[], Any]:
            asked = Withdrawal.objects.get()
            return lambda: approve_withdrawal(who(name), asked)

        return opens

    meet(
        "two agree to one withdrawal",
        [second("Ada"), second("Pat")],
        lambda: [
            Journal.objects.filter(key__startswith="withdrawal").count(),
            balance(who("Ben"), Book.CLIENT_TRUST),
        ],
    )


def one_decides_one_takes_back() -> None:
    """A lawyer turns down what whoever asked takes back at the same moment."""

    handed_id, check_id = prepare("take back what was handed over")

    def lawyer() -> Callable[[], Any]:
        handed = HandedOver.objects.select_related("by").get(pk=handed_id)
        check = ConflictCheck.objects.get(pk=check_id)
        return lambda: turn_down(who("Ada"), check, reason="No.", handed=handed)

    def asker() -> Callable[[], Any]:
        handed = HandedOver.objects.get(pk=handed_id)
        return lambda: take_back(who("Paul"), handed)

    def agrees() -> bool:
        outcome = HandedOver.objects.get(pk=handed_id).outcome
        decided = ConflictCheck.objects.get(pk=check_id).decision
        return (outcome, decided) in (("refused", "conflict"), ("taken back", ""))

    meet(
        "a lawyer decides on what is taken back",
        [lawyer, asker],
        lambda: [
            happened("case.turned-down") + happened("case.taken-back"),
            agrees(),
        ],
    )


def both_work() -> None:
    """Two workers: the log is read once, a job is leased once, a moment fires once."""
    ends = at_once([lambda: keep_up, lambda: keep_up, lambda: keep_up])
    told["three read the log"] = {
        "ends": sorted(end.raised or "done" for end in ends),
        "kept": done(behind_a_door(deeds.exact_timeline)),
    }

    def claimed() -> list[str]:
        # Beside those that other stories left behind.
        ours = [job for job in working.claim() if job.task.endswith("settle_payment")]
        return [str(job.pk) for job in ours]

    done(deeds.ten_jobs)
    ends = at_once([lambda: claimed, lambda: claimed])
    ids = [one for end in ends for one in end.value]
    told["two claim jobs"] = {
        "ends": sorted(end.raised or "done" for end in ends),
        "kept": [len(ids), len(set(ids))],
    }
    entry = schedule.Entry("a fault", "*/10 * * * *", for_house=lambda: None)
    begun = now()

    def fires(later: int) -> Callable[[], Any]:
        def fire() -> list[str]:
            with standing_at(begun + timedelta(minutes=10 * later)):
                return schedule.fire([entry])

        return fire

    done(fires(0))
    fired = []
    for later in range(1, 6):
        ends = at_once([lambda n=later: fires(n), lambda n=later: fires(n)])
        assert not any(end.raised for end in ends), ends
        fired.append(sum(len(end.value) for end in ends))

    def enqueued() -> int:
        with everywhere("a test counts jobs"):
            return Job.objects.filter(task__endswith="run_entry").count()

    told["two fire a moment"] = {"fired": fired, "kept": done(enqueued)}


def main() -> None:
    done(found_the_firm)
    play("open a case")
    both_join()
    both_send()
    both_accept()
    both_work_on_a_file()
    prepare("finish the questions")
    play_acts("finish the questions")
    prepare("fill")
    play_acts("fill")
    prepare("send a form back")
    both_approve()
    prepare("sign")
    prepare("record sent")
    both_record()
    both_charge()
    play("bill")
    both_bill()
    both_take()
    one_decides_one_takes_back()
    both_work()
    print(json.dumps(told))


def play_acts(name: str) -> None:
    """The deed alone: what stands before it does already."""
    deed = next(deed for deed in deeds.DEEDS if deed.name == name)
    done(behind_a_door(lambda: deed.act(None)))


if __name__ == "__main__":
    main()
