"""The change register on the screen: keyed lines, checks at the row, submission."""

import pytest
from django.test import Client
from tests.people_of_the_town import employer, identity, opening, staff
from tests.portals.conftest import account_of, agent_of, as_agent

from anju.contributions.models import Line, Register
from anju.contributions.registers.open_register import open_register
from anju.people.models import Employer, FundAccount

NEW = "/employer/register/lines"


def draft(mill: Employer) -> Register:
    """The mill's open draft."""
    return Register.objects.get(employer=mill, state=Register.State.DRAFT)


def version(desk: Client, mill: Employer) -> dict[str, str]:
    """The hidden fields of a register's forms, as the page would carry them."""
    desk.get("/employer/register")
    found = draft(mill)
    return {"register": found.number, "version": str(found.version)}


def key_in(desk: Client, mill: Employer, **answers: str):
    """Fill in the form of a new line and save it."""
    return desk.post(NEW, {**version(desk, mill), **answers})


def joiner(order: int = 50, name: str = "周燕", base: str = "7000.00") -> dict[str, str]:
    """A new colleague as the agent types her in."""
    return {
        "kind": "open",
        "name": name,
        "identity_number": identity(order),
        "mobile": "13800000050",
        "base_fen": base,
    }


@pytest.mark.rows("C-38", "X-33")
def test_a_line_is_saved_checked_and_submitted(desk: Client, mill: Employer) -> None:
    saved = key_in(desk, mill, **joiner())
    assert saved["Location"].startswith("/employer/register?row=")
    shown = desk.get("/employer/register").content.decode()
    assert "周燕" in shown
    assert "校验通过" in shown
    assert "提交 1 项" in shown
    done = desk.post("/employer/register/submission", version(desk, mill))
    assert done["Location"].endswith("/done")
    assert account_of("周燕").monthly_fen == 168_000


@pytest.mark.rows("C-38", "X-33")
def test_what_is_wrong_stands_at_its_row_and_at_its_field(desk: Client, mill: Employer) -> None:
    saved = key_in(desk, mill, **joiner(base="100.00"))
    assert "#row-" in saved["Location"]
    row = desk.get("/employer/register?show=bad").content.decode()
    assert "row-why" in row
    assert "低于本年度下限" in row
    line = Line.objects.get()
    field = desk.get(f"{NEW}/{line.pk}").content.decode()
    assert 'aria-invalid="true"' in field
    assert 'id="base_fen-err"' in field


def test_a_bad_row_is_left_behind_and_told(desk: Client, mill: Employer) -> None:
    key_in(desk, mill, **joiner())
    key_in(desk, mill, **joiner(51, "吴敏", "1.00"))
    shown = desk.get("/employer/register").content.decode()
    assert "提交 1 项" in shown
    assert "1 项需修改的这次不会提交" in shown
    desk.post("/employer/register/submission", version(desk, mill))
    assert not FundAccount.objects.filter(member__name="吴敏").exists()


def test_a_line_is_corrected_in_its_own_form(desk: Client, mill: Employer) -> None:
    key_in(desk, mill, **joiner(base="100.00"))
    line = Line.objects.get()
    answer = desk.post(f"{NEW}/{line.pk}", {**version(desk, mill), **joiner(base="7100.00")})
    assert answer.status_code == 302
    line.refresh_from_db()
    assert (line.base_fen, line.faults) == (710_000, [])


def test_a_line_is_taken_out(desk: Client, mill: Employer) -> None:
    key_in(desk, mill, **joiner())
    line = Line.objects.get()
    desk.post(f"{NEW}/{line.pk}/removal", version(desk, mill))
    assert not Line.objects.exists()


@pytest.mark.rows("X-25")
def test_a_new_base_is_echoed_as_three_monthly_amounts_before_it_is_saved(
    desk: Client, mill: Employer
) -> None:
    key = str(account_of("王芳").pk)
    echoed = desk.post(
        "/employer/register/echo",
        {"account": key, "base_fen": "7200.00"},
        headers={"HX-Request": "true"},
    ).content.decode()
    for label, amount in (
        ("调整后月缴存额", "1,728.00"),
        ("个人月缴存额", "864.00"),
        ("单位月缴存额", "864.00"),
    ):
        assert label in echoed
        assert amount in echoed
    assert "<html" not in echoed
    key_in(desk, mill, kind="base", account=key, base_fen="7200.00")
    assert Line.objects.get().after_fen == 172_800


@pytest.mark.rows("X-25")
@pytest.mark.parametrize("typed", ["", "-1", "0", "0.001", "1e3", "１００", "1,000", "9" * 20])
def test_a_base_that_is_no_amount_is_told_at_its_field(
    desk: Client, mill: Employer, typed: str
) -> None:
    answer = key_in(desk, mill, **joiner(base=typed))
    text = answer.content.decode() if answer.status_code == 422 else ""
    if typed:
        assert "缴存基数：" in text
        assert 'href="#base_fen"' in text
        assert "周燕" in text
        assert not Line.objects.exists()
    else:
        assert Line.objects.get().faults


def test_somebody_is_found_by_a_part_of_the_name(desk: Client, mill: Employer) -> None:
    shown = desk.post(NEW, {"kind": "seal", "q": "王"}, follow=True).content.decode()
    assert "王芳" in shown
    assert "李伟" not in shown
    nobody = desk.post(NEW, {"kind": "seal", "q": "无此人"}, follow=True)
    assert "没有找到" in nobody.content.decode()


def test_a_colleague_is_sealed_after_being_chosen(desk: Client, mill: Employer) -> None:
    key = str(account_of("王芳").pk)
    assert "办理封存" in desk.get(f"{NEW}?kind=seal&account={key}").content.decode()
    key_in(desk, mill, kind="seal", account=key)
    desk.post("/employer/register/submission", version(desk, mill))
    assert account_of("王芳").state == FundAccount.State.SEALED


def test_two_agents_do_not_overwrite_each_other_unseen(desk: Client, mill: Employer) -> None:
    mine = version(desk, mill)
    key_in(desk, mill, **joiner())
    late = desk.post(NEW, {**mine, **joiner(52, "郑洁")})
    assert late.status_code == 422
    assert "刚刚修改了这份清册" in late.content.decode()
    assert not Line.objects.filter(name="郑洁").exists()


def test_a_register_is_submitted_once(desk: Client, mill: Employer) -> None:
    key_in(desk, mill, **joiner())
    form = version(desk, mill)
    desk.post("/employer/register/submission", form)
    again = desk.post("/employer/register/submission", form)
    assert again.status_code == 422
    assert "已经提交" in again.content.decode()
    assert FundAccount.objects.filter(member__name="周燕").count() == 1


def test_an_empty_register_says_what_to_do(desk: Client, mill: Employer) -> None:
    shown = desk.get("/employer/register").content.decode()
    assert "本月还没有填写变更" in shown
    assert "上传工资表" in shown


def test_a_register_can_be_given_up(desk: Client, mill: Employer) -> None:
    key_in(desk, mill, **joiner())
    asked = desk.post("/employer/register/dropping", version(desk, mill))
    assert '里面有 <b class="num">1</b> 项变更还没有提交' in asked.content.decode()
    draft = Register.objects.get()
    assert draft.state == Register.State.DRAFT
    sure = {**version(desk, mill), "sure": "1"}
    answer = desk.post("/employer/register/dropping", sure)
    assert answer["Location"] == f"/employer/filings/{draft.number}"
    assert Register.objects.get().state == Register.State.DROPPED
    assert "已作废" in desk.get(answer["Location"]).content.decode()


def test_another_employers_register_cannot_be_touched(desk: Client, mill: Employer) -> None:
    key_in(desk, mill, **joiner())
    line, form = Line.objects.get(), version(desk, mill)
    tea = employer("浉河茶厂", seq=2)
    staff(tea, opening(61, "冯程"))
    other = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent_of(tea, "孙会计", 903))
    assert other.get(f"{NEW}/{line.pk}").status_code == 404
    assert other.post(f"{NEW}/{line.pk}/removal", form).status_code == 422
    assert other.post("/employer/register/submission", form).status_code == 422
    assert Line.objects.filter(pk=line.pk).exists()
    shown = other.get(f"{NEW}?kind=seal&account={account_of('王芳').pk}").content.decode()
    assert "王芳" not in shown


def test_a_reader_looks_and_changes_nothing(reader_desk: Client, mill: Employer) -> None:
    assert "没有正在填写" in reader_desk.get("/employer/register").content.decode()
    assert not Register.objects.exists()
    open_register(employer=mill, by="赵会计")
    shown = reader_desk.get("/employer/register").content.decode()
    assert "提交 " not in shown
    for page in (NEW, "/employer/uploads", "/employer/remittances", "/employer/prepayments"):
        assert reader_desk.get(page).status_code == 403
    assert reader_desk.post("/employer/register/submission", {}).status_code == 403


def test_changing_pages_take_no_get(desk: Client, mill: Employer) -> None:
    for page in ("submission", "dropping", "echo", "lines/1/removal"):
        assert desk.get(f"/employer/register/{page}").status_code == 405


def test_identity_numbers_are_masked_in_the_list(desk: Client, mill: Employer) -> None:
    key_in(desk, mill, **joiner())
    shown = desk.get("/employer/register").content.decode()
    assert identity(50) not in shown
    assert f"{identity(50)[:3]}*************{identity(50)[-2:]}" in shown
