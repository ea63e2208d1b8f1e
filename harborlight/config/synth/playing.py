"""One couple's case played through the real actions, scene by scene."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from unittest.mock import patch

from harborlight.billing.actions import (
    approve_withdrawal,
    ask_withdrawal,
    keep_receipt_paper,
)
from harborlight.billing.models import Receipt, Withdrawal
from harborlight.billing.queries import holding
from harborlight.cases.jobs import forget_news
from harborlight.config.demo.checking import accept_packet, certify
from harborlight.config.synth.beginning import PARTS, Beginning
from harborlight.deadlines.actions import meet_deadline, set_deadline
from harborlight.deadlines.models import Deadline
from harborlight.documents.actions import (
    About,
    Checked,
    accept_version,
    receive_document,
    return_version,
)
from harborlight.documents.models import Version
from harborlight.documents.queries import asked
from harborlight.filings.actions import (
    approve_form,
    fill_forms,
    filling,
    record_receipt,
    record_sent,
)
from harborlight.filings.composing import Made
from harborlight.filings.models import Filing, FilledForm, NeededForm
from harborlight.filings.readying import Ready
from harborlight.firm.clock import now, running_from
from harborlight.firm.readers import keep_up_in
from harborlight.firm.roles import Role
from harborlight.firm.vault.stored import keep_bytes
from harborlight.law.packs import Pack, compose
from harborlight.trust.models import Account, Book
from harborlight.workflow.actions import end_case

RECEIPT, TRACKING = "IOE0911223344", "1ZQXPARCEL"
PAGE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>endobj\n"
    b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"0000000101 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n165\n%%EOF\n"
)


class Play(Beginning):
    """A case while it is played, from the first call to the end."""

    def scenes(self) -> Iterator[str]:
        """Play on to the next point where cases stand, and say its name.

        "abandoned" is a way off: whoever plays undoes it before going on.
        """
        self._open()
        yield self._reached("invited")
        self._join()
        self._bill()
        self._answer("petitioner", 0.6)
        yield self._reached("answering")
        way_back = self.at
        with self.on(66, 150):
            day = now().date()
            end_case(self.lawyer, self.case, on=day, despite_unpaid=True)
        yield self._reached("abandoned")
        self.case.refresh_from_db()
        self.at = way_back
        self._answer_the_rest()
        yield self._reached("checking")
        self._check_papers()
        yield self._reached("preparing")
        self._fill()
        yield self._reached("review")
        self._approve()
        yield self._reached("signature")
        self._sign_and_send()
        yield self._reached("filed")
        self._receive()
        yield self._reached("pending")
        self._close()
        yield self._reached("closed")

    def _reached(self, scene: str) -> str:
        with running_from(self.at + timedelta(seconds=40)):
            keep_up_in(self.office.firm)
            self._print_receipts()
            # Nobody is written to of a past that never was.
            forget_news(self.office.clock)
        self.moments["reached"] = self.at
        return scene

    def _print_receipts(self) -> None:
        for receipt in Receipt.objects.filter(case=self.case, file__isnull=True):
            file = keep_bytes(self.office.firm, self.case.pk, PAGE)
            keep_receipt_paper(self.office.clock, receipt, file=file)

    # --- What is done -------------------------------------------------------

    def _answer_the_rest(self) -> None:
        self._answer("petitioner")
        self._pay()
        self._answer("beneficiary")
        for part in PARTS:
            with self.on(0.5, 5, home=True):
                self._send_papers(part)

    def _send_papers(self, part: str) -> None:
        client = self.clients[part]
        for one in asked(client, self.case):
            mine = one.request.person_id == self._party(part).person_id
            if not mine or not one.waits_for_client or self._skips(one.request.need):
                continue
            day = self.day - timedelta(days=self.dice.randrange(30, 3000))
            about = About(
                issued_on=day,
                country="US",
                language=client.language,
                tags=["scan", "translation", "certificate"],
            )
            name = f"{one.request.kind.replace(' ', '-')}.pdf"
            file = keep_bytes(self.office.firm, self.case.pk, PAGE)
            checked = Checked(file, name, "pdf", 1)
            sent = receive_document(client, one.request, checked=checked, about=about)
            # One page stands for every paper: that is no advice to anybody.
            Version.objects.filter(pk=sent.pk).update(advice=[])

    def _skips(self, need: str) -> bool:
        return need != "required" and self.dice.random() < 0.4

    def _check_papers(self) -> None:
        with self.on(1, 4):
            waiting = self._to_check()
            return_version(
                self.paralegal,
                waiting[0],
                reason="unreadable",
                comment="A corner is cut off. Please take the picture again.",
            )
            for version in waiting[1:]:
                accept_version(self.paralegal, version)
        with self.on(0.5, 4, home=True):
            for part in PARTS:
                self._send_papers(part)
        self._accept_all()
        with self.soon():
            set_deadline(
                self.lawyer,
                self.case,
                title="Fill the forms",
                due_on=(self.at + timedelta(days=10)).date(),
                because="All answers and papers are there.",
            )

    def _to_check(self) -> list[Version]:
        waiting = Version.objects.filter(case=self.case, state=Version.State.RECEIVED)
        return [*waiting.order_by("uploaded_at", "pk")]

    def _accept_all(self) -> None:
        with self.on(0.5, 3):
            for version in self._to_check():
                accept_version(self.paralegal, version)

    def _fill(self) -> None:
        self.filing = Filing.objects.get(case=self.case)
        with self.wait("preparing"), dry_forms():
            fill_forms(self.paralegal, self.filing)
            self._meet_all()

    def _meet_all(self) -> None:
        for deadline in Deadline.objects.filter(
            case=self.case, met_on__isnull=True, kind="own"
        ):
            meet_deadline(self.paralegal, deadline, on=now().date())

    def _approve(self) -> None:
        with self.wait("review"):
            for filled in FilledForm.objects.filter(needed__filing=self.filing):
                approve_form(self.lawyer, filled, despite_open=True)

    def _sign_and_send(self) -> None:
        with self.wait("signature"):
            for part in PARTS:
                self._send_papers(part)
        self._accept_all()
        with self.on(1, 3):
            accept_packet(self.paralegal, self.lawyer, self.case)
            certify(self.paralegal, self.lawyer, self.filing, on=now().date())
            record_sent(
                self.paralegal,
                self.filing,
                on=now().date(),
                channel="paper",
                tracking=TRACKING,
            )

    def _receive(self) -> None:
        with self.wait("filed"):
            file = keep_bytes(self.office.firm, self.case.pk, PAGE)
            notice = Checked(file, "receipt-notice.pdf", "pdf", 1)
            record_receipt(
                self.paralegal,
                self.filing,
                number=RECEIPT,
                again=RECEIPT,
                on=now().date(),
                notice=notice,
            )
            set_deadline(
                self.lawyer,
                self.case,
                title="Ask after the case if nothing has come",
                due_on=(self.at + timedelta(days=420)).date(),
                because="The agency usually decides within fourteen months.",
            )

    def _close(self) -> None:
        with self.wait("pending"):
            self._meet_all()
            self._spend_trust()
            end_case(self.lawyer, self.case, on=now().date())

    def _spend_trust(self) -> None:
        """The government fee went to the agency long ago; now the books say so."""
        ben = self.office.one(Role.FINANCE, 0)
        held = Account.objects.filter(case=self.case, book=Book.CLIENT_TRUST)
        for account in held.exclude(cents=0):
            asked = ask_withdrawal(
                ben,
                account,
                purpose=Withdrawal.Purpose.GOVERNMENT,
                cents=account.cents,
                line=holding(ben, account).only_meant(account.cents),
                why="The fee that was paid with the filing.",
                once=str(account.pk),
                payee="U.S. Citizenship and Immigration Services",
            )
            approve_withdrawal(self.lawyer, asked)


class _Anything:
    """Boxes as large as any answer."""

    def fits(self, box: str, text: str) -> bool:
        return True

    def divide(self, box: str, text: str) -> tuple[str, str]:
        return text, ""


@contextmanager
def dry_forms() -> Iterator[None]:
    """Forms are composed from the facts, but an empty page is kept in their place:
    a synthetic firm needs none of the government's blanks."""

    def made_ready(
        needed: NeededForm, pack: Pack, facts: dict[str, Any], day: date
    ) -> Ready:
        composed = compose(pack, facts, _Anything(), on=day, client=needed.client)
        bare = replace(composed, values={}, used={})
        return Ready(needed, pack, Made(PAGE, 1, bare, ()), ())

    with patch.object(filling, "made_ready", made_ready):
        yield
