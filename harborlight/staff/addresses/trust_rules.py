from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views.money import advances, noticing, payees, unknown

urlpatterns: list[URLPattern] = [
    path("cases/<id:case_id>/money/advance/", advances.new, name="advance-fee"),
    path("advances/<id:advance_id>/", advances.advance, name="advance"),
    path("advances/<id:advance_id>/bill/", advances.bill, name="bill-advance"),
    path("advances/<id:advance_id>/repay/", advances.repay, name="repay-advance"),
    path(
        "withdrawals/<id:withdrawal_id>/notice/",
        noticing.notice,
        name="give-notice",
    ),
    path("money/suspense/", unknown.listed, name="suspense"),
    path("money/suspense/new/", unknown.new, name="new-unknown"),
    path("money/suspense/<id:unknown_id>/", unknown.unknown, name="unknown"),
    path("money/suspense/<id:unknown_id>/agree/", unknown.agree, name="agree-unknown"),
    path(
        "money/suspense/<id:unknown_id>/leave/", unknown.decline, name="decline-unknown"
    ),
    path("money/payees/", payees.listed, name="payees"),
    path("money/payees/new/", payees.new, name="new-payee"),
    path("money/payees/<id:payee_id>/", payees.payee, name="payee"),
    path("money/payees/<id:payee_id>/account/", payees.change, name="change-payee"),
    path("money/payees/<id:payee_id>/call/", payees.call, name="call-payee"),
    path("money/payees/<id:payee_id>/end/", payees.end, name="end-payee"),
]
