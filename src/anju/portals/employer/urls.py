"""The pages of the employers' door."""

from django.urls import path

from anju.portals.employer import forgot, password, registration, session, sign_in
from anju.portals.employer.certificates import urls as certificates
from anju.portals.employer.door import agents_only
from anju.portals.employer.duties import urls as duties
from anju.portals.employer.home import home, profile
from anju.portals.employer.money import urls as money
from anju.portals.employer.own import urls as own
from anju.portals.employer.queries import urls as queries
from anju.portals.employer.registers import urls as registers
from anju.portals.employer.review import urls as review
from anju.portals.employer.team import urls as team
from anju.portals.employer.transfers import urls as transfers
from anju.portals.shared.exports import pages as exports
from anju.portals.shared.shell.find import find

app_name = "employer"
urlpatterns = [
    path("", home, name="home"),
    path("find", agents_only(find), name="find"),
    path("profile", profile, name="profile"),
    path("sign-in", sign_in.sign_in, name="sign_in"),
    path("sign-out", session.sign_out, name="sign_out"),
    path("step-up", session.step_up, name="step_up"),
    path("registration", registration.ask, name="registration"),
    path("registration/code", registration.code, name="registration_code"),
    path("registration/password", registration.password, name="registration_password"),
    path("registration/done", registration.done, name="registration_done"),
    path("forgot", forgot.ask, name="forgot"),
    path("forgot/code", forgot.code, name="forgot_code"),
    path("forgot/password", forgot.password, name="forgot_password"),
    path("forgot/done", forgot.done, name="forgot_done"),
    path("password", password.password, name="password"),
    path("password/changed", password.changed, name="password_changed"),
    *certificates.PATHS,
    *team.PATHS,
    *review.PATHS,
    *transfers.PATHS,
    *registers.PATHS,
    *money.PATHS,
    *own.PATHS,
    *queries.PATHS,
    *exports.paths(agents_only),
    *duties.PATHS,
]
