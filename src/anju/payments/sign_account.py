"""Signs the bank account from which an employer pays (单位缴存银行账户签约, row C-46)."""

import re
from datetime import date

from django.db import transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.masks import mask_card
from anju.payments.models import SignedAccount
from anju.people.models import Employer

CORPORATE_ACCOUNT = re.compile(r"[0-9]{9,32}", re.ASCII)


class HolderDiffers(Refusal):
    code = "payments.holder_differs"


class NotAnAccount(Refusal):
    code = "payments.not_an_account"


def sign_account(
    *, employer: Employer, bank: str, account: str, holder: str, today: date, by: str
) -> SignedAccount:
    """Sign an account; the one signed before ends the same day.

    Raises HolderDiffers when the account is not in the employer's own name, NotAnAccount when
    the number cannot be a bank account's.
    """
    if not CORPORATE_ACCOUNT.fullmatch(account):
        raise NotAnAccount("银行账号应为 9 至 32 位数字，请核对开户许可证上的账号。")
    if holder.strip() != employer.name:
        raise HolderDiffers(
            f"户名与单位名称不一致：单位名称为“{employer.name}”，请使用单位自己的银行账户。"
        )
    with transaction.atomic():
        Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
        SignedAccount.objects.filter(employer=employer, ended_on=None).update(ended_on=today)
        signed = SignedAccount.objects.create(
            employer=employer,
            bank=bank.strip(),
            account=account,
            holder=employer.name,
            signed_on=today,
            signed_by=by,
        )
        record(
            actor=by, deed="sign_account", subject=employer.number, account=mask_card(account)
        )
    return signed
