from __future__ import annotations

from django.urls import URLPattern, path

from harborlight.staff.views.money import costs, fees, hours, less, rules

urlpatterns: list[URLPattern] = [
    path("cases/<id:case_id>/fees/", fees.fees, name="case-fees"),
    path("cases/<id:case_id>/fees/new/", fees.new, name="new-agreement"),
    path("cases/<id:case_id>/fees/note/", fees.note, name="note-fees"),
    path("cases/<id:case_id>/fees/bill/", costs.bill, name="bill-work"),
    path("cases/<id:case_id>/payers/", fees.add_payer, name="add-payer"),
    path("payers/<id:payer_id>/drop/", fees.drop_payer, name="drop-payer"),
    path("agreements/<id:agreement_id>/accept/", fees.accept, name="accept-agreement"),
    path("agreements/<id:agreement_id>/ask/", fees.ask_client, name="ask-agreement"),
    path("agreed/<id:agreed_part_id>/draft/", fees.draft, name="draft-part"),
    path("cases/<id:case_id>/time/", hours.hours, name="case-time"),
    path("cases/<id:case_id>/time/start/", hours.start, name="start-timer"),
    path("time/<id:time_entry_id>/", hours.change, name="change-time"),
    path("time/<id:time_entry_id>/drop/", hours.drop, name="drop-time"),
    path("time/<id:time_entry_id>/off/", hours.off, name="write-off-time"),
    path("time/<id:time_entry_id>/restore/", hours.restore, name="restore-time"),
    path("timers/<id:timer_id>/stop/", hours.stop, name="stop-timer"),
    path("timers/<id:timer_id>/drop/", hours.drop_running, name="drop-timer"),
    path("cases/<id:case_id>/costs/", costs.new, name="new-cost"),
    path("costs/<id:cost_id>/", costs.cost, name="cost"),
    path("costs/<id:cost_id>/change/", costs.change, name="change-cost"),
    path("costs/<id:cost_id>/ask/", costs.ask_client, name="ask-cost"),
    path("costs/<id:cost_id>/drop/", costs.drop, name="drop-cost"),
    path("invoices/<id:invoice_id>/credit/", less.credit, name="credit-invoice"),
    path("invoices/<id:invoice_id>/off/", less.off, name="write-off"),
    path("invoices/<id:invoice_id>/discount/", less.discount, name="discount"),
    path("invoices/<id:invoice_id>/tax/", less.tax, name="tax-invoice"),
    path("invoices/<id:invoice_id>/late/", less.late, name="late-fee"),
    path("invoices/<id:invoice_id>/plan/", less.plan, name="offer-plan"),
    path("plans/<id:plan_id>/agree/", less.agree, name="agree-plan"),
    path("plans/<id:plan_id>/end/", less.end, name="end-plan"),
    path("money/rules/", rules.rules, name="money-rules"),
    path("money/rules/rate/", rules.rate, name="new-rate"),
    path("money/rules/tax/", rules.tax, name="new-tax"),
    path("money/rules/tax/<id:tax_id>/end/", rules.no_tax, name="end-tax"),
    path("money/rules/late/", rules.late, name="late-policy"),
    path("money/rules/letterhead/", rules.letterhead, name="letterhead"),
]
