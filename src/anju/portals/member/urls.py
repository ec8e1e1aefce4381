"""The pages of the members' door."""

from django.urls import path

from anju.portals.member import home, ledger, session, sign_in
from anju.portals.member.security.urls import urlpatterns as security

app_name = "member"
urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", session.sign_out, name="sign_out"),
    path("step-up", session.step_up, name="step_up"),
    path("ledger", ledger.ledger, name="ledger"),
    path("ledger/export", ledger.ledger_export, name="ledger_export"),
    *security,
]
