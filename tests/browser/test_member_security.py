"""Payment passwords, the lock, devices, corrections and “this was not me”, in Chromium."""

import re
from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.signed_in import arrive, prove_again
from tests.portals.member.conftest import code_to, told

from anju.identity.contacts.ask_for_correction import ask_for_correction
from anju.identity.contacts.pages import Pages
from anju.identity.contacts.renew_mobile import renew_mobile
from anju.identity.models import Credential
from anju.identity.passwords.pin import check_pin
from anju.people.models import Employer, Member, Proposal
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out

NEW = "13900139001"
City = Callable[[str], None]


def fill(page: Page, *words: tuple[str, str]) -> None:
    for label, text in words:
        page.get_by_label(label, exact=True).fill(text)


@pytest.mark.rows("J-23", "J-20")
def test_jian_has_two_passwords_and_changes_the_payment_password(
    screen: Page, door: Door, fang: Member, city: City, stale: Callable[[], None]
) -> None:
    city("jian")
    arrive(screen, door, fang)
    stale()
    open_menu(screen, "其他业务", "支付密码变更")
    prove_again(screen)
    expect(screen.get_by_text("它与登录密码是两个不同的密码")).to_be_visible()
    fill(screen, ("支付密码", "111111"), ("确认密码", "111111"))
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_role("alert").first).to_contain_text("请换一组")
    fill(screen, ("支付密码", "284719"), ("确认密码", "284719"))
    assert_accessible(screen)
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_role("heading", name="设置成功")).to_be_visible()
    open_menu(screen, "其他业务", "支付密码变更")
    fill(screen, ("原密码", "284719"), ("新密码", "284719"), ("确认密码", "284719"))
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_role("alert").first).to_contain_text("新支付密码与原支付密码相同")
    fill(screen, ("原密码", "284719"), ("新密码", "607315"), ("确认密码", "607315"))
    assert_accessible(screen)
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()
    check_pin(member_id=fang.pk, pin="607315", now=timezone.now())
    assert Credential.objects.get(holder="member", holder_id=fang.pk).check_password(
        "weave-9-yards"
    )


@pytest.mark.rows("J-19")
def test_jian_recovers_the_payment_password_in_three_steps(
    screen: Page, door: Door, fang: Member, city: City, stale: Callable[[], None]
) -> None:
    city("jian")
    arrive(screen, door, fang)
    screen.goto(door.url("/my/security/pin/set"))
    fill(screen, ("支付密码", "284719"), ("确认密码", "284719"))
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_role("heading", name="设置成功")).to_be_visible()
    stale()
    open_menu(screen, "其他业务", "支付密码找回")
    prove_again(screen)
    screen.get_by_role("button", name="获取验证码").click()
    expect(screen.get_by_text("验证码已发出")).to_be_visible()
    expect(screen.get_by_role("button", name=re.compile("秒后可重"))).to_be_disabled()
    fill(screen, ("验证码", code_to(fang.mobile)))
    assert_accessible(screen)
    screen.get_by_role("button", name="下一步").last.click()
    fill(screen, ("新支付密码", "918273"), ("确认密码", "918273"))
    assert_accessible(screen)
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_role("heading", name="支付密码已找回")).to_be_visible()
    expect(screen.get_by_text("24 小时内暂停支付")).to_be_visible()
    check_pin(member_id=fang.pk, pin="918273", now=timezone.now())
    with pytest.raises(PayoutsHeld):
        check_may_pay_out(member=fang, now=timezone.now())


def test_the_lock_is_one_press_and_its_opening_asks_and_waits(
    phone: Page, door: Door, fang: Member, stale: Callable[[], None]
) -> None:
    arrive(phone, door, fang)
    phone.goto(door.url("/my/security"))
    assert_accessible(phone)
    phone.get_by_role("link", name="资金保护").first.click()
    phone.get_by_role("button", name="立即开启").click()
    expect(phone.get_by_text("已开启", exact=True)).to_be_visible()
    assert_accessible(phone)
    stale()
    phone.get_by_role("link", name="解除提取锁").click()
    prove_again(phone)
    expect(phone.get_by_text("解除后还要等 24 小时")).to_be_visible()
    phone.get_by_role("button", name="确认解除").click()
    expect(phone.get_by_text("到时自动恢复").first).to_be_visible()
    assert_accessible(phone)


def test_devices_looks_and_limit_are_read_and_set(
    screen: Page, phone: Page, door: Door, fang: Member
) -> None:
    arrive(phone, door, fang)
    arrive(screen, door, fang)
    screen.goto(door.url("/my/security/devices"))
    expect(screen.get_by_text("当前设备")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("button", name="退出其他全部设备").click()
    expect(screen.get_by_text("在别处退出")).to_be_visible()
    phone.reload()
    assert "/my/sign-in" in phone.url
    screen.goto(door.url("/my/security/looks"))
    expect(screen.get_by_text("还没有工作人员查看过您的资料")).to_be_visible()
    assert_accessible(screen)
    screen.goto(door.url("/my/security/protection"))
    screen.get_by_role("link", name="设置限额").click()
    screen.get_by_label("每日限额（元）").fill("2000")
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_text("2,000.00 元")).to_be_visible()
    assert_accessible(screen)


def asked(member: Member, mill: Employer, door: Door) -> Proposal:
    return ask_for_correction(
        member=member,
        employer=mill,
        field=Proposal.Field.MOBILE,
        value=NEW,
        by="agent/1",
        pages=Pages(disavow=door.url("/not-me/"), confirm=door.url("/correction")),
        now=timezone.now(),
    )


def test_the_old_telephone_refuses_a_correction_without_signing_in(
    phone: Page, door: Door, fang: Member, mill: Employer
) -> None:
    number = asked(fang, mill, door).number
    phone.goto(door.url("/correction"))
    phone.get_by_label("流水号").fill(number)
    phone.get_by_role("button", name="获取验证码").click()
    expect(phone.get_by_text("若流水号正确且仍待确认")).to_be_visible()
    assert_accessible(phone)
    phone.get_by_label("验证码", exact=True).fill(code_to(fang.mobile))
    phone.get_by_label("验证码", exact=True).press("Enter")
    expect(phone.get_by_text("按“同意更正”或“不同意”")).to_be_visible()
    phone.get_by_label("验证码", exact=True).fill(code_to(fang.mobile))
    phone.get_by_role("button", name="不同意").click()
    expect(phone.get_by_text("登记的资料没有改变")).to_be_visible()
    assert_accessible(phone)
    assert Proposal.objects.get().state == Proposal.State.REFUSED


def test_a_member_agrees_to_a_correction_after_a_fresh_proof(
    screen: Page, door: Door, fang: Member, mill: Employer, stale: Callable[[], None]
) -> None:
    asked(fang, mill, door)
    arrive(screen, door, fang)
    screen.get_by_role("link", name="去查看").click()
    expect(screen.get_by_text("139****9001")).to_be_visible()
    assert_accessible(screen)
    stale()
    screen.get_by_role("link", name="同意更正").click()
    prove_again(screen)
    assert_accessible(screen)
    screen.get_by_role("button", name="同意更正").click()
    expect(screen.get_by_role("heading", name="已更正")).to_be_visible()
    fang.refresh_from_db()
    assert fang.mobile == NEW


def test_the_old_contact_presses_this_was_not_me(phone: Page, door: Door, fang: Member) -> None:
    before = fang.mobile
    pages = Pages(disavow=door.url("/not-me/"), confirm=door.url("/correction"))
    renew_mobile(member=fang, mobile=NEW, proven=True, by="x", pages=pages, now=timezone.now())
    link = re.search(r"http\S+/not-me/\S+", told(before))
    assert link is not None
    phone.goto(link[0])
    assert_accessible(phone)
    fang.refresh_from_db()
    assert fang.mobile == NEW
    phone.get_by_role("button", name="这不是我，立即撤销").click()
    expect(phone.get_by_text("手机号码已恢复为原号码")).to_be_visible()
    assert_accessible(phone)
    fang.refresh_from_db()
    assert fang.mobile == before
    phone.goto(link[0])
    phone.get_by_role("button", name="这不是我，立即撤销").click()
    expect(phone.get_by_text("这个链接已经用过")).to_be_visible()
    assert_accessible(phone)
