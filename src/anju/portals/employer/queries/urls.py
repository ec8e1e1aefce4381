"""The addresses of looking up and printing."""

from django.urls import path

from anju.portals.employer.queries import members, receipts

PATHS = (
    path("receipts", receipts.receipts, name="receipts"),
    path("receipts/<str:number>", receipts.receipt, name="receipt"),
    path("receipts/<str:number>/print", receipts.receipt_print, name="receipt_print"),
    path("receipts/<str:number>/code.svg", receipts.receipt_code, name="receipt_code"),
    path("members", members.members, name="members"),
    path("members/export", members.members_export, name="members_export"),
)
