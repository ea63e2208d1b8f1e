"""Maria pays an invoice, and what became of it: python -m tests.faults.moneyed WHAT."""

from __future__ import annotations

import json
import sys

from tests.faults.billed import (
    begin_to_pay,
    bill,
    hear_of_the_payment,
    issue,
)
from tests.faults.playing import behind_a_door


@behind_a_door
def pay() -> None:
    """All but the processor's word: that is heard, and left to the workers."""
    for deed in (bill, issue, begin_to_pay):
        deed(None)
    hear_of_the_payment()


@behind_a_door
def look() -> None:
    from harborlight.billing.models import Invoice, Payment, Receipt
    from harborlight.firm.models import Event, StoredFile
    from harborlight.firm.vault.stored import plain_of

    receipts = [*Receipt.objects.all()]
    papers = [one.file for one in receipts if one.file]
    found = {
        "invoice": Invoice.objects.get().state,
        "payment": Payment.objects.get().state,
        "receipts": len(receipts),
        "events": Event.objects.filter(kind="receipt.issued").count(),
        "papers": [b"".join(plain_of(one).pieces())[:4].decode() for one in papers],
        "here": [one.key for one in StoredFile.objects.all()],
    }
    print(json.dumps(found))


if __name__ == "__main__":
    {"pay": pay, "look": look}[sys.argv[1]]()
