"""The three administrators: one opens accounts, one gives roles, one reads."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import TODAY, identity
from tests.staff_of_the_town import at_counter, clerk

from anju.audit.models import Event, Look
from anju.centers.clock.day import move_forward
from anju.identity.models import Visit
from anju.people.models import Member, Staff, StaffGrant
from anju.portals.counter.team import trail

PERSON = {"login": "0404", "name": "林新来", "branch": "市直管理部"}


@pytest.fixture
def system(hall: Client) -> Client:
    """The system administrator's desk."""
    return at_counter("9001", Staff.Role.SYSTEM_ADMIN, identity_number=identity(801))


@pytest.fixture
def security(hall: Client) -> Client:
    """The security administrator's desk."""
    return at_counter("9002", Staff.Role.SECURITY_ADMIN, identity_number=identity(802))


@pytest.fixture
def auditor(hall: Client) -> Client:
    """The audit administrator's desk."""
    return at_counter("9003", Staff.Role.AUDITOR, identity_number=identity(803))


def branch_of(system: Client) -> str:
    from anju.policy.rules import value

    return str(value("hall.branches", on=TODAY)[0].name)


def hire(system: Client, **changes: str):
    form = {**PERSON, "branch": branch_of(system), "identity_number": identity(805)}
    return system.post("/counter/staff/new", {**form, **changes})


def test_a_new_account_has_no_role_and_opens_nothing(system: Client) -> None:
    assert "账号已开设" in hire(system).content.decode()
    made = Staff.objects.get(login="0404")
    assert (made.role, made.active) == ("", True)
    assert Event.objects.get(deed="hire_staff").subject == f"staff/{made.pk}"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"login": "04 04!"}, "工号"),
        ({"identity_number": "1"}, ""),
        ({"branch": "别处"}, "管理部"),
        ({"login": "9001"}, "已有账号"),
    ],
)
def test_what_is_no_account_is_told(
    system: Client, changes: dict[str, str], sentence: str
) -> None:
    answer = hire(system, **changes)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_one_person_has_one_account_whatever_the_role(system: Client) -> None:
    answer = hire(system, identity_number=identity(801))
    assert answer.status_code == 422
    assert "一人只能有一个账号" in answer.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        clerk("0909", Staff.Role.AUDITOR, identity_number=identity(801))


def test_an_account_is_closed_with_a_reason_and_not_by_its_owner(system: Client) -> None:
    clerk("0301", Staff.Role.CLERK)
    form = {"login": "0301", "reason": ""}
    assert system.post("/counter/staff/switch", form).status_code == 422
    own = system.post("/counter/staff/switch", {"login": "9001", "reason": "试试"})
    assert own.status_code == 422
    done = system.post("/counter/staff/switch", {**form, "reason": "离职"})
    assert "已停用" in done.content.decode()
    assert not Staff.objects.get(login="0301").active
    back = system.post("/counter/staff/switch", {**form, "reason": "返岗"})
    assert "已启用" in back.content.decode()


def test_whose_account_it_is_is_written_down_once(system: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK, identity_number="")
    why = {"kind": "member", "reason": "service", "words": "本人来办业务"}
    refused = window.post("/counter/person", {**why, "number": identity(1)})
    assert "还没有登记证件号码" in refused.content.decode()
    form = {"login": "0301", "identity_number": identity(806)}
    wrong = system.post("/counter/staff/identity", {**form, "identity_number": "1"})
    assert wrong.status_code == 422
    taken = system.post("/counter/staff/identity", {**form, "identity_number": identity(801)})
    assert "另一个账号" in taken.content.decode()
    assert "已登记" in system.post("/counter/staff/identity", form).content.decode()
    assert Staff.objects.get(identity_index=identity(806)).login == "0301"
    assert system.post("/counter/staff/identity", form).status_code == 422
    found = window.post("/counter/person", {**why, "number": identity(1)})
    assert "没有找到" in found.content.decode()


def test_a_closed_accounts_browser_is_out_at_once(system: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    system.post("/counter/staff/switch", {"login": "0301", "reason": "离职"})
    assert window.get("/counter/").status_code == 302


def grant(security: Client, login: str, role: str, reason: str = "人事〔2026〕8 号"):
    form = {"login": login, "role": role, "reason": reason}
    return security.post("/counter/grants/new", form)


def test_a_role_is_in_force_from_the_next_day(security: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    assert "生效" in grant(security, "0301", "manager").content.decode()
    assert window.get("/counter/mobiles").status_code == 403
    move_forward(to=TODAY + timedelta(days=1))
    assert window.get("/counter/mobiles").status_code == 200


def test_a_role_that_was_taken_away_binds_an_open_session(security: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    grant(security, "0301", "")
    move_forward(to=TODAY + timedelta(days=1))
    assert window.get("/counter/deeds").status_code == 403


def test_nobody_gives_himself_a_role(security: Client) -> None:
    answer = grant(security, "9002", "manager")
    assert answer.status_code == 422
    assert "不能给自己授权" in answer.content.decode()
    own = Staff.objects.get(login="9002")
    with pytest.raises(IntegrityError), transaction.atomic():
        StaffGrant.objects.create(
            staff=own,
            role="manager",
            since=TODAY,
            granted_by=own,
            granted_at=timezone.now(),
            reason="绕过",
        )


@pytest.mark.parametrize(
    ("role", "reason"), [("king", "人事〔2026〕8 号"), ("clerk", "人事"), ("manager", " ")]
)
def test_what_is_no_grant_is_refused(security: Client, role: str, reason: str) -> None:
    clerk("0301", Staff.Role.CLERK)
    assert grant(security, "0301", role, reason).status_code == 422
    assert not StaffGrant.objects.exists()


def test_an_administrator_must_be_a_known_person(security: Client) -> None:
    clerk("0301", Staff.Role.CLERK, identity_number="")
    assert "证件号码" in grant(security, "0301", "auditor").content.decode()


def test_sessions_are_ended_from_afar(security: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    done = security.post("/counter/grants/sessions", {"login": "0301"})
    assert "已退出" in done.content.decode()
    assert window.get("/counter/").status_code == 302


def test_nobody_resets_his_own_keys(security: Client) -> None:
    answer = security.post("/counter/grants/slip", {"login": "9002", "reason": "手机遗失"})
    assert answer.status_code == 422


def read(auditor: Client, **more: str):
    today = timezone.localdate().isoformat()
    return auditor.post("/counter/trail", {"since": today, "until": today, **more})


def test_the_trail_is_read_and_the_reading_is_in_it(auditor: Client, wang: Member) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    why = {"kind": "member", "reason": "service", "words": "本人来办业务"}
    window.post("/counter/person", {**why, "number": wang.identity_number})
    shown = read(auditor, source="looks", person=wang.identity_number).content.decode()
    assert "本人来办业务" in shown
    assert Event.objects.get(deed="read_trail").detail["rows"] == 1
    again = read(auditor, deed="read_trail").content.decode()
    assert "查询审计" in again
    assert "共 1 条" in again


def test_the_trail_is_asked_by_actor_and_never_by_an_address(auditor: Client) -> None:
    at_counter("0301", Staff.Role.CLERK)
    shown = read(auditor, login="0301").content.decode()
    assert "王某某（0301）" in shown
    assert read(auditor, login="7777").status_code == 422
    assert read(auditor, person="nobody").status_code == 422
    backward = {"since": "2026-11-18", "until": "2026-11-17"}
    assert auditor.post("/counter/trail", backward).status_code == 422
    assert auditor.post("/counter/trail", {"since": "x"}).status_code == 422


def test_an_export_of_the_trail_is_counted(auditor: Client) -> None:
    today = timezone.localdate().isoformat()
    answer = auditor.post("/counter/trail/export", {"since": today, "until": today})
    assert answer.content.startswith(b"PK")
    assert Event.objects.get(deed="export_trail").detail["rows"] > 0


def test_a_trail_too_long_for_one_workbook_is_not_cut_off(
    auditor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail, "MOST_EXPORTED", 2)
    for order in range(3):
        Event.objects.create(actor="test", deed="row", subject=f"x/{order}")
    today = timezone.localdate().isoformat()
    asked = {"since": today, "until": today, "deed": "row"}
    refused = auditor.post("/counter/trail/export", asked)
    assert refused.status_code == 422
    assert "超过一次可导出的 2 条，没有导出" in refused.content.decode()
    assert not Event.objects.filter(deed="export_trail").exists()
    assert auditor.post("/counter/trail/export", {"since": "x"}).status_code == 422


def test_pages_of_the_trail_hold_fifty_rows(auditor: Client) -> None:
    for order in range(120):
        Event.objects.create(actor="test", deed="row", subject=f"x/{order}")
    first = read(auditor, deed="row").content.decode()
    assert "共 120 条" in first
    assert "第 1/3 页" in first
    assert "第 3/3 页" in read(auditor, deed="row", page="9").content.decode()


def test_who_reads_changes_nothing(auditor: Client) -> None:
    assert auditor.get("/counter/staff").status_code == 403
    assert auditor.post("/counter/grants/new", {"login": "9001"}).status_code == 403
    assert Look.objects.count() == 0


def test_long_lists_of_accounts_have_totals_and_pages(system: Client) -> None:
    for order in range(30):
        Staff.objects.create(login=f"5{order:03}", name="柜员", role="clerk", branch="市直")
    first = system.get("/counter/staff").content.decode()
    assert "共 31 条" in first
    assert "第 1/2 页" in first
    assert "5000" in first
    assert "9001" in system.get("/counter/staff?page=2").content.decode()
    done = system.post("/counter/staff/switch", {"login": "5000", "reason": "离职"})
    assert "/counter/staff?page=2" in done.content.decode()


def test_accounts_and_grants_ask_for_a_fresh_proof(system: Client, security: Client) -> None:
    clerk("0301", Staff.Role.CLERK)
    Visit.objects.update(proven_at=timezone.now() - timedelta(minutes=10))
    form = {"login": "0301", "role": "manager", "reason": "岗位轮换"}
    for window, url in (
        (system, "/counter/staff/new"),
        (system, "/counter/staff/switch"),
        (security, "/counter/grants/new"),
        (security, "/counter/grants/slip"),
    ):
        answer = window.post(url, form)
        assert answer.status_code == 302, url
        assert answer["Location"].startswith("/counter/step-up?"), url
    assert StaffGrant.objects.count() == 0
    assert Staff.objects.get(login="0301").active
