"""What the counter does for a person who stands there: 面签, a new start, a new phone."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import opening, staff
from tests.staff_of_the_town import at_counter

from anju.audit.models import Event, Look
from anju.identity.models import Activation, Credential, Enrolment, Holder
from anju.identity.passwords.set_password import set_password
from anju.notices.models import Message
from anju.people.corrections.propose_change import propose_change
from anju.people.models import (
    Appointment,
    Employer,
    Hold,
    Member,
    MobileRequest,
    Proposal,
    Staff,
)

WHY = {"kind": "member", "reason": "service", "words": "本人来办业务"}
NEW = "13912345678"


@pytest.fixture(autouse=True)
def slips(settings, tmp_path: Path) -> Path:
    settings.ANJU_SLIPS = tmp_path
    return tmp_path / "xinyang"


@pytest.fixture
def chen(hall: Client, mill: Employer) -> Member:
    """陈静, who has never used the hall; her phone is what her employer once wrote down."""
    staff(mill, opening(41, "陈静"))
    return Member.objects.get(name="陈静")


@pytest.fixture
def window(chen: Member) -> Client:
    """A clerk's counter with 陈静's file open."""
    return with_file(at_counter("0301", Staff.Role.CLERK), chen.identity_number)


def with_file(window: Client, number: str, kind: str = "member") -> Client:
    answer = window.post("/counter/person", {**WHY, "kind": kind, "number": number})
    assert answer.status_code == 302, answer.content.decode()
    return window


def last_code(mobile: str) -> str:
    said = Message.objects.filter(to_index=mobile, kind="code").latest("id").text
    return re.findall(r"\d{6}", said)[0]


def sign(window: Client, mobile: str, /, **changes: str):
    window.post("/counter/person/face-sign", {"mobile": mobile, "step": "send"})
    form = {"mobile": mobile, "code": last_code(mobile), "way": "sms", "card": "yes"}
    return window.post("/counter/person/face-sign", {**form, "step": "done", **changes})


@pytest.mark.rows("N-02", "N-05")
def test_a_face_sign_opens_the_hall_and_the_clerk_never_sees_the_code(
    window: Client, chen: Member
) -> None:
    done = sign(window, NEW)
    shown = done.content.decode()
    assert done.status_code == 200, shown
    assert "网上业务已开通" in shown
    enrolment = Enrolment.objects.get(holder="member", holder_id=chen.pk)
    assert (enrolment.way, enrolment.ended_at) == ("counter", None)
    chen.refresh_from_db()
    assert chen.mobile == NEW
    assert chen.mobile_proven_at is not None
    said = Message.objects.filter(to_index=NEW, text__isnull=False).latest("id").text
    code = re.findall(r"[2-9A-Z]{12}", said)[0]
    assert code not in shown
    assert code not in str(dict(window.session))
    assert Hold.objects.filter(member=chen, reason="registered").exists()
    assert Event.objects.get(deed="face_sign").subject == f"member/{chen.pk}"
    assert not Credential.objects.filter(holder="member", holder_id=chen.pk).exists()


def test_a_sealed_slip_goes_to_its_printer_alone(
    window: Client, chen: Member, slips: Path
) -> None:
    shown = sign(window, NEW, way="slip").content.decode()
    assert "密封函" in shown
    (printed,) = slips.iterdir()
    assert printed.read_bytes().startswith(b"%PDF")
    assert printed.stem in shown
    assert Activation.objects.get().way == "slip"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"card": ""}, "核对身份证原件"),
        ({"code": "000000"}, "验证码不对"),
        ({"mobile": "13900000002"}, "验证码不对"),
    ],
)
def test_nothing_opens_without_card_and_phone(
    window: Client, chen: Member, changes: dict[str, str], sentence: str
) -> None:
    answer = sign(window, NEW, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Enrolment.objects.filter(holder_id=chen.pk).exists()
    chen.refresh_from_db()
    assert chen.mobile != NEW


def test_who_has_signed_does_not_sign_again(window: Client, chen: Member) -> None:
    sign(window, NEW)
    again = window.get("/counter/person/face-sign")
    assert again.status_code == 422
    assert "已经开通" in again.content.decode()


def test_a_proven_phone_is_not_replaced_by_the_way(window: Client, chen: Member) -> None:
    sign(window, NEW)
    Enrolment.objects.all().delete()
    other = {"mobile": "13987654321", "step": "send"}
    answer = window.post("/counter/person/face-sign", other)
    assert answer.status_code == 422
    assert "变更手机" in answer.content.decode()
    assert not Message.objects.filter(to_index="13987654321").exists()


def test_the_agreement_is_printed_and_that_is_a_look_at_whole_numbers(
    window: Client, chen: Member
) -> None:
    assert window.post("/counter/person/face-sign/paper").status_code == 422
    sign(window, NEW)
    paper = window.post("/counter/person/face-sign/paper")
    assert paper.content.startswith(b"%PDF")
    assert "attachment" in paper["Content-Disposition"]
    assert Look.objects.filter(holder_id=chen.pk, shown="whole").count() == 1


def test_a_reset_gives_a_new_start_and_nobody_a_password(window: Client, chen: Member) -> None:
    early = window.post("/counter/person/password", {"way": "sms", "card": "yes"})
    assert "还没有开通" in early.content.decode()
    sign(window, NEW)
    assert window.post("/counter/person/password", {"way": "sms"}).status_code == 422
    done = window.post("/counter/person/password", {"way": "sms", "card": "yes"})
    assert "已重置" in done.content.decode()
    assert Hold.objects.filter(member=chen, reason="reset").exists()
    assert Activation.objects.filter(used_at=None).count() == 1
    assert "111111" not in Message.objects.latest("id").text


def test_an_agent_gets_a_new_start_too(window: Client, agent: Appointment, slips: Path) -> None:
    with_file(window, agent.agent.identity_number, "agent")
    done = window.post("/counter/person/password", {"way": "slip", "card": "yes"})
    assert done.status_code == 200
    assert len(list(slips.iterdir())) == 1


def ask_mobile(window: Client, mobile: str = NEW, **changes: str):
    window.post("/counter/person/mobile", {"mobile": mobile, "step": "send"})
    form = {"mobile": mobile, "code": last_code(mobile), "card": "yes", "reason": "手机遗失"}
    return window.post("/counter/person/mobile", {**form, "step": "done", **changes})


def test_a_phone_without_the_old_one_needs_two_people(window: Client, chen: Member) -> None:
    before = chen.mobile
    assert "已提交复核" in ask_mobile(window).content.decode()
    chen.refresh_from_db()
    assert chen.mobile == before
    boss = at_counter("0101", Staff.Role.MANAGER, name="陈主管")
    number = MobileRequest.objects.get().number
    waiting = boss.get("/counter/mobiles").content.decode()
    assert number in waiting
    assert NEW not in waiting
    done = boss.post("/counter/mobiles/decision", {"number": number, "step": "approve"})
    assert "已同意" in done.content.decode()
    chen.refresh_from_db()
    assert chen.mobile == NEW
    assert Hold.objects.filter(member=chen, reason="mobile_changed").exists()
    assert Message.objects.filter(to_index=before, kind="security").exists()
    again = boss.post("/counter/mobiles/decision", {"number": number, "step": "approve"})
    assert again.status_code == 422


def test_who_asks_does_not_decide(chen: Member) -> None:
    boss = with_file(at_counter("0101", Staff.Role.MANAGER), chen.identity_number)
    ask_mobile(boss)
    number = MobileRequest.objects.get().number
    answer = boss.post("/counter/mobiles/decision", {"number": number, "step": "approve"})
    assert answer.status_code == 422
    assert "不能复核自己" in answer.content.decode()
    assert MobileRequest.objects.get().state == "waiting"


def test_a_refusal_says_why_and_changes_nothing(window: Client, chen: Member) -> None:
    ask_mobile(window)
    boss = at_counter("0101", Staff.Role.MANAGER)
    form = {"number": MobileRequest.objects.get().number, "step": "refuse"}
    assert boss.post("/counter/mobiles/decision", form).status_code == 422
    done = boss.post("/counter/mobiles/decision", {**form, "opinion": "照片与本人不符"})
    assert "已退回" in done.content.decode()
    chen.refresh_from_db()
    assert chen.mobile != NEW


def test_a_second_request_waits_for_the_first(window: Client, chen: Member) -> None:
    ask_mobile(window)
    assert "不能重复提交" in ask_mobile(window, "13912345679").content.decode()


@pytest.mark.parametrize("page", ["face-sign", "password", "mobile", "holds"])
def test_without_an_open_file_nothing_is_done(hall: Client, page: str) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    for asked in (window.get, window.post):
        assert asked(f"/counter/person/{page}")["Location"] == "/counter/person"


def test_a_clerk_does_nothing_for_himself(chen: Member) -> None:
    window = with_file(at_counter("0301", Staff.Role.CLERK), chen.identity_number)
    Staff.objects.filter(login="0301").get()
    himself = Staff.objects.get(login="0301")
    himself.identity_number = chen.identity_number
    himself.save()
    assert window.get("/counter/person/face-sign").status_code == 422
    reset = window.post("/counter/person/password", {"way": "slip", "card": "yes"})
    assert "本人" in reset.content.decode()
    assert reset.status_code == 422


def test_after_a_disavowal_the_counter_opens_the_way_to_a_new_password_only(
    window: Client, chen: Member
) -> None:
    set_password(
        holder=Holder.MEMBER, holder_id=chen.pk, password="known-2-a-thief", now=timezone.now()
    )
    Credential.objects.filter(holder_id=chen.pk).update(locked_because="本人否认变更")
    hold = Hold.objects.create(member=chen, reason="disavowed", since=timezone.now())
    assert "已停用" in window.get("/counter/person/file").content.decode()
    form = {"hold": str(hold.pk), "reason": "本人到场核实", "card": "yes"}
    assert "已解除" in window.post("/counter/person/holds", form).content.decode()
    credential = Credential.objects.get(holder="member", holder_id=chen.pk)
    assert credential.locked_because == ""
    assert not credential.has_usable_password()


def test_what_employers_propose_is_decided_with_a_reason(
    window: Client, chen: Member, mill: Employer
) -> None:
    now = timezone.now()
    proposal = propose_change(
        member=chen,
        employer=mill,
        field=Proposal.Field.NAME,
        value="陈净",
        by="agent/1",
        now=now,
    )
    waiting = window.get("/counter/corrections").content.decode()
    assert proposal.number in waiting
    assert "陈净" not in waiting
    form = {"number": proposal.number, "step": "approve"}
    assert window.post("/counter/corrections/decision", form).status_code == 422
    done = window.post("/counter/corrections/decision", {**form, "opinion": "核对身份证"})
    assert "已更正" in done.content.decode()
    chen.refresh_from_db()
    assert chen.name == "陈净"
    assert window.post("/counter/corrections/decision", form).status_code == 404
