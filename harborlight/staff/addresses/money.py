from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views.money import (
    books,
    case,
    corrections,
    figures,
    invoices,
    trust,
    withdrawals,
)

urlpatterns: list[URLPattern] = [
    path("cases/<id:case_id>/money/", case.money, name="case-money"),
    path("cases/<id:case_id>/money/first/", case.first, name="first-invoice"),
    path("cases/<id:case_id>/money/new/", case.new, name="new-invoice"),
    path("invoices/<id:invoice_id>/", invoices.invoice, name="invoice"),
    path("invoices/<id:invoice_id>/line/", invoices.add, name="add-line"),
    path("invoices/<id:invoice_id>/fee/", invoices.add_fee, name="add-fee"),
    path("lines/<id:line_id>/move/", invoices.move, name="move-line"),
    path("lines/<id:line_id>/remove/", invoices.remove, name="remove-line"),
    path("invoices/<id:invoice_id>/issue/", invoices.issue, name="issue-invoice"),
    path("invoices/<id:invoice_id>/drop/", invoices.drop, name="drop-invoice"),
    path("invoices/<id:invoice_id>/void/", invoices.void, name="void-invoice"),
    path("invoices/<id:invoice_id>/file/", invoices.paper, name="invoice-file"),
    path("invoices/<id:invoice_id>/received/", invoices.receive, name="receive"),
    path("receipts/<id:receipt_id>/file/", invoices.receipt, name="receipt-file"),
    path("payments/<id:payment_id>/back/", corrections.give_back, name="give-back"),
    path(
        "payments/<id:payment_id>/reverse/",
        corrections.reverse,
        name="reverse-payment",
    ),
    path("payments/<id:payment_id>/move/", corrections.move, name="move-earned"),
    path("money/ledgers/<id:account_id>/out/", withdrawals.ask, name="ask-withdrawal"),
    path("withdrawals/<id:withdrawal_id>/", withdrawals.withdrawal, name="withdrawal"),
    path(
        "withdrawals/<id:withdrawal_id>/approve/",
        withdrawals.approve,
        name="approve-withdrawal",
    ),
    path(
        "withdrawals/<id:withdrawal_id>/decline/",
        withdrawals.decline,
        name="decline-withdrawal",
    ),
    path(
        "withdrawals/<id:withdrawal_id>/take-back/",
        withdrawals.take_back,
        name="take-back-withdrawal",
    ),
    path("cases/<id:case_id>/money/in/", trust.put_in, name="put-in"),
    path("deposits/<id:deposit_id>/clear/", trust.clear, name="clear-deposit"),
    path("deposits/<id:deposit_id>/back/", trust.take_back, name="return-deposit"),
    path("money/ledgers/<id:account_id>/hold/", trust.hold, name="hold-money"),
    path(
        "money/ledgers/<id:account_id>/chargeback/",
        trust.charge_back,
        name="chargeback",
    ),
    path("holds/<id:hold_id>/release/", trust.release, name="release-hold"),
    path("money/house/", trust.house, name="house-money"),
    path("money/trust-rules/", trust.rules, name="trust-rules"),
    path("money/", figures.money, name="money"),
    path("money/filings/", figures.filings, name="money-filings"),
    path("money/earned/", figures.figures, name="money-figures"),
    path("money/invoices/", books.listed, name="invoices"),
    path("money/unbilled/", figures.unbilled, name="money-unbilled"),
    path("money/books/", books.accounts, name="books"),
    path("money/journal/", books.journal, name="journal"),
    path("money/ledgers/<id:account_id>/", books.of_client, name="client-ledger"),
]
