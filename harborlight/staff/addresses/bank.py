from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views.bank import (
    accounts,
    keeping,
    matching,
    months,
    records,
    statements,
)

_ONE = "money/bank/<id:bank_account_id>/"
_SENT = "money/statements/<id:bank_statement_id>/"
_MONTH = "money/months/<id:reconciliation_id>/"
urlpatterns: list[URLPattern] = [
    path("money/bank/", accounts.accounts, name="bank"),
    path("money/bank/new/", accounts.new, name="new-bank-account"),
    path(_ONE, accounts.account, name="bank-account"),
    path(f"{_ONE}name/", keeping.name, name="name-bank-account"),
    path(f"{_ONE}rules/", keeping.rules, name="bank-account-rules"),
    path(f"{_ONE}usual/", keeping.usual, name="usual-bank-account"),
    path(f"{_ONE}close/", keeping.close, name="close-bank-account"),
    path(f"{_ONE}bring/", statements.bring, name="bring-statement"),
    path(f"{_ONE}write/", statements.write, name="write-statement"),
    path(f"{_ONE}match/", matching.match, name="bank-match"),
    path(f"{_ONE}certain/", matching.certain, name="match-certain"),
    path("money/matches/<id:bank_match_id>/undo/", matching.undo, name="undo-match"),
    path(f"{_ONE}month/", months.month, name="bank-month"),
    path(_SENT, statements.statement, name="bank-statement"),
    path(f"{_SENT}columns/", statements.columns, name="bank-columns"),
    path(f"{_SENT}file/", statements.file, name="bank-statement-file"),
    path(f"{_MONTH}sign/", months.sign, name="sign-month"),
    path(f"{_MONTH}clear/", months.clear, name="clear-exception"),
    path(f"{_MONTH}report/", months.report, name="month-report"),
    path(
        "money/ledgers/<id:account_id>/statement/",
        records.of_client,
        name="client-statement",
    ),
    path("money/records/", records.records, name="trust-records"),
    path("money/records/<id:audit_pack_id>/take/", records.take, name="take-records"),
]
