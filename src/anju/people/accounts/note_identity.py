"""Writes down whose account it is, where that was not asked for before (补登证件号码)."""

from datetime import date

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, mask_identity, normalise
from anju.people.models import Staff
from anju.people.staff.actor import actor_of
from anju.people.staff.hire_staff import StaffOnce


class IdentityStands(Refusal):
    code = "people.identity_stands"


def note_identity(*, staff: Staff, identity_number: str, by: Staff, today: date) -> None:
    """Tie an account to a natural person, once; nobody ties his own.

    Raises IdentityStands where it is known or would be one's own deed, BadIdentity, StaffOnce
    for a person who has another account. (等保 8.1.4.1 a; security E1.)
    """
    if staff.identity_number or staff.pk == by.pk:
        raise IdentityStands("证件号码已登记，或这是您自己的账号，不能由您补登。")
    number = check_identity_number(normalise(identity_number).upper(), today=today).number
    staff.identity_number = number
    try:
        with transaction.atomic():
            staff.save(update_fields=["identity_number"])
    except IntegrityError as error:
        raise StaffOnce("这个证件号码已登记在另一个账号下；一人只能有一个账号。") from error
    record(
        actor=actor_of(by),
        deed="note_identity",
        subject=actor_of(staff),
        identity=mask_identity(number),
    )
