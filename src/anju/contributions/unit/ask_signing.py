"""An employer asks the counter to sign its bank account (网厅单位缴存银行账户签约)."""

from collections.abc import Mapping
from datetime import date

from anju.cases.models import Answer, Case
from anju.ground.masks import mask_card
from anju.ground.names import normalise
from anju.payments.models import SignedAccount
from anju.payments.sign_account import CORPORATE_ACCOUNT, sign_account
from anju.people.employers.change_employer import FieldsWrong, NothingChanged
from anju.people.models import Employer

BANKS = ("中国工商银行", "中国农业银行", "中国银行", "中国建设银行", "交通银行", "其他银行")


def read_signing(employer: Employer, asked: Mapping[str, str], today: date) -> list[Answer]:
    """Bank and account, in the employer's own name; raises FieldsWrong, NothingChanged."""
    bank, account = asked.get("bank", ""), normalise(asked.get("account", ""))
    faults = {}
    if bank not in BANKS:
        faults["bank"] = "请从列表里选择开户银行。"
    if not CORPORATE_ACCOUNT.fullmatch(account):
        faults["account"] = "银行账号应为 9 至 32 位数字，请核对开户许可证上的账号。"
    if faults:
        raise FieldsWrong("有几处填写得不对，没有提交，请按提示修改。", faults=faults)
    if signed_now(employer, account) is not None:
        raise NothingChanged("没有变化：这个账户已经签约，不用再申请。")
    return [
        Answer("bank", "开户银行", bank, bank),
        Answer("account", "银行账号", account, mask_card(account)),
        Answer("holder", "户名", employer.name, employer.name),
    ]


def carry_signing(case: Case, today: date, by: str) -> None:
    """Sign the account as the counter does; raises as `sign_account`."""
    if case.employer is None:
        raise RuntimeError(f"case {case.number} is nobody's")
    said = case.values
    sign_account(
        employer=case.employer,
        bank=said["bank"],
        account=said["account"],
        holder=said["holder"],
        today=today,
        by=by,
    )


def signed_now(employer: Employer, account: str = "") -> SignedAccount | None:
    """The account that is signed now, or the one asked for if it is."""
    found = SignedAccount.objects.filter(employer=employer, ended_on=None)
    return (found.filter(account=account) if account else found).first()
