"""账户安全: what tightens is instant; what loosens asks again, waits, and tells."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.portals.conftest import PASSWORD
from tests.portals.member.conftest import code_to, enter, told

from anju.audit.looks import Looker, Why, look
from anju.audit.models import Look
from anju.identity.models import Credential, Visit
from anju.identity.passwords.own_secrets import set_own_pin
from anju.people.corrections.propose_change import propose_change
from anju.people.models import Employer, Hold, Member, Proposal
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out, open_holds

NEW = "13900139001"
ROOM = "/my/security"
BETTER = "spin-12-bobbins"
PAGES = ("", "/password", "/sms", "/devices", "/looks", "/protection", "/corrections")
LOOSENING = (
    *("/mobile", "/pin", "/pin/set", "/protection/unlock", "/protection/raise-limit"),
    "/corrections/GZ1/accept",
)


def body(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def held(member: Member) -> str:
    with pytest.raises(PayoutsHeld) as refused:
        check_may_pay_out(member=member, now=timezone.now())
    return refused.value.sentence


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_and_no_stranger_sees_it(
    hall: Client, fang: Member, page: str
) -> None:
    assert hall.get(ROOM + page)["Location"].startswith("/my/sign-in?next=")
    shown = enter(hall, fang).get(ROOM + page)
    assert shown.status_code == 200
    assert fang.mobile not in body(shown)
    assert fang.identity_number not in body(shown)


@pytest.mark.parametrize("page", LOOSENING)
def test_what_loosens_asks_for_a_fresh_proof(
    inside_hall: Client, stale: Callable[[], None], page: str
) -> None:
    stale()
    for answer in (inside_hall.get(ROOM + page), inside_hall.post(ROOM + page)):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/my/step-up?next=")


@pytest.mark.parametrize("page", LOOSENING)
def test_six_digits_loosen_nothing_even_right_after_signing_in(
    inside_hall: Client, fang: Member, page: str
) -> None:
    Credential.objects.filter(holder="member", holder_id=fang.pk).update(short=True)
    for answer in (inside_hall.get(ROOM + page), inside_hall.post(ROOM + page)):
        assert answer.status_code == 403
        assert "现在只能查询" in body(answer)


def test_a_new_password_ends_other_visits_and_keeps_this_one(
    inside_hall: Client, fang: Member
) -> None:
    here = Visit.objects.get()
    enter(Client(HTTP_HOST="xinyang.localhost"), fang)
    form = {"old": PASSWORD, "new": BETTER, "again": BETTER}
    done = inside_hall.post(ROOM + "/password", form, follow=True)
    assert "修改成功" in body(done)
    assert list(Visit.objects.filter(ended_at=None)) == [here]
    assert inside_hall.get("/my/").status_code == 200
    assert "登录密码已修改" in told(fang.mobile)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"old": "wrong", "new": BETTER, "again": BETTER}, "原密码不对"),
        ({"old": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "相同"),
        ({"old": PASSWORD, "new": BETTER, "again": "other"}, "两次填写"),
        ({"old": PASSWORD, "new": "111111", "again": "111111"}, "至少 8 位"),
    ],
)
def test_a_bad_change_of_password_says_why(
    inside_hall: Client, form: dict[str, str], sentence: str
) -> None:
    answer = inside_hall.post(ROOM + "/password", form)
    assert answer.status_code == 422
    assert sentence in body(answer)
    assert form["new"] not in body(answer)


def test_the_lock_shuts_at_once_and_opens_after_a_day(
    inside_hall: Client, fang: Member
) -> None:
    inside_hall.post(ROOM + "/protection/lock")
    assert "提取锁" in held(fang)
    assert "没有变化" in body(inside_hall.post(ROOM + "/protection/lock"))
    inside_hall.post(ROOM + "/protection/unlock")
    assert "解除提取锁" in held(fang)
    assert "您已解除提取锁" in told(fang.mobile)
    check_may_pay_out(member=fang, now=timezone.now() + timedelta(hours=24, minutes=1))


def test_a_limit_falls_at_once_and_rises_slowly(inside_hall: Client, fang: Member) -> None:
    inside_hall.post(ROOM + "/protection/lower-limit", {"limit": "2000"})
    fang.refresh_from_db()
    assert fang.day_limit_fen == 200_000
    refused = inside_hall.post(ROOM + "/protection/lower-limit", {"limit": "3000"})
    assert refused.status_code == 422
    same = inside_hall.post(ROOM + "/protection/raise-limit", {"limit": "2000.00"})
    assert "没有变化" in body(same)
    inside_hall.post(ROOM + "/protection/raise-limit", {"limit": "3000"})
    assert "提高每日限额" in held(fang)
    assert "每日提取限额已提高到 3,000.00 元" in told(fang.mobile)
    assert "2,000.00" not in told(fang.mobile)


def test_a_session_elsewhere_is_ended_from_here_and_only_ones_own(
    inside_hall: Client, fang: Member
) -> None:
    elsewhere = Client(HTTP_HOST="xinyang.localhost")
    enter(elsewhere, fang)
    other = Visit.objects.latest("id")
    lisa = Member.objects.get(name="李伟")
    enter(Client(HTTP_HOST="xinyang.localhost"), lisa)
    foreign = Visit.objects.latest("id")
    assert "Windows 电脑 · Chrome" in body(inside_hall.get(ROOM + "/devices"))
    assert inside_hall.post(ROOM + "/devices/end", {"visit": foreign.pk}).status_code == 422
    assert inside_hall.post(ROOM + "/devices/end", {"visit": "9" * 40}).status_code == 422
    assert inside_hall.post(ROOM + "/devices/end", {"visit": other.pk}).status_code == 302
    assert elsewhere.get("/my/").status_code == 302
    assert Visit.objects.get(pk=foreign.pk).ended_at is None
    assert "在别处退出" in body(inside_hall.get(ROOM + "/devices"))


def test_all_other_sessions_end_at_once(inside_hall: Client, fang: Member) -> None:
    for _ in range(2):
        enter(Client(HTTP_HOST="xinyang.localhost"), fang)
    inside_hall.post(ROOM + "/devices/end-others")
    assert Visit.objects.filter(ended_at=None).count() == 1
    assert inside_hall.get("/my/").status_code == 200


def test_who_has_looked_is_told_with_branch_reason_and_masked_name(
    inside_hall: Client, fang: Member
) -> None:
    assert "还没有工作人员查看过" in body(inside_hall.get(ROOM + "/looks"))
    for _ in range(21):
        look(
            by=Looker(actor="staff/1", name="周柜员", branch="市直管理部"),
            holder=Look.Holder.MEMBER,
            holder_id=fang.pk,
            why=Why(reason=Look.Reason.values[0], words="本人到柜台咨询"),
            now=timezone.now(),
        )
    shown = body(inside_hall.get(ROOM + "/looks"))
    assert "市直管理部" in shown
    assert "**员" in shown
    assert "周柜员" not in shown
    assert "第 1/2 页" in shown


def proposal(member: Member, mill: Employer) -> Proposal:
    return propose_change(
        member=member,
        employer=mill,
        field=Proposal.Field.MOBILE,
        value=NEW,
        by="agent/1",
        now=timezone.now(),
    )


def test_a_proposal_waits_behind_masks_and_is_refused_at_once(
    inside_hall: Client, fang: Member, mill: Employer, stale: Callable[[], None]
) -> None:
    number = proposal(fang, mill).number
    assert "1 条资料更正" in body(inside_hall.get("/my/"))
    shown = body(inside_hall.get(ROOM + "/corrections"))
    assert "139****9001" in shown
    assert NEW not in shown
    stale()
    inside_hall.post(f"{ROOM}/corrections/{number}/refuse")
    fang.refresh_from_db()
    assert fang.mobile != NEW
    assert "没有等您确认的更正" in body(inside_hall.get(ROOM + "/corrections"))


def test_an_accepted_proposal_holds_money_and_tells_the_old_telephone(
    inside_hall: Client, fang: Member, mill: Employer
) -> None:
    before, number = fang.mobile, proposal(fang, mill).number
    inside_hall.post(f"{ROOM}/corrections/{number}/accept")
    fang.refresh_from_db()
    assert (fang.mobile, fang.mobile_proven_at) == (NEW, None)
    assert "变更手机号码" in held(fang)
    assert "/not-me/" in told(before)


def test_nobody_answers_for_another(inside_hall: Client, mill: Employer) -> None:
    number = proposal(Member.objects.get(name="李伟"), mill).number
    for deed in ("refuse", "accept"):
        assert inside_hall.post(f"{ROOM}/corrections/{number}/{deed}").status_code == 404


def test_a_payment_password_is_set_changed_and_recovered(
    inside_hall: Client, fang: Member
) -> None:
    assert inside_hall.get(ROOM + "/pin")["Location"] == ROOM + "/pin/set"
    form = {"new": "284719", "again": "284719"}
    assert "设置成功" in body(inside_hall.post(ROOM + "/pin/set", form, follow=True))
    same = {"old": "284719", "new": "284719", "again": "284719"}
    answer = inside_hall.post(ROOM + "/pin", same)
    assert (answer.status_code, "与原支付密码相同" in body(answer)) == (422, True)
    inside_hall.post(ROOM + "/pin", {"old": "284719", "new": "607315", "again": "607315"})
    inside_hall.post(ROOM + "/pin/recover", {"ask_code": "1"})
    inside_hall.post(ROOM + "/pin/recover", {"code": code_to(fang.mobile)})
    form = {"new": "918273", "again": "918273"}
    done = inside_hall.post(ROOM + "/pin/recover/new", {**form, "again": "918274"})
    assert done.status_code == 422
    done = inside_hall.post(ROOM + "/pin/recover/new", form, follow=True)
    assert "支付密码已找回" in body(done)
    assert "找回支付密码" in held(fang)


def test_one_sms_does_not_recover_the_payment_password(
    inside_hall: Client, fang: Member, stale: Callable[[], None]
) -> None:
    set_own_pin(member=fang, pin="284719", again="284719", now=timezone.now())
    stale()
    answer = inside_hall.get(ROOM + "/pin/recover")
    assert answer["Location"].startswith("/my/step-up")
    form = {"new": "918273", "again": "918273"}
    assert inside_hall.post(ROOM + "/pin/recover/new", form).status_code == 302
    assert not open_holds(fang, timezone.now()).exists()


def test_a_hold_is_told_calmly_on_both_first_pages(inside_hall: Client, fang: Member) -> None:
    Hold.objects.create(
        member=fang,
        reason=Hold.Reason.DISAVOWED,
        since=timezone.now(),
    )
    for page in ("/my/", ROOM):
        shown = body(inside_hall.get(page))
        assert "资金保护" in shown
        assert "本人否认变更" in shown
        assert "带身份证到就近的管理部" in shown


@pytest.mark.parametrize("typed", ["９", "1,000", "1e3", "-1", "0.001", " 5 元", "9" * 20, ""])
def test_a_limit_that_is_no_amount_is_told_and_changes_nothing(
    inside_hall: Client, fang: Member, typed: str
) -> None:
    for page in ("/protection/lower-limit", "/protection/raise-limit"):
        assert inside_hall.post(ROOM + page, {"limit": typed}).status_code == 422
    assert Member.objects.get(pk=fang.pk).day_limit_fen == fang.day_limit_fen
