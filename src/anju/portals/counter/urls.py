"""The pages of the counter door."""

from django.urls import path

from anju.portals.counter import (
    agreements,
    business_day,
    cheques,
    deeds,
    desk,
    orders,
    session,
    sign_in,
    statements,
)

app_name = "counter"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", session.sign_out, name="sign_out"),
    path("step-up", session.step_up, name="step_up"),
    path("agreement", agreements.agreement, name="agreement"),
    path("cheque", cheques.cheque, name="cheque"),
    path("deeds", deeds.deeds, name="deeds"),
    path("deeds/export", deeds.deeds_export, name="deeds_export"),
    path("orders", orders.orders, name="orders"),
    path("orders/export", orders.orders_export, name="orders_export"),
    path("orders/<str:serial>/resolution", orders.resolution, name="resolution"),
    path("statements", statements.statements, name="statements"),
    path("statements/export", statements.statements_export, name="statements_export"),
    path("business-day", business_day.business_day, name="business_day"),
]
