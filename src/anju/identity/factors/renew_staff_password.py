"""A clerk sets a password: after a slip, or because the last one has been used for 90 days."""

from datetime import datetime

from anju.audit.record import record
from anju.identity.factors.staff_password import check_staff_password
from anju.identity.models import Credential, Holder
from anju.identity.passwords.check_twice import check_twice
from anju.identity.passwords.set_password import set_password
from anju.people.models import Staff


def renew_staff_password(*, staff: Staff, password: str, again: str, now: datetime) -> None:
    """Set a clerk's password; the one before stops working and other sessions end.

    Raises NotTheSameTwice, StaffPasswordTooPlain, WeakPassword.
    """
    check_twice(password, again)
    before = Credential.objects.filter(holder=Holder.STAFF, holder_id=staff.pk).first()
    check_staff_password(password=password, before=before)
    set_password(holder=Holder.STAFF, holder_id=staff.pk, password=password, now=now)
    who = f"staff/{staff.pk}"
    record(actor=who, deed="set_password", subject=who)
