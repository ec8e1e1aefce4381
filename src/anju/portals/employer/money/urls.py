"""The addresses of paying."""

from django.urls import path

from anju.portals.employer.money import (
    awaited,
    back_payment_people,
    back_payment_template,
    back_payments,
    dry_run,
    filing,
    incoming,
    prepayments,
    refunds,
    remittances,
    whereabouts,
)

PATHS = (
    path("remittances", remittances.remittances, name="remittances"),
    path("remittances/check", remittances.check, name="remittance_check"),
    path("remittances/<str:number>", remittances.remittance, name="remittance"),
    path(
        "remittances/<str:number>/withdrawal", awaited.withdrawal, name="remittance_withdrawal"
    ),
    path("dry-run", dry_run.dry_run, name="dry_run"),
    path("whereabouts", whereabouts.whereabouts, name="whereabouts"),
    path("incoming/<str:number>", incoming.incoming, name="incoming"),
    path("prepayments", prepayments.prepayments, name="prepayments"),
    path("prepayments/check", prepayments.check, name="prepayment_check"),
    path("prepayments/<str:number>", prepayments.prepayment, name="prepayment"),
    path("back-payments", back_payments.back_payments, name="back_payments"),
    path("back-payments/people", back_payment_people.new_person, name="back_payment_new"),
    path(
        "back-payments/people/<int:pk>",
        back_payment_people.person_line,
        name="back_payment_line",
    ),
    path(
        "back-payments/people/<int:pk>/removal",
        back_payment_people.person_removal,
        name="back_payment_removal",
    ),
    path(
        "back-payments/template",
        back_payment_template.people_template,
        name="back_payment_template",
    ),
    path("back-payments/file", back_payment_people.people_file, name="back_payment_file"),
    path("back-payments/dropping", back_payments.dropping, name="back_payment_dropping"),
    path("back-payments/check", back_payments.check, name="back_payment_check"),
    path("back-payments/submission", back_payments.submission, name="back_payment_submission"),
    path("back-payments/<str:number>", back_payments.back_payment, name="back_payment"),
    path("filing", filing.filing, name="filing_guide"),
    path("filing/people", filing.filing_people, name="filing_people"),
    path("refunds", refunds.refunds, name="refunds"),
    path("refunds/of/<str:number>", refunds.choice, name="refund_choice"),
    path("refunds/check", refunds.check, name="refund_check"),
    path("refunds/submission", refunds.submission, name="refund_submission"),
    path("refunds/<str:number>", refunds.refund, name="refund"),
)
