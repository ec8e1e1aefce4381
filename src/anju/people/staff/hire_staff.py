"""Opens an account for somebody who comes to work for the center."""

import re
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, check_name, mask_identity, normalise
from anju.people.models import Staff
from anju.policy.rules import value

LOGIN = re.compile(r"[0-9A-Za-z]{4,20}", re.ASCII)


class BadLogin(Refusal):
    code = "people.bad_login"


class StaffOnce(Refusal):
    code = "people.staff_once"


@dataclass(frozen=True)
class Newcomer:
    """Who comes: 工号, name, identity number and branch."""

    login: str
    name: str
    identity_number: str
    branch: str


def hire_staff(*, newcomer: Newcomer, today: date, by: str) -> Staff:
    """Open an account without any role; what it may do the security administrator says.

    One person has one account, ever: that is what keeps the three administrators apart.
    Raises BadLogin, BadName, BadIdentity for what cannot be, StaffOnce for a 工号 or a person
    that is there already. (等保 8.1.4.1 a; security E1.)
    """
    login = normalise(newcomer.login)
    if not LOGIN.fullmatch(login):
        raise BadLogin("工号请填 4 至 20 位数字或字母，不要带空格和符号。")
    branches = [branch.name for branch in value("hall.branches", on=today)]
    if newcomer.branch not in branches:
        raise BadLogin("请从列表中选择所属的管理部。")
    number = check_identity_number(normalise(newcomer.identity_number), today=today).number
    try:
        with transaction.atomic():
            staff = Staff.objects.create(
                login=login,
                name=check_name(newcomer.name),
                identity_number=number,
                role="",
                branch=newcomer.branch,
            )
    except IntegrityError as error:
        raise StaffOnce(
            "这个工号或这位工作人员已有账号。一人只能有一个账号；离岗后返岗的，请启用原账号。"
        ) from error
    record(
        actor=by,
        deed="hire_staff",
        subject=f"staff/{staff.pk}",
        login=login,
        identity=mask_identity(number),
        branch=newcomer.branch,
    )
    return staff
