"""Registers of one purpose beside the mixed one: one draft of each, and what each holds."""

import pytest
from django.db import IntegrityError, transaction
from tests.people_of_the_town import JULY, TODAY, employer, identity, opening, staff

from anju.contributions.models import Line, Register
from anju.contributions.registers.edit_register import Edit, Entry, put_line
from anju.contributions.registers.kinds import WrongRegister
from anju.contributions.registers.open_register import drafts_of, open_register
from anju.contributions.registers.submit_register import LinesTurned, submit_register
from anju.contributions.remittances.remit import RegisterPending, submit_remittance
from anju.people.models import Employer

KIND = Register.Kind


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    return made


def edit(register: Register) -> Edit:
    register.refresh_from_db()
    return Edit(register=register.pk, version=register.version, today=TODAY, by="赵会计")


def seal(order: int, name: str) -> Entry:
    return Entry(Line.Kind.SEAL, name, identity(order))


def test_an_employer_has_one_draft_of_each_kind(mill: Employer) -> None:
    opened = [open_register(employer=mill, by="赵会计", kind=kind) for kind in KIND]
    again = [open_register(employer=mill, by="钱会计", kind=kind) for kind in KIND]
    assert [one.pk for one in again] == [one.pk for one in opened]
    assert drafts_of(mill).count() == len(KIND)
    law = "contributions_one_draft_of_a_kind"
    with pytest.raises(IntegrityError, match=law), transaction.atomic():
        Register.objects.create(
            number="BG1", employer=mill, kind=KIND.SEALS, month=JULY, opened_by="x"
        )


def test_a_single_purpose_register_takes_no_other_change(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计", kind=KIND.UNSEALS)
    with pytest.raises(WrongRegister, match="只办理启封"):
        put_line(edit=edit(register), entry=seal(1, "王芳"))
    assert not register.lines.exists()


def test_no_month_is_paid_while_any_draft_holds_a_change(mill: Employer) -> None:
    register = open_register(employer=mill, by="赵会计", kind=KIND.SEALS)
    open_register(employer=mill, by="赵会计")
    put_line(edit=edit(register), entry=seal(1, "王芳"))
    with pytest.raises(RegisterPending, match=f"^个人封存（{register.number}）里还有"):
        submit_remittance(
            employer=mill,
            until=JULY,
            method="realtime",
            expected_fen=1,
            intent="a",
            today=TODAY,
            by="赵会计",
        )


def test_somebody_in_two_drafts_is_judged_again_when_the_second_is_submitted(
    mill: Employer,
) -> None:
    mixed = open_register(employer=mill, by="赵会计")
    alone = open_register(employer=mill, by="赵会计", kind=KIND.SEALS)
    for register in (mixed, alone):
        assert put_line(edit=edit(register), entry=seal(1, "王芳")).faults == []
    submit_register(edit=edit(mixed))
    with pytest.raises(LinesTurned):
        submit_register(edit=edit(alone))
    assert [fault["code"] for fault in alone.lines.get().faults] == ["R07"]
