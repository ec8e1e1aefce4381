"""An employer asks for its closing (单位缴存注销登记); nothing may be left."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from anju.cases.models import Answer, Case
from anju.contributions.unit.closing import closing_obstacles
from anju.ground.errors import Refusal
from anju.payments.models import SignedAccount
from anju.people.employers.change_employer import FieldsWrong
from anju.people.employers.close_employer import close_employer
from anju.people.models import Employer

# A.3 of JGJ/T 320, as far as it is known.
REASONS: Mapping[str, str] = {
    "01": "破产",
    "02": "解散",
    "03": "撤销",
    "04": "合并、分立",
    "99": "其他",
}


class SomethingLeft(Refusal):
    code = "contributions.something_left"


def read_closing(employer: Employer, asked: Mapping[str, str], today: date) -> list[Answer]:
    """Why it closes; raises FieldsWrong, and SomethingLeft with the exact list."""
    check_nothing_left(employer)
    because = asked.get("because", "")
    if because not in REASONS:
        raise FieldsWrong("没有提交。", faults={"because": "请从列表里选择销户原因。"})
    return [Answer("because", "销户原因", because, REASONS[because])]


def carry_closing(case: Case, today: date, by: str) -> None:
    """Close the account as a case asked; raises as `close_account`."""
    if case.employer is None:
        raise RuntimeError(f"case {case.number} is nobody's")
    close_account(employer=case.employer, because=case.values["because"], today=today, by=by)


def close_account(*, employer: Employer, because: str, today: date, by: str) -> None:
    """Close an employer of whom nothing is left; its bank account is signed no more.

    Raises SomethingLeft, NotInState.
    """
    with transaction.atomic():
        held = Employer.objects.select_for_update(no_key=True, of=("self",)).get(pk=employer.pk)
        check_nothing_left(held)
        close_employer(employer=held, because=because, today=today, by=by)
        SignedAccount.objects.filter(employer=held, ended_on=None).update(ended_on=today)


def check_nothing_left(employer: Employer) -> None:
    """Raise SomethingLeft with everything that is left, one after the other."""
    left = closing_obstacles(employer=employer)
    if left:
        raise SomethingLeft(f"还不能销户：{'；'.join(left)}。", left=left)
