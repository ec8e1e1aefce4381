"""An employer registration: what changes at once, what needs proof, what is left behind."""

import pytest
from tests.people_of_the_town import TODAY, employer

from anju.contributions.unit.change_registration import NeedsProof, change_registration
from anju.documents.models import Receipt
from anju.people.employers.change_employer import (
    FieldsWrong,
    NothingChanged,
    RegistrationMoved,
    last_change,
)
from anju.people.employers.registration_fields import Field
from anju.people.models import Employer, EmployerChange


@pytest.fixture
def mill(xinyang) -> Employer:
    return employer()


def change(mill: Employer, *, seen: int | None = None, **asked: str) -> Receipt:
    return change_registration(
        employer=mill,
        asked={Field(name): text for name, text in asked.items()},
        seen=last_change(mill) if seen is None else seen,
        today=TODAY,
        by="赵会计",
    )


@pytest.mark.rows("C-43", "C-57")
def test_what_differs_changes_and_the_receipt_names_it_before_and_after(mill: Employer) -> None:
    receipt = change(mill, address="新华路 8 号", postcode="464000", payday="15")
    mill.refresh_from_db()
    assert (mill.address, mill.postcode, mill.payday) == ("新华路 8 号", "464000", 15)
    assert receipt.kind_label == "单位缴存登记信息变更回单"
    assert set(receipt.facts.table.rows) == {
        ("单位地址", "演示路 1 号", "新华路 8 号"),
        ("邮政编码", "（空）", "464000"),
        ("发薪日", "每月 10 日", "每月 15 日"),
    }
    kept = EmployerChange.objects.get(field="payday")
    assert (kept.before, kept.after, kept.actor) == ("每月 10 日", "每月 15 日", "赵会计")
    assert (kept.happened_on, kept.source) == (TODAY, receipt.facts.business_serial)


def test_what_stays_the_same_is_no_change(mill: Employer) -> None:
    with pytest.raises(NothingChanged, match="没有变化"):
        change(mill, address=" 演示路 1 号 ", payday="10")
    assert not EmployerChange.objects.exists()
    assert not Receipt.objects.exists()


def test_every_wrong_field_is_told_at_once_and_nothing_is_written(mill: Employer) -> None:
    with pytest.raises(FieldsWrong) as refused:
        change(mill, address="新华路", postcode="46400", payday="32", email="a@b", industry="Z")
    assert set(refused.value.faults) == {"postcode", "payday", "email", "industry"}
    mill.refresh_from_db()
    assert mill.address == "演示路 1 号"


@pytest.mark.parametrize("field", ["name", "credit_code", "legal_name", "legal_identity"])
def test_what_needs_a_paper_is_not_changed_in_the_hall(mill: Employer, field: str) -> None:
    with pytest.raises(NeedsProof):
        change(mill, **{field: "别的名称"})
    mill.refresh_from_db()
    assert mill.name == "申城纺织有限公司"


def test_two_agents_do_not_overwrite_each_other_unseen(mill: Employer) -> None:
    seen = last_change(mill)
    change(mill, seen=seen, phone="0376-6360123")
    with pytest.raises(RegistrationMoved):
        change(mill, seen=seen, phone="0376-6360999")
    mill.refresh_from_db()
    assert mill.phone == "0376-6360123"
