"""The pages of the counter door."""

from django.urls import path

from anju.portals.counter import business_day, desk
from anju.portals.counter.entry import ceremonies, factor_again, second_factor, session, sign_in
from anju.portals.counter.money import deeds, orders, statements, suspense, suspense_review
from anju.portals.counter.persons import (
    certificates,
    corrections,
    face_sign,
    holds,
    mobiles,
    new_mobile,
    new_password,
    person,
)
from anju.portals.counter.team import accounts, grants, own_keys, trail
from anju.portals.counter.units import agents, agents_leave, agents_mobile, agreements, cheques

app_name = "counter"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("first-sign-in", sign_in.activate, name="activate"),
    path("second-factor", second_factor.second_factor, name="second_factor"),
    path("second-factor/challenge", ceremonies.half_way_challenge, name="half_way_challenge"),
    path("sign-out", session.sign_out, name="sign_out"),
    path("step-up", session.step_up, name="step_up"),
    path("step-up/challenge", factor_again.step_up_challenge, name="step_up_challenge"),
    path("agreement", agreements.agreement, name="agreement"),
    path("cheque", cheques.cheque, name="cheque"),
    path("deeds", deeds.deeds, name="deeds"),
    path("deeds/export", deeds.deeds_export, name="deeds_export"),
    path("orders", orders.orders, name="orders"),
    path("orders/export", orders.orders_export, name="orders_export"),
    path("orders/<str:serial>/resolution", orders.resolution, name="resolution"),
    path("statements", statements.statements, name="statements"),
    path("statements/export", statements.statements_export, name="statements_export"),
    path("suspense", suspense.suspense, name="suspense"),
    path("suspense/review", suspense_review.suspense_review, name="suspense_review"),
    path("suspense/decision", suspense_review.suspense_decision, name="suspense_decision"),
    path("suspense/<str:number>", suspense.suspense_one, name="suspense_one"),
    path("business-day", business_day.business_day, name="business_day"),
    path("person", person.person, name="person"),
    path("person/file", person.person_file, name="person_file"),
    path("person/whole", person.person_whole, name="person_whole"),
    path("person/close", person.person_close, name="person_close"),
    path("person/face-sign", face_sign.face_sign_page, name="face_sign"),
    path("person/face-sign/paper", face_sign.face_sign_paper, name="face_sign_paper"),
    path("person/password", new_password.new_password, name="new_password"),
    path("person/mobile", new_mobile.new_mobile, name="new_mobile"),
    path("person/holds", holds.holds, name="holds"),
    path("person/certificate", certificates.certificate, name="certificate"),
    path("corrections", corrections.corrections, name="corrections"),
    path("corrections/decision", corrections.correction, name="correction"),
    path("mobiles", mobiles.mobiles, name="mobiles"),
    path("mobiles/decision", mobiles.mobile_decision, name="mobile_decision"),
    path("agents", agents.agents, name="agents"),
    path("agents/leave", agents_leave.agents_leave, name="agents_leave"),
    path("agents/mobile", agents_mobile.agents_mobile, name="agents_mobile"),
    path("staff", accounts.staff, name="staff"),
    path("staff/new", accounts.staff_hire, name="staff_hire"),
    path("staff/identity", accounts.staff_identity, name="staff_identity"),
    path("staff/switch", accounts.staff_switch, name="staff_switch"),
    path("grants", grants.grants, name="grants"),
    path("grants/new", grants.grant, name="grant"),
    path("grants/slip", grants.reset_factors, name="reset_factors"),
    path("grants/sessions", grants.end_sessions_of, name="end_sessions"),
    path("trail", trail.trail, name="trail"),
    path("trail/export", trail.trail_export, name="trail_export"),
    path("own/keys", own_keys.own_keys, name="own_keys"),
    path("own/keys/challenge", own_keys.own_challenge, name="own_challenge"),
    path("own/visits/end", own_keys.own_visit_end, name="own_visit_end"),
    path("own/keys/end", own_keys.own_key_end, name="own_key_end"),
]
