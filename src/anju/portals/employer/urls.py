"""The pages of the employers' door."""

from django.urls import path

from anju.portals.employer import (
    lines,
    members,
    month,
    prepayments,
    receipts,
    register,
    remittances,
    session,
    sign_in,
    template,
    uploads,
)
from anju.portals.employer.home import home, profile

app_name = "employer"
urlpatterns = [
    path("", home, name="home"),
    path("profile", profile, name="profile"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", session.sign_out, name="sign_out"),
    path("step-up", session.step_up, name="step_up"),
    path("month", month.month, name="month"),
    path("register", register.register, name="register"),
    path("register/submission", register.submission, name="submission"),
    path("register/dropping", register.dropping, name="dropping"),
    path("register/template", template.template, name="template"),
    path("register/echo", lines.echo, name="echo"),
    path("register/lines", lines.new_line, name="new_line"),
    path("register/lines/<int:pk>", lines.line, name="line"),
    path("register/lines/<int:pk>/removal", lines.removal, name="removal"),
    path("uploads", uploads.uploads, name="uploads"),
    path("uploads/<int:pk>", uploads.upload, name="upload"),
    path("uploads/<int:pk>/corrected", uploads.corrected, name="corrected"),
    path("remittances", remittances.remittances, name="remittances"),
    path("remittances/check", remittances.check, name="remittance_check"),
    path("remittances/<str:number>", remittances.remittance, name="remittance"),
    path("prepayments", prepayments.prepayments, name="prepayments"),
    path("prepayments/check", prepayments.check, name="prepayment_check"),
    path("prepayments/<str:number>", prepayments.prepayment, name="prepayment"),
    path("receipts", receipts.receipts, name="receipts"),
    path("receipts/<str:number>", receipts.receipt, name="receipt"),
    path("receipts/<str:number>/print", receipts.receipt_print, name="receipt_print"),
    path("receipts/<str:number>/code.svg", receipts.receipt_code, name="receipt_code"),
    path("members", members.members, name="members"),
    path("members/export", members.members_export, name="members_export"),
]
