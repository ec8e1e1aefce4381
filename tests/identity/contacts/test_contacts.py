"""Contacts change with proof only, both sides are told, and the old one can object."""

import re
from datetime import timedelta

import pytest
from tests.identity.contacts.conftest import NOW, told

from anju.audit.models import Event
from anju.identity.codes.use_code import WrongCode
from anju.identity.contacts.answer_by_old_mobile import answer_by_old_mobile, ask_old_mobile
from anju.identity.contacts.answer_correction import answer_correction
from anju.identity.contacts.ask_for_correction import ask_for_correction
from anju.identity.contacts.disavow_change import LinkIsOver, disavow_change
from anju.identity.contacts.member_codes import (
    NoMobile,
    Place,
    send_member_code,
    take_member_code,
)
from anju.identity.contacts.notify_member import notify_member
from anju.identity.contacts.own_mobile import ask_new_mobile, replace_own_mobile
from anju.identity.contacts.pages import Pages
from anju.identity.contacts.renew_mobile import renew_mobile
from anju.identity.contacts.sms_notices import NoticesAsTheyWere, set_sms_notices
from anju.identity.models import Activation, Code, Credential, Disavowal, Holder
from anju.identity.passwords.activation import (
    WrongActivation,
    give_activation,
    use_activation,
)
from anju.notices.models import Message
from anju.people.change_mobile import MobileAsItWas
from anju.people.models import Employer, Member, Proposal
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out

HOUR = timedelta(hours=1)
NEW = "13900139001"
PAGES = Pages(disavow="https://hall.example/not-me/", confirm="https://hall.example/correction")
HERE = Place(session="s" * 32, address="203.0.113.7")
Field, How = Proposal.Field, Proposal.How


def code_to(mobile: str) -> str:
    found = re.search(r"验证码 (\d{6})", told(mobile))
    assert found is not None
    return found[1]


def token_to(mobile: str) -> str:
    found = re.search(r"not-me/(\S+)", told(mobile))
    assert found is not None
    return found[1]


def stolen(member: Member) -> str:
    """Somebody changes the number; the old one's link."""
    before = member.mobile
    renew_mobile(member=member, mobile=NEW, proven=True, by="x", pages=PAGES, now=NOW)
    return token_to(before)


def proposal_for(member: Member, field: Field = Field.MOBILE, value: str = NEW) -> Proposal:
    return ask_for_correction(
        member=member,
        employer=member.accounts.get().employer,
        field=field,
        value=value,
        by="agent/1",
        pages=PAGES,
        now=NOW,
    )


def test_a_change_is_told_to_both_numbers_and_only_the_old_may_object(fang: Member) -> None:
    before = fang.mobile
    stolen(fang)
    assert "139****9001" in told(before)
    assert "72 小时内打开 https://hall.example/not-me/" in told(before)
    assert "暂停支付" in told(NEW)
    assert "not-me" not in told(NEW)
    with pytest.raises(PayoutsHeld):
        check_may_pay_out(member=fang, now=NOW + 71 * HOUR)


def test_the_old_contact_puts_everything_back_and_shuts_the_door(fang: Member) -> None:
    before = fang.mobile
    token = stolen(fang)
    disavow_change(token=token, now=NOW + 71 * HOUR)
    fang.refresh_from_db()
    assert fang.mobile == before
    credential = Credential.objects.get(holder=Holder.MEMBER, holder_id=fang.pk)
    assert credential.locked_because == "本人否认变更"
    with pytest.raises(PayoutsHeld, match="带身份证"):
        check_may_pay_out(member=fang, now=NOW + 10_000 * HOUR)
    assert "撤销" in told(NEW)
    assert "not-me" not in told(NEW)
    assert Event.objects.filter(deed="disavow_change").count() == 1


def test_the_link_counts_once_within_72_hours_and_nothing_else_does(fang: Member) -> None:
    token = stolen(fang)
    for asked, at in (("x" * 22, NOW), ("", NOW), (token, NOW + 72 * HOUR)):
        with pytest.raises(LinkIsOver):
            disavow_change(token=asked, now=at)
    disavow_change(token=token, now=NOW)
    with pytest.raises(LinkIsOver):
        disavow_change(token=token, now=NOW)


def test_the_link_carries_128_bits_of_which_only_a_hash_is_kept(fang: Member) -> None:
    token = stolen(fang)
    assert len(token) == 22
    kept = Disavowal.objects.get()
    assert token.encode() not in bytes(kept.digest) + bytes(kept.before or b"")


def test_the_new_telephone_answers_before_it_is_written(fang: Member) -> None:
    ask_new_mobile(member=fang, mobile=NEW, place=HERE, now=NOW)
    typed = code_to(NEW)
    with pytest.raises(WrongCode):
        replace_own_mobile(
            member=fang, mobile="13900139002", typed=typed, place=HERE, pages=PAGES, now=NOW
        )
    replace_own_mobile(member=fang, mobile=NEW, typed=typed, place=HERE, pages=PAGES, now=NOW)
    fang.refresh_from_db()
    assert (fang.mobile, fang.mobile_proven_at) == (NEW, NOW)


def test_the_number_on_file_is_no_new_number(fang: Member) -> None:
    with pytest.raises(MobileAsItWas, match="没有变化"):
        ask_new_mobile(member=fang, mobile=fang.mobile, place=HERE, now=NOW)


def test_business_messages_end_and_resume_by_code(fang: Member) -> None:
    for wanted, at in ((False, NOW), (True, NOW + 2 * HOUR)):
        send_member_code(member=fang, purpose=Code.Purpose.SMS_NOTICES, place=HERE, now=at)
        typed = code_to(fang.mobile)
        set_sms_notices(member=fang, wanted=wanted, typed=typed, place=HERE, now=at)
        fang.refresh_from_db()
        assert fang.sms_notices is wanted
        assert ("恢复接收业务短信" in told(fang.mobile)) is wanted
        assert notify_member(member=fang, text="七月汇缴已入账。", now=at) is wanted
        assert ("七月汇缴" in told(fang.mobile)) is wanted
    with pytest.raises(NoticesAsTheyWere, match="没有变化"):
        set_sms_notices(member=fang, wanted=True, typed="", place=HERE, now=NOW)


def test_a_code_that_came_back_proves_the_number(fang: Member) -> None:
    Member.objects.update(mobile_proven_at=None)
    fang.refresh_from_db()
    purpose = Code.Purpose.PASSWORD
    send_member_code(member=fang, purpose=purpose, place=HERE, now=NOW)
    typed = code_to(fang.mobile)
    take_member_code(member=fang, purpose=purpose, place=HERE, typed=typed, now=NOW)
    fang.refresh_from_db()
    assert fang.mobile_proven_at == NOW


def test_who_has_no_number_on_file_is_told_where_to_go(fang: Member) -> None:
    fang.mobile = ""
    with pytest.raises(NoMobile, match="管理部"):
        send_member_code(member=fang, purpose=Code.Purpose.PIN, place=HERE, now=NOW)


def test_a_proposal_is_told_to_the_old_telephone_and_no_code_goes_to_the_new(
    fang: Member,
) -> None:
    proposal = proposal_for(fang)
    assert proposal.number in told(fang.mobile)
    assert "139****9001" in told(fang.mobile)
    assert told(NEW) == ""
    assert proposal.state == Proposal.State.WAITING


@pytest.mark.parametrize("accept", [True, False])
def test_the_old_telephone_answers_a_proposal_by_code(fang: Member, accept: bool) -> None:
    before, proposal = fang.mobile, proposal_for(fang)
    ask_old_mobile(number=proposal.number, place=HERE, now=NOW)
    answer_by_old_mobile(
        number=proposal.number,
        accept=accept,
        typed=code_to(before),
        place=HERE,
        pages=PAGES,
        now=NOW,
    )
    fang.refresh_from_db()
    assert fang.mobile == (NEW if accept else before)
    assert ("not-me" in told(before)) is accept


def test_an_invented_number_looks_like_a_real_one(fang: Member) -> None:
    real = proposal_for(fang).number
    counts = []
    for number in (real, "GZ2026111800000000"):
        place = Place(session=number.ljust(32, "x"), address=HERE.address)
        before = (Code.objects.count(), Message.objects.count())
        ask_old_mobile(number=number, place=place, now=NOW)
        counts.append((Code.objects.count() - before[0], Message.objects.count() - before[1]))
        with pytest.raises(WrongCode):
            answer_by_old_mobile(
                number=number, accept=True, typed="000000", place=place, pages=PAGES, now=NOW
            )
    assert counts == [(1, 1), (1, 1)]


def test_a_new_employees_number_is_written_and_the_one_before_is_told(mill: Employer) -> None:
    member = Member.objects.get()
    before = member.mobile
    proposal = proposal_for(member)
    member.refresh_from_db()
    assert (proposal.state, member.mobile) == (Proposal.State.ACCEPTED, NEW)
    assert member.mobile_proven_at is None
    assert "not-me" in told(before)


def test_the_counter_answers_with_a_reason_and_the_member_is_told(fang: Member) -> None:
    proposal = proposal_for(fang, Field.NAME, "王芳芳")
    answer_correction(
        proposal=proposal,
        accept=True,
        how=How.COUNTER,
        by="柜员甲",
        reason="核对户口簿",
        pages=PAGES,
        now=NOW,
    )
    fang.refresh_from_db()
    assert fang.name == "王芳芳"
    assert "已更正您登记的姓名" in told(fang.mobile)


def test_a_start_sent_to_the_old_telephone_is_over_when_the_number_changes(
    fang: Member,
) -> None:
    whose, by = {"holder": Holder.MEMBER, "holder_id": fang.pk}, f"member/{fang.pk}"
    sent = give_activation(**whose, way=Activation.Way.SMS, by="hall", now=NOW)
    renew_mobile(member=fang, mobile=NEW, proven=True, by=by, pages=PAGES, now=NOW)
    with pytest.raises(WrongActivation):
        use_activation(**whose, typed=sent, now=NOW)
    slip = give_activation(**whose, way=Activation.Way.SLIP, by="staff/1", now=NOW)
    renew_mobile(member=fang, mobile="13900139002", proven=True, by=by, pages=PAGES, now=NOW)
    use_activation(**whose, typed=slip, now=NOW)
