"""A form that was sent, changed and sent again is no second deed and no silent first one."""

import pytest
from tests.contributions.remittances.test_remit import PREPAID, remit
from tests.people_of_the_town import TODAY, employer, opening, staff

from anju.contributions import prepay
from anju.contributions.models import Prepayment, Remittance
from anju.contributions.remittances.remit import FormUsed
from anju.ground.calendar import Month
from anju.people.models import Employer


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


def pay_ahead(at: Employer, fen: int) -> Prepayment:
    return prepay.submit_prepayment(
        employer=at, amount_fen=fen, note="", intent="x", today=TODAY, by="赵会计"
    )


@pytest.mark.parametrize(
    "changed",
    [{"until": Month(2026, 8)}, {"by": PREPAID}],
    ids=["month", "method"],
)
def test_a_changed_remittance_form_is_refused_with_what_it_did(mill: Employer, changed) -> None:
    first = remit(mill)
    with pytest.raises(FormUsed, match=first.number):
        remit(mill, **changed)
    assert Remittance.objects.get().pk == first.pk


def test_a_changed_prepayment_form_is_refused_with_what_it_did(mill: Employer) -> None:
    pay_ahead(mill, 100)
    with pytest.raises(prepay.FormUsed, match=r"1\.00 元"):
        pay_ahead(mill, 200)
    assert Prepayment.objects.get().amount_fen == 100


def test_another_employers_form_does_nothing(mill: Employer) -> None:
    other = employer("浉河茶业有限公司", seq=2)
    staff(other, opening(9, "孙浩"))
    remit(mill)
    pay_ahead(mill, 100)
    with pytest.raises(FormUsed, match="失效"):
        remit(other, fen=144_000)
    with pytest.raises(prepay.FormUsed, match="失效"):
        pay_ahead(other, 100)
    assert (Remittance.objects.count(), Prepayment.objects.count()) == (1, 1)
