"""Which action hears each form of `agreements`."""

from tests.guards.pair import Pair

PAIRS = {
    "agreements.AgreementForm": Pair(
        "agreements.write_agreement",
        {
            "parts": "made of the rows of the form, which are as many as there is room for"
        },
    ),
    "agreements.AcceptForm": Pair("agreements.accept_agreement"),
    "agreements.AskAgreementForm": Pair("agreements.ask_agreement"),
    "agreements.PayerForm": Pair("agreements.choose_payer"),
    "agreements.FeeNoteForm": Pair("agreements.note_fees"),
    "agreements.TimeForm": Pair("agreements.change_time"),
    "agreements.WriteTimeForm": Pair("agreements.write_time"),
    "agreements.WriteOffForm": Pair("agreements.write_off_time"),
    "agreements.ChangeCostForm": Pair("agreements.change_cost"),
    "agreements.TimerForm": Pair("agreements.start_timer"),
    "agreements.StopForm": Pair("agreements.stop_timer"),
    "agreements.CostForm": Pair("agreements.note_cost"),
    "agreements.SpentForm": Pair("agreements.note_spent"),
    "agreements.AskCostForm": Pair("agreements.ask_cost"),
    "agreements.DeclineCostForm": Pair("agreements.decline_cost"),
    "agreements.BillForm": Pair("agreements.bill_work"),
    "agreements.RateForm": Pair("agreements.set_rate"),
    "agreements.PlanForm": Pair(
        "agreements.offer_plan",
        {"dues": "counted from what the form says"},
        dict.fromkeys(
            ("count", "first", "every", "down_cents"), "what the days are counted from"
        ),
    ),
    "agreements.AgreePlanForm": Pair("agreements.agree_plan"),
}
OTHERS = {
    "agreements._OfAPastDay": "what forms of a day that is over share",
    "agreements._OfPeople": "what forms that choose somebody share",
}
