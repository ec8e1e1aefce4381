"""The addresses of paying."""

from django.urls import path

from anju.portals.employer.money import prepayments, remittances

PATHS = (
    path("remittances", remittances.remittances, name="remittances"),
    path("remittances/check", remittances.check, name="remittance_check"),
    path("remittances/<str:number>", remittances.remittance, name="remittance"),
    path("prepayments", prepayments.prepayments, name="prepayments"),
    path("prepayments/check", prepayments.check, name="prepayment_check"),
    path("prepayments/<str:number>", prepayments.prepayment, name="prepayment"),
)
