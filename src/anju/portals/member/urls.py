"""The pages of the members' door."""

from django.urls import path

from anju.portals.member import home, ledger, sign_in

app_name = "member"
urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", sign_in.sign_out, name="sign_out"),
    path("ledger", ledger.ledger, name="ledger"),
    path("ledger/export", ledger.ledger_export, name="ledger_export"),
]
