"""登记个人客户: who has no account is written down by his card, once, by somebody else."""

import pytest
from django.test import Client
from tests.people_of_the_town import identity
from tests.staff_of_the_town import at_counter, own_identity

from anju.audit.models import Event
from anju.ground.invented import make_mobile
from anju.people.models import Employer, Member, Staff

PAGE = "/counter/person/new"
SON = identity(61)
FORM = {"name": "王小明", "identity": SON, "mobile": make_mobile(61), "card": "yes"}


@pytest.fixture
def window(hall: Client, mill: Employer) -> Client:
    return at_counter("0301", Staff.Role.CLERK)


def test_a_person_without_an_account_is_registered_by_his_card(window: Client) -> None:
    assert "登记个人客户" in window.get(PAGE).content.decode()
    done = window.post(PAGE, FORM).content.decode()
    assert "已登记" in done
    assert SON not in done
    made = Member.objects.get(identity_index=SON)
    assert (made.name, made.mobile, made.sex) == ("王小明", FORM["mobile"], "男")
    assert (made.accounts.count(), made.mobile_proven_at) == (0, None)
    told = Event.objects.get(deed="register_person")
    assert (told.subject, SON in str(told.detail)) == (f"member/{made.pk}", False)


def test_who_is_known_is_led_to_his_file_and_the_try_is_on_record(window: Client) -> None:
    window.post(PAGE, FORM)
    again = window.post(PAGE, {**FORM, "name": "王大明"})
    said = again.content.decode()
    assert (again.status_code, "已有登记" in said) == (422, True)
    assert 'href="/counter/person"' in said.partition("已有登记")[2]
    assert Member.objects.get(identity_index=SON).name == "王小明"
    assert Event.objects.filter(deed="meet_known_person").count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"card": ""}, "请核对身份证原件"),
        ({"name": "王*明"}, "姓名里不能有"),
        ({"identity": SON[:17]}, "应为 18 位"),
        ({"mobile": "12345"}, "手机号码"),
        ({"identity": own_identity("0301")}, "不能登记本人"),
    ],
)
def test_what_cannot_be_is_refused_with_words(
    window: Client, typed: dict[str, str], words: str
) -> None:
    refused = window.post(PAGE, {**FORM, **typed})
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert not Member.objects.filter(name="王小明").exists()
