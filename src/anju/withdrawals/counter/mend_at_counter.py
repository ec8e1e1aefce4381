"""A clerk takes a mending in for the person who stands before him (柜面补正)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.cases.actors import member_acts, staff_acts
from anju.cases.intake import Intake
from anju.cases.models import Case
from anju.people.models import Member, Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.counter.at_counter import stands_there
from anju.withdrawals.counter.confirm import (
    MENDING_FORM,
    Confirmation,
    check_confirmed,
    keep_form,
)
from anju.withdrawals.mending.judge_mending import Mending
from anju.withdrawals.mending.mend import mend
from anju.withdrawals.models import Withdrawal


def mending_form_number(*, withdrawal: Withdrawal, mending: Mending) -> str:
    """The number printed on the form: other words, or another return, give another number."""
    rounds = withdrawal.case.steps.count() if withdrawal.case else 0
    told, papers = sorted(mending.posted.items()), sorted(mending.materials)
    said = [withdrawal.number, rounds, told, papers]
    text = json.dumps(said, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:12].upper()


def mend_at_counter(
    *,
    member: Member,
    number: str,
    mending: Mending,
    confirmed: Confirmation,
    clerk: Staff,
    today: date,
    now: datetime,
) -> Case:
    """Hand a returned withdrawal in again; the clerk can then neither accept nor review it.

    An heir mends what he asked for himself, and signs. Raises as `stands_there`,
    `check_confirmed`, adding a file, and `mend`.
    """
    withdrawal = stands_there(
        member=member, number=number, clerk=clerk, card_checked=confirmed.card_checked
    )
    heir = withdrawal.payee
    check_confirmed(
        confirmed=confirmed,
        form=mending_form_number(withdrawal=withdrawal, mending=mending),
        member=member,
        heir=heir,
        now=now,
    )
    with transaction.atomic():
        forms: frozenset[str] = frozenset()
        if not confirmed.pin:
            form = keep_form(
                confirmed=confirmed, member=member, heir=heir, now=now, called=MENDING_FORM
            )
            mending = replace(mending, materials=[*mending.materials, form.number])
            forms = frozenset({form.title})
        case = mend(
            member=member,
            number=number,
            mending=mending,
            by=member_acts(heir or member),
            today=today,
            now=now,
            intake=Intake(staff_acts(clerk), forms=forms),
        )
        record(
            actor=actor_of(clerk),
            deed="mend_withdrawal_at_counter",
            subject=number,
            way=confirmed.way,
            form=confirmed.form,
        )
    return case
