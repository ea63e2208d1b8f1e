"""Which action hears each form of `billing`."""

from tests.guards.pair import Pair

OTHERS = {"billing.OnceForm": "others are made of it"}
PAIRS = {
    "billing.InvoiceForm": Pair("billing.draft_invoice"),
    "billing.LineForm": Pair(
        "billing.add_line",
        dict.fromkeys(
            ("source", "form", "why_again", "of_form"), "only a fee of the book has one"
        )
        | {
            "texts": "free text stays as it was written",
            "rests_on": "only what a playbook charges; else a person says where it goes",
        },
    ),
    "billing.GovernmentFeeForm": Pair(
        "billing.add_government_fee",
        {
            "on": "the day is an argument",
            "form": "in `fee`",
            "channel": "in `fee`",
            "circumstance": "in `fee`",
            "law": "in `fee`",
            "texts": "made of both, in every language",
        },
        {"fee": "a form and how it is filed, chosen as one"},
    ),
    "billing.ReceivedForm": Pair(
        "billing.receive_payment",
        also={
            "number": "goes into `method`",
            "early": "asked where the day lies before the invoice: it may be a slip",
        },
    ),
    "billing.WithdrawalForm": Pair("billing.ask_withdrawal"),
    # The same is said to give money back (`ask_to_give_back`).
    "billing.CorrectionForm": Pair("billing.ask_to_reverse"),
    "billing.DepositForm": Pair("trust.deposit", also={"number": "goes into `method`"}),
    "billing.ClearForm": Pair("trust.clear_deposit"),
    "billing.HoldForm": Pair("billing.hold_money"),
    "billing.ReleaseForm": Pair("billing.release_hold"),
    "billing.HouseMoneyForm": Pair("trust.post_house_money"),
    "billing.ChargebackForm": Pair("billing.take_chargeback"),
    "billing.TermsForm": Pair("trust.set_terms"),
    "billing.DeclineForm": Pair("billing.decline_withdrawal"),
}
