"""Which action hears each form of `filings`."""

from tests.guards.pair import ENTRY, Pair

PAIRS = {
    "filings.ApproveForm": Pair("filings.approve_form"),
    "filings.TypeOverForm": Pair(
        "filings.type_over", {"value": "added when the form is made: the box decides"}
    ),
    "filings.SendBackForm": Pair("filings.send_form_back"),
    "filings.SentForm": Pair("filings.record_sent"),
    "filings.LookedForm": Pair("filings.look_at_changes"),
    "filings.ReceiptForm": Pair("filings.record_receipt", {"notice": ENTRY}),
    "filings.NoticeForm": Pair("filings.attach_notice", {"notice": ENTRY}),
    "filings.CorrectSentForm": Pair("filings.correct_sent"),
    "filings.CorrectReceiptForm": Pair("filings.correct_receipt"),
    "filings.EnvelopeForm": Pair(
        "filings.choose_envelope",
        {"circumstances": "added when the form is made: one for each form"},
    ),
    "filings.PaymentFormsForm": Pair(
        "filings.note_payments", {"amounts": "added when the form is made: each fee"}
    ),
    "filings.ShareForm": Pair("filings.share_envelope"),
    "filings.NeedForm": Pair("filings.need_form"),
    "filings.FormRejectedForm": Pair("filings.record_form_rejected"),
    "filings.TypedForm": Pair(
        "filings.mark_typed",
        {
            "site": "of the address",
            "part": "of the address",
            "on": "the day is an argument",
        },
    ),
    "filings.TypeAgainForm": Pair(
        "filings.mark_untyped", {"site": "of the address", "part": "of the address"}
    ),
    "filings.DeliveredForm": Pair("filings.record_delivered"),
    "filings.RejectedForm": Pair("filings.record_rejected"),
    "filings.AnswerFindingForm": Pair(
        "filings.answer_finding", {"on": "the day is an argument"}
    ),
    "filings.LiftStopForm": Pair("filings.lift_stop", {"on": "the day is an argument"}),
    "filings.CertifyForm": Pair(
        "filings.certify_filing", {"on": "the day is an argument"}
    ),
    "filings.AttachPacketForm": Pair(
        "filings.attach_packet", {"needed": "chosen as one with its filing"}
    ),
}
