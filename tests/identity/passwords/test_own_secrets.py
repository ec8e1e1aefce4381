"""The payment password stands apart from the login password, and its recovery holds money."""

from datetime import timedelta

import pytest
from tests.identity.contacts.conftest import NOW, fang, mill, told

from anju.identity.models import Holder
from anju.identity.passwords.check_strength import WeakPassword
from anju.identity.passwords.check_twice import NotTheSameTwice
from anju.identity.passwords.own_secrets import (
    PinIsPassword,
    change_own_pin,
    recover_own_pin,
    set_own_pin,
)
from anju.identity.passwords.pin import SamePin
from anju.identity.passwords.set_password import set_password
from anju.people.models import Member
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out

__all__ = ["fang", "mill"]

HOUR = timedelta(hours=1)


def test_the_payment_password_is_another_than_the_login_password(fang: Member) -> None:
    set_password(
        holder=Holder.MEMBER, holder_id=fang.pk, password="739164", short=True, now=NOW
    )
    with pytest.raises(PinIsPassword):
        set_own_pin(member=fang, pin="739164", again="739164", now=NOW)
    with pytest.raises(NotTheSameTwice):
        set_own_pin(member=fang, pin="284719", again="284718", now=NOW)
    set_own_pin(member=fang, pin="284719", again="284719", now=NOW)
    assert "支付密码" in told(fang.mobile)
    with pytest.raises(SamePin, match="相同"):
        change_own_pin(member=fang, old="284719", new="284719", again="284719", now=NOW)
    with pytest.raises(WeakPassword):
        change_own_pin(member=fang, old="284719", new="111111", again="111111", now=NOW)
    change_own_pin(member=fang, old="284719", new="607315", again="607315", now=NOW)


def test_a_recovered_payment_password_pays_nothing_for_a_day(fang: Member) -> None:
    recover_own_pin(member=fang, pin="284719", again="284719", now=NOW)
    with pytest.raises(PayoutsHeld, match="找回支付密码"):
        check_may_pay_out(member=fang, now=NOW + 23 * HOUR)
    check_may_pay_out(member=fang, now=NOW + 24 * HOUR)
