"""Which action hears each form of `bank`."""

from tests.guards.pair import Pair

PAIRS = {
    "bank.BankAccountForm": Pair(
        "bank.open_bank_account", {"person": "whose ledger it is opened from"}
    ),
    "bank.BankNameForm": Pair("bank.name_bank_account"),
    "bank.BankTermsForm": Pair("bank.set_bank_terms"),
    "bank.NothingForm": Pair("bank.close_bank_account"),
    "bank.ColumnsForm": Pair(
        "bank.choose_columns",
        {"columns": "made of the fields that name one"},
        dict.fromkeys(
            (
                "on",
                "days",
                "amount",
                "opposite",
                "money_in",
                "money_out",
                "words",
                "number",
                "balance",
            ),
            "one of `columns`",
        ),
    ),
    "bank.HandForm": Pair(
        "bank.write_statement",
        also={
            "ending_again": "typed twice, so that a slip is found",
            "total": "counted once more, so that a slip is found",
        },
    ),
    "bank.MatchForm": Pair(
        "bank.match_lines",
        dict.fromkeys(("lines", "journals"), "ticked on the page, or its button says"),
    ),
    "bank.SignForm": Pair("bank.sign_month"),
    "bank.ClearForm": Pair("bank.clear_exception"),
    "bank.PackForm": Pair("bank.ask_pack"),
}
