"""Registers a natural person who has no fund account: an heir, for instance (登记个人客户)."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import (
    check_identity_number,
    check_mobile,
    check_name,
    mask_identity,
    normalise,
)
from anju.people.accounts.open_accounts import sounds_of
from anju.people.models import Member


class PersonKnown(Refusal):
    """There is a file already; `member` in detail is its key."""

    code = "people.person_known"


@dataclass(frozen=True)
class NewPerson:
    """Who it is by his identity card, and the mobile on which he is told."""

    name: str
    identity_number: str
    mobile: str


def register_person(*, person: NewPerson, today: date, by: str) -> Member:
    """Write a person down by his real name, without any account; nothing can be paid in or out.

    A name already on file stays as it is. Raises BadName, BadIdentity, BadMobile, and
    PersonKnown for a person who is on record. (条例第二十四条第三款.)
    """
    name = check_name(person.name)
    read = check_identity_number(normalise(person.identity_number).upper(), today=today)
    mobile = check_mobile(normalise(person.mobile))
    try:
        with transaction.atomic():
            made = Member.objects.create(
                name=name,
                name_pinyin=sounds_of(name),
                identity_number=read.number,
                sex=read.sex,
                born_on=read.born_on,
                mobile=mobile,
            )
            record(
                actor=by,
                deed="register_person",
                subject=f"member/{made.pk}",
                identity=mask_identity(read.number),
            )
    except IntegrityError as error:
        if "people_member_once" not in str(error):
            raise
        raise _known(read.number, by) from error
    return made


def _known(number: str, by: str) -> PersonKnown:
    """Who tries numbers to learn who is known leaves a trace of it (security D1)."""
    known = Member.objects.get(identity_index=number, identity_type="01")
    record(actor=by, deed="meet_known_person", subject=f"member/{known.pk}")
    return PersonKnown(
        "这个证件号码已有登记，没有重复登记，原来的资料也没有改动。"
        "请在“查个人”里写明事由，打开他的资料办理。",
        member=known.pk,
    )
