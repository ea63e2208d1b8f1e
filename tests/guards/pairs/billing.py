"""Which action hears each form of `billing`."""

from tests.guards.pair import Pair

OTHERS = {
    "billing.OnceForm": "others are made of it",
    "billing.BankForm": "others are made of it",
}
PAIRS = {
    "billing.InvoiceForm": Pair("billing.draft_invoice"),
    "billing.LineForm": Pair(
        "billing.add_line",
        dict.fromkeys(
            ("source", "form", "why_again", "of_form"), "only a fee of the book has one"
        )
        | {
            "of_work": "only what agreements draft is of some work",
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
    "billing.AdvanceForm": Pair("billing.advance_fee"),
    "billing.RepayForm": Pair("billing.ask_to_repay"),
    "billing.NoticeForm": Pair("billing.give_notice"),
    "billing.ObjectForm": Pair("billing.object_to"),
    "billing.UnknownForm": Pair("trust.take_unknown"),
    "billing.WhoseForm": Pair(
        "trust.say_whose",
        dict.fromkeys(("case", "person"), "in `whose`"),
        {"whose": "somebody in a case, chosen as one"},
    ),
    "billing.LeaveForm": Pair("trust.decline_whose"),
    "billing.PayeeForm": Pair("trust.add_payee"),
    "billing.PayeeAccountForm": Pair("trust.change_payee"),
    "billing.CallBackForm": Pair("trust.confirm_payee"),
    # The same is said to give money back (`ask_to_give_back`).
    "billing.CorrectionForm": Pair("billing.ask_to_reverse"),
    "billing.DepositForm": Pair("trust.deposit", also={"number": "goes into `method`"}),
    "billing.ClearForm": Pair("trust.clear_deposit"),
    "billing.HoldForm": Pair("billing.hold_money"),
    "billing.ReleaseForm": Pair("billing.release_hold"),
    "billing.HouseMoneyForm": Pair("trust.post_house_money"),
    "billing.ChargebackForm": Pair("billing.take_chargeback"),
    "billing.TermsForm": Pair("trust.set_terms"),
    # The same is said to write something off (`write_off`).
    "billing.ReduceForm": Pair(
        "billing.credit_invoice", {"given_back": "a refund says so, no form"}
    ),
    "billing.DiscountForm": Pair("billing.discount_invoice"),
    "billing.TaxForm": Pair(
        "billing.add_tax",
        {"names": "both names, by language"},
        dict.fromkeys(("name_en", "name_es"), "one of `names`"),
    ),
    "billing.LatePolicyForm": Pair(
        "billing.decide_late_policy", {"from_on": "the day is an argument"}
    ),
    "billing.LetterheadForm": Pair(
        "billing.decide_letterhead",
        dict.fromkeys(("footers", "terms"), "both texts, by language"),
        dict.fromkeys(
            ("terms_en", "terms_es", "footer_en", "footer_es"), "one of a text"
        )
        | {"no_logo": "a logo of nothing"},
    ),
    "billing.DeclineForm": Pair("billing.decline_withdrawal"),
}
