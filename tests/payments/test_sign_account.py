"""An employer signs the bank account the center may collect from."""

from datetime import date

import pytest

from anju.audit.models import Event
from anju.payments.models import SignedAccount
from anju.payments.sign_account import HolderDiffers, NotAnAccount, sign_account
from anju.people.models import Employer

DAY = date(2026, 11, 18)


def sign(mill: Employer, account: str = "41050178001234", *, holder: str = "") -> SignedAccount:
    return sign_account(
        employer=mill,
        bank="中国工商银行",
        account=account,
        holder=holder or mill.name,
        today=DAY,
        by="柜员 01",
    )


@pytest.mark.rows("C-46")
def test_a_new_account_ends_the_one_before_on_the_same_day(mill: Employer) -> None:
    before = mill.signed_accounts.get()
    signed = sign(mill)
    before.refresh_from_db()
    assert (before.ended_on, signed.ended_on) == (DAY, None)
    assert SignedAccount.objects.filter(employer=mill, ended_on=None).get() == signed


@pytest.mark.rows("C-46")
def test_only_an_account_in_the_employers_own_name_is_signed(mill: Employer) -> None:
    with pytest.raises(HolderDiffers, match=mill.name):
        sign(mill, holder="申城纺织有限公司工会")
    assert mill.signed_accounts.filter(ended_on=None).count() == 1


@pytest.mark.parametrize(
    "account",
    [
        *(
            "",
            "12345678",
            "4105 0178 0012 34",
            "41050178001234a",
            "４１０５０１７８００１２３４",
        ),
        *("1" * 33, "41050178001234\n"),
    ],
)
def test_what_cannot_be_an_account_number_is_refused(mill: Employer, account: str) -> None:
    with pytest.raises(NotAnAccount, match="9 至 32 位数字"):
        sign(mill, account)


def test_who_signed_it_is_on_record_and_the_number_is_masked(mill: Employer) -> None:
    sign(mill)
    event = Event.objects.filter(deed="sign_account").latest("id")
    assert (event.actor, event.subject) == ("柜员 01", mill.number)
    assert "41050178001234" not in str(event.detail)
