"""How employers' agents come in, along the manuals' own click paths, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.agents import come_in, fill_gate
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.people_of_the_town import employer, identity
from tests.portals.conftest import PASSWORD, agent_of

from anju.identity.models import Enrolment, Visit
from anju.notices.models import Message
from anju.people.agents.appoint_agent import Candidate, appoint_agent
from anju.people.models import Appointment, Employer, Member, Proposal

MOBILE = "13900000950"
NEW = "silk-8-threads"
SENT = "若所填信息与中心登记一致，验证码已发送至您在中心登记的手机。"


@pytest.fixture
def newcomer(mill: Employer) -> Appointment:
    """周经办, appointed and not registered yet."""
    who = Candidate("周经办", identity(950), MOBILE, Appointment.Role.AGENT)
    return appoint_agent(employer=mill, candidate=who, today=mill.opened_on, by="test")


def code_to(door: Door, mobile: str) -> str:
    """The code that reached a telephone last."""
    with door.lock:
        sent = Message.objects.filter(to_index=mobile, kind="code").latest("id")
        return re.search(r"[0-9]{6}", sent.text)[0]  # type: ignore[index]


def to_gate(page: Page, door: Door) -> None:
    """首页 › 单位用户 › 单位密码登录."""
    page.goto(door.url("/"))
    page.get_by_role("link", name="单位用户").click()
    expect(page.get_by_role("heading", name="单位密码登录")).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def ask(page: Page, at: str, who: str, mobile: str | None = None) -> None:
    """单位信息, 证件号码, 手机号, and the code."""
    page.get_by_label("单位信息").fill(at)
    page.get_by_label("经办人证件号码").fill(who)
    if mobile is not None:
        page.get_by_label("经办人手机号").fill(mobile)
    press(page, "获取短信验证码")


def choose(page: Page, password: str) -> None:
    page.locator("#password").fill(password)
    page.locator("#again").fill(password)
    press(page, "提交")


@pytest.mark.rows("C-22")
def test_an_agent_on_file_registers_by_the_code_to_his_own_phone(
    screen: Page, door: Door, newcomer: Appointment, city
) -> None:
    city("chuxiong")
    to_gate(screen, door)
    screen.get_by_role("link", name="用户注册").click()
    assert_accessible(screen)
    ask(screen, newcomer.employer.number, identity(950), MOBILE)
    expect(screen.get_by_text(SENT)).to_be_visible()
    assert MOBILE[-4:] not in screen.content()
    assert_accessible(screen)
    screen.get_by_label("短信验证码").fill(code_to(door, MOBILE))
    press(screen, "提交")
    choose(screen, "12345678")
    expect(screen.get_by_role("alert")).to_contain_text("密码")
    assert_accessible(screen)
    choose(screen, NEW)
    expect(screen.get_by_role("heading", name="注册成功")).to_be_visible()
    screen.get_by_role("link", name="去登录").click()
    screen.get_by_label("单位账号").fill(newcomer.employer.number)
    screen.locator("#password").fill(NEW)
    press(screen, "登录")
    expect(screen.get_by_role("heading", level=1)).to_have_text("申城纺织有限公司")
    assert Enrolment.objects.get(holder="agent").holder_id == newcomer.agent_id


@pytest.mark.rows("C-22")
@pytest.mark.parametrize("wrong", ["mobile", "person", "employer"])
def test_public_company_data_lead_no_further_than_the_same_sentence(
    screen: Page, door: Door, newcomer: Appointment, city, wrong: str
) -> None:
    city("chuxiong")
    to_gate(screen, door)
    screen.get_by_role("link", name="用户注册").click()
    ask(
        screen,
        "91330200000000099X" if wrong == "employer" else newcomer.employer.credit_code,
        identity(951) if wrong == "person" else identity(950),
        "13812345678" if wrong == "mobile" else MOBILE,
    )
    expect(screen.get_by_text(SENT)).to_be_visible()
    expect(screen.get_by_text("办事人员管理")).to_be_visible()
    screen.get_by_label("短信验证码").fill("123456")
    press(screen, "提交")
    expect(screen.get_by_role("alert")).to_contain_text("验证码不对或已失效")
    screen.goto(door.url("/employer/registration/password"))
    choose(screen, NEW)
    expect(screen.get_by_role("alert")).to_contain_text("从头开始")
    assert not Enrolment.objects.filter(holder="agent").exists()


@pytest.mark.rows("C-25")
def test_a_forgotten_password_is_set_anew_on_a_phone_without_a_mouse(
    phone: Page, door: Door, newcomer: Appointment, agent: Appointment, city
) -> None:
    city("chuxiong")
    with door.lock:
        agent.agent.mobile = "13900000951"
        agent.agent.save()
    to_gate(phone, door)
    phone.get_by_role("link", name="忘记密码").click()
    assert_accessible(phone)
    ask(phone, agent.employer.number, agent.agent.identity_number)
    phone.get_by_label("短信验证码").fill(code_to(door, "13900000951"))
    press(phone, "提交")
    assert_accessible(phone)
    choose(phone, NEW)
    expect(phone.get_by_role("heading", name="重置成功")).to_be_visible()
    phone.get_by_role("link", name="去登录").click()
    fill_gate(phone, agent, PASSWORD)
    press(phone, "登录")
    expect(phone.get_by_role("alert")).to_contain_text("账号或密码不对")
    fill_gate(phone, agent, NEW)
    press(phone, "登录")
    expect(phone.get_by_role("heading", level=1)).to_have_text("申城纺织有限公司")


@pytest.mark.rows("C-26")
def test_chuxiong_changes_the_password_under_contribution_business(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    come_in(screen, door, agent)
    open_menu(screen, "归集业务", "密码修改")
    assert_accessible(screen)
    for old in ("wrong-word-9", PASSWORD):
        screen.get_by_label("原密码").fill(old)
        choose(screen, NEW)
        if old != PASSWORD:
            expect(screen.get_by_role("alert")).to_contain_text("原密码不对")
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()
    screen.goto(door.url("/employer/"))
    expect(screen.get_by_role("heading", level=1)).to_have_text("申城纺织有限公司")


@pytest.mark.rows("C-23")
def test_from_the_second_failure_the_browser_works_and_nobody_reads_a_picture(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    to_gate(screen, door)
    for _ in range(2):
        fill_gate(screen, agent, "wrong-word-9")
        press(screen, "登录")
        expect(screen.get_by_role("alert")).to_contain_text("账号或密码不对")
    expect(screen.get_by_text("随机验证码").first).to_be_visible()
    assert_accessible(screen)
    fill_gate(screen, agent)
    expect(screen.locator("input[name=robot]")).not_to_have_value("")
    press(screen, "登录")
    expect(screen.get_by_role("heading", level=1)).to_have_text("申城纺织有限公司")


@pytest.mark.rows("C-56")
def test_an_employees_mobile_is_proposed_and_waits_for_the_employee(
    screen: Page, door: Door, agent: Appointment, wang: Member, city
) -> None:
    city("chuxiong")
    before = wang.mobile
    with door.lock:
        Member.objects.filter(pk=wang.pk).update(mobile_proven_at="2026-07-02T00:00:00Z")
    come_in(screen, door, agent)
    open_menu(screen, "归集业务", "预留手机号变更")
    screen.get_by_label("查找职工").fill("王芳")
    press(screen, "查找")
    screen.get_by_role("link", name=re.compile("王芳")).click()
    assert_accessible(screen)
    screen.get_by_label("手机号码").fill("13811112222")
    press(screen, "获取验证码")
    expect(screen.get_by_text("验证码已发送至您本人的手机")).to_be_visible()
    screen.get_by_label("验证码", exact=True).fill(code_to(door, agent.agent.mobile))
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="已提交，等待本人确认")).to_be_visible()
    assert_accessible(screen)
    with door.lock:
        wang.refresh_from_db()
        assert wang.mobile == before
        assert Proposal.objects.get().state == "waiting"
        assert not Message.objects.filter(to_index="13811112222").exists()
    screen.get_by_role("link", name="查看全部申请").click()
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_contain_text("138****2222")
    assert_accessible(screen)
    screen.get_by_role("button", name=re.compile("撤回")).click()
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_contain_text("已撤回")


@pytest.mark.rows("X-29")
def test_xinyang_proposes_a_mobile_with_nothing_but_the_number(
    screen: Page, door: Door, agent: Appointment, wang: Member
) -> None:
    with door.lock:
        Member.objects.filter(pk=wang.pk).update(mobile_proven_at="2026-07-02T00:00:00Z")
    come_in(screen, door, agent)
    open_menu(screen, "信息修改", "职工信息修改")
    expect(screen.get_by_role("heading", level=1)).to_have_text("职工信息修改")
    screen.get_by_label("查找职工").fill("王芳")
    press(screen, "查找")
    screen.get_by_role("link", name=re.compile("王芳")).click()
    expect(screen.get_by_label("验证码", exact=True)).to_have_count(0)
    screen.get_by_label("手机号码").fill("139")
    press(screen, "提交")
    expect(screen.get_by_role("alert")).to_contain_text("手机号码应为 11 位数字")
    screen.get_by_label("手机号码").fill("13811112222")
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="已提交，等待本人确认")).to_be_visible()
    assert Member.objects.get(pk=wang.pk).mobile != "13811112222"


@pytest.mark.rows("X-16")
def test_a_password_in_xinyang_only_looks_and_says_so_before_one_clicks(
    screen: Page, door: Door, agent: Appointment
) -> None:
    to_gate(screen, door)
    for label in ("单位账号", "专管员身份证号", "登录密码"):
        expect(screen.get_by_label(label)).to_be_visible()
    assert_accessible(screen)
    come_in(screen, door, agent, strength=Visit.Strength.PASSWORD)
    said = screen.get_by_role("note")
    expect(said).to_contain_text("密码登录只能查询；办理业务请用数字证书登录。")
    expect(said.get_by_role("link", name="用数字证书登录")).to_be_visible()
    expect(screen.get_by_role("link", name="存入预缴户")).to_have_count(0)
    assert_accessible(screen)
    menu = screen.get_by_role("navigation", name="主导航")
    menu.get_by_text("当月汇缴", exact=True).click()
    menu.get_by_role("link", name=re.compile("单位汇缴.*密码登录只能查询")).click()
    expect(screen.get_by_role("heading", name="这里需要数字证书")).to_be_visible()
    assert_accessible(screen)
    open_menu(screen, "查询打印", "职工信息")
    expect(screen.get_by_role("heading", level=1)).to_have_text("职工信息")


def test_a_leaving_agent_is_handed_over_and_out_with_his_next_click(
    screen: Page, phone: Page, door: Door, agent: Appointment, mill: Employer
) -> None:
    with door.lock:
        leaving = agent_of(mill, "孙会计", 903)
    come_in(phone, door, leaving)
    come_in(screen, door, agent)
    open_menu(screen, "信息修改", "办事人员管理")
    assert_accessible(screen)
    screen.get_by_role("link", name="委任办事人员").click()
    screen.get_by_label("姓名").fill("周经办")
    screen.get_by_label("证件号码").fill(identity(950))
    screen.get_by_label("手机号码").fill(MOBILE)
    assert_accessible(screen)
    press(screen, "提交")
    expect(screen.get_by_role("row", name=re.compile("周经办"))).to_contain_text("在任")
    screen.get_by_role("row", name=re.compile("孙会计")).get_by_role("link").click()
    screen.get_by_label("接手人").select_option(label="周经办（经办人）")
    assert_accessible(screen)
    press(screen, "确认交接")
    expect(screen.get_by_role("heading", name="交接记录")).to_be_visible()
    expect(screen.get_by_text("周经办")).to_be_visible()
    phone.goto(door.url("/employer/receipts"))
    expect(phone.get_by_role("heading", name="单位密码登录")).to_be_visible()
    expect(phone.get_by_text("授权已经撤销")).to_be_visible()


def test_an_agent_of_two_employers_goes_over_from_one_to_the_other(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    with door.lock:
        Appointment.objects.create(
            employer=employer("浉河茶厂", seq=2),
            agent=agent.agent,
            role=Appointment.Role.READER,
            since=agent.since,
        )
    come_in(screen, door, agent)
    screen.get_by_role("link", name="切换单位").click()
    assert_accessible(screen)
    screen.get_by_role("button", name=re.compile("浉河茶厂")).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("浉河茶厂")
    screen.goto(door.url("/employer/remittances"))
    expect(screen.get_by_role("alert")).to_contain_text("您在本单位的角色是“查询人”")
