"""The addresses of looking up and printing."""

from django.urls import path

from anju.portals.employer.queries import (
    events,
    filings,
    interest,
    members,
    payments,
    payroll,
    receipts,
    unit,
)

PATHS = (
    path("receipts", receipts.receipts, name="receipts"),
    path("receipts/<str:number>", receipts.receipt, name="receipt"),
    path("receipts/<str:number>/print", receipts.receipt_print, name="receipt_print"),
    path("receipts/<str:number>/code.svg", receipts.receipt_code, name="receipt_code"),
    path("members", members.members, name="members"),
    path("members/<int:account>", members.member, name="member"),
    path("transfers", events.transfers, name="transfers"),
    path("seals", events.seals, name="seals"),
    path("bases", events.bases, name="bases"),
    path("payments", payments.payment_list, name="payments"),
    path("payments/<str:number>", payments.payment, name="payment"),
    path("payments/<str:number>/<int:code>", payments.payment_month, name="payment_month"),
    path("payments/<str:number>/<int:code>/payroll", payroll.payroll, name="payroll"),
    path("payments/<str:number>/people", payments.payment_people, name="payment_people"),
    path("filings", filings.filing_list, name="filings"),
    path("filings/<str:number>", filings.filing, name="filing"),
    path("ratios", unit.ratios, name="ratios"),
    path("proofs", unit.proofs, name="proofs"),
    path("interest", interest.interest, name="interest"),
)
