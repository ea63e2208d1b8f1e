"""Which action hears each form of `paying`."""

from tests.guards.pair import PLACE, Pair

PAIRS = {
    "paying.TillForm": Pair("paying.change_till", {"to": PLACE}),
    "paying.TillDecisionForm": Pair("paying.approve_till"),
    "paying.LinkForm": Pair(
        "paying.make_link",
        {
            "to_payer": "a reminder says so; whoever makes one by hand may give it to anybody"
        },
    ),
    "paying.RefundForm": Pair("paying.ask_refund"),
    "paying.EvidenceForm": Pair("paying.answer_dispute"),
    "paying.ExportForm": Pair(
        "paying.export_transactions",
        {"posted": "what the nightly run takes: whatever was written down that day"},
    ),
    "paying.PlanForm": Pair(
        "paying.change_export",
        {
            "columns": "a field for each column that there can be",
            "invoice_columns": "the same for invoices",
            "codes": "a field for each thing that a code is kept for",
        },
    ),
}
