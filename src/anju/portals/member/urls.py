"""The pages of the members' door."""

from django.urls import path

from anju.portals.member import (
    cards,
    cases,
    entrance,
    first_password,
    forgot,
    home,
    ledger,
    loans,
    messages,
    register,
    session,
    sign_in,
    todo,
    transfers,
)
from anju.portals.member.door import members_only
from anju.portals.member.materials.urls import urlpatterns as materials
from anju.portals.member.security.urls import urlpatterns as security
from anju.portals.member.withdrawals.urls import urlpatterns as withdrawals
from anju.portals.shared.exports import pages as exports
from anju.portals.shared.shell.find import find

app_name = "member"
urlpatterns = [
    path("", home.home, name="home"),
    path("find", members_only(find), name="find"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("enter", entrance.enter, name="enter"),
    path("first-password", first_password.first_password, name="first_password"),
    path("sign-out", session.sign_out, name="sign_out"),
    path("step-up", session.step_up, name="step_up"),
    path("register", register.register, name="register"),
    path("register/<slug:step>", register.register, name="register_step"),
    path("forgot", forgot.forgot, name="forgot"),
    path("forgot/<slug:step>", forgot.forgot, name="forgot_step"),
    path("ledger", ledger.ledger, name="ledger"),
    path("ledger/export", ledger.ledger_export, name="ledger_export"),
    path("loans", loans.loans, name="loans"),
    path("loans/<str:number>", loans.loan, name="loan"),
    path("messages", messages.inbox, name="messages"),
    path("messages/<int:pk>", messages.message, name="message"),
    path("messages/<int:pk>/reading", messages.reading, name="message_reading"),
    path("messages/<int:pk>/hiding", messages.hiding, name="message_hiding"),
    path("cases", cases.cases, name="cases"),
    path("cases/export", cases.cases_export, name="cases_export"),
    path("cases/<str:number>", cases.case, name="case"),
    path("cases/<str:number>/file", cases.case_file, name="case_file"),
    path("cases/<str:number>/mending", cases.case_mending, name="case_mending"),
    path("cases/<str:number>/withdrawal", cases.case_withdrawal, name="case_withdrawal"),
    path("todo", todo.todo, name="todo"),
    path("cards", cards.cards, name="cards"),
    path("cards/bound", cards.card_bound, name="card_bound"),
    path("transfers", transfers.transfers, name="transfers"),
    path("transfers/done", transfers.done, name="transfer_done"),
    path("transfers/<str:number>/consent", transfers.accept, name="transfer_consent"),
    path("transfers/<str:number>/refusal", transfers.refuse, name="transfer_refusal"),
    *materials,
    *security,
    *withdrawals,
    *exports.paths(members_only),
]
