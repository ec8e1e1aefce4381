"""The reviewer's table in a real browser, by keyboard alone, and what the member sees of it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.signed_in import arrive
from tests.browser.staff_at_the_desk import come_in
from tests.cases.conftest import FINDINGS, SHOWN, renting
from tests.people_of_the_town import TODAY, opening, staff
from tests.staff_of_the_town import clerk

from anju.cases.actors import staff_acts
from anju.cases.close_case import close_case
from anju.cases.models import Case, Effort, Step
from anju.cases.reasons import Return
from anju.cases.return_case import return_case
from anju.people.models import Employer, Member, Staff
from anju.portals.counter.review.kinds import KINDS, CounterKind

MANY = 20


def decide_rent(*, number: str, approve: bool, by: Staff, now: Any, **how: Any) -> Case:
    return close_case(number=number, approve=approve, by=staff_acts(by), **how)


@pytest.fixture
def rents(monkeypatch: pytest.MonkeyPatch, mill: Employer) -> Callable[[int], list[Case]]:
    """So many who want to take out their rent, every rule met."""
    monkeypatch.setitem(KINDS, "rent", CounterKind(decide_rent))

    def prepared(many: int) -> list[Case]:
        staff(mill, *(opening(order, f"职工{order:03}") for order in range(101, 101 + many)))
        members = Member.objects.filter(name__startswith="职工").order_by("name")
        return [renting(one, findings=FINDINGS[:1], paper=SHOWN) for one in members]

    return prepared


def at_the_table(screen: Page, door: Door, login: str, role: str, name: str) -> None:
    """Signed in, before the table with nothing on it."""
    clerk(login, role, name=name)
    come_in(screen, door, login)
    screen.goto(door.url("/counter/review"))
    expect(screen.get_by_role("heading", name="审核台")).to_be_visible()


def on_screen(screen: Page) -> str:
    """The number of the case that lies open."""
    return screen.locator("[data-review]").get_attribute("data-number") or ""


def test_a_row_of_cases_is_cleared_without_a_mouse(
    screen: Page, door: Door, rents: Callable[[int], list[Case]]
) -> None:
    rents(MANY)
    at_the_table(screen, door, "0001", "clerk", "陈柜员")
    screen.keyboard.press("n")
    before = ""
    for _ in range(MANY):
        screen.wait_for_function(
            "before => { const at = document.querySelector('[data-review]').dataset.number;"
            " return at && at !== before; }",
            arg=before,
        )
        before = on_screen(screen)
        screen.keyboard.press("a")
    expect(screen.get_by_text("现在没有等待您办理的办件")).to_be_visible()
    assert Case.objects.filter(state="reviewing").count() == MANY
    assert Step.objects.filter(kind="accepted").exclude(seen="").count() == MANY
    assert Effort.objects.count() == MANY
    assert_accessible(screen)


def test_every_deed_has_its_key(
    screen: Page, door: Door, rents: Callable[[int], list[Case]]
) -> None:
    rents(4)
    at_the_table(screen, door, "0001", "clerk", "陈柜员")
    screen.keyboard.press("N")
    expect(screen.get_by_role("button", name="同意受理")).to_be_visible()
    assert_accessible(screen)
    number = on_screen(screen)
    screen.keyboard.press("?")
    expect(screen.get_by_text("看第几份材料")).to_be_visible()
    screen.keyboard.press("r")
    screen.keyboard.press("Space")
    screen.keyboard.press("Enter")
    expect(screen.locator("[data-review]")).not_to_have_attribute("data-number", number)
    (reason,) = Step.objects.get(kind="returned").reasons
    assert reason["field"] == "paper:租赁合同"
    number = on_screen(screen)
    screen.keyboard.press("h")
    screen.keyboard.type("等开发商回函")
    screen.keyboard.press("Enter")
    expect(screen.locator("[data-review]")).not_to_have_attribute("data-number", number)
    assert Case.objects.get(number=number).suspended_until is not None
    number = on_screen(screen)
    screen.keyboard.press("n")
    expect(screen.locator("[data-review]")).not_to_have_attribute("data-number", number)
    screen.get_by_label("意见", exact=True).fill("")
    screen.get_by_label("意见", exact=True).press("Enter")
    expect(screen.get_by_role("alert")).to_contain_text("请填写意见")
    assert_accessible(screen)


def test_the_table_works_without_script(
    plain: Page, door: Door, rents: Callable[[int], list[Case]]
) -> None:
    rents(2)
    at_the_table(plain, door, "0001", "clerk", "陈柜员")
    plain.get_by_role("button", name="下一件").click()
    for _ in range(2):
        plain.get_by_role("button", name="同意受理").click()
    expect(plain.get_by_text("现在没有等待您办理的办件")).to_be_visible()
    assert Case.objects.filter(state="reviewing").count() == 2


@pytest.fixture
def officer(mill: Employer) -> Staff:
    return clerk("0009", "clerk", name="陈柜员")


@pytest.mark.rows("Z-09", "Z-21", "Z-22", "Z-23", "Z-26")
def test_zaozhuang_follows_and_mends_an_application(
    screen: Page, door: Door, wang: Member, officer: Staff, city: Callable[[str], None]
) -> None:
    city("zaozhuang")
    case = renting(wang)
    Case.objects.filter(pk=case.pk).update(
        title="购买住房提取", given_to=officer, given_on=TODAY
    )
    arrive(screen, door, wang)
    tasks = screen.get_by_role("navigation", name="个人任务管理")
    for entry in ("消息", "我发起的", "已阅", "待办"):
        expect(tasks.get_by_role("link", name=re.compile(f"^{entry}"))).to_be_visible()
    open_menu(screen, "个人任务管理", "我发起的")
    table = screen.get_by_role("table")
    for column in ("序号", "业务类型", "业务信息", "是否完成", "流程耗时", "操作"):
        expect(table.get_by_role("columnheader", name=column, exact=True)).to_be_visible()
    expect(table.get_by_text("缴存人购买住房提取审批")).to_be_visible()
    expect(screen.get_by_text("共1页 每页显示 10 共1条记录")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="查看").click()
    nodes = screen.locator(".flow li")
    expect(nodes).to_have_count(4)
    done, now = nodes.nth(0), nodes.nth(1)
    expect(done).to_contain_text("任务发起人")
    expect(done).to_contain_text("已完成")
    expect(now).to_contain_text("正在办理")
    for node, colour in ((done, "rgb(245, 201, 69)"), (now, None)):
        shade = node.locator(".node").evaluate("one => getComputedStyle(one).backgroundColor")
        red, green, blue = (int(part) for part in re.findall(r"\d+", shade)[:3])
        assert shade == colour or green > max(red, blue)
    for column in ("序号", "节点名称", "办理人", "审批意见", "办理时间"):
        expect(screen.get_by_role("columnheader", name=column, exact=True)).to_be_visible()
    expect(
        screen.get_by_text(re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")).first
    ).to_be_visible()
    assert_accessible(screen)
    return_case(
        number=case.number,
        reasons=(Return("02", "address"),),
        opinion="地址与合同不符",
        by=staff_acts(officer),
        today=TODAY,
    )
    screen.goto(door.url("/my/todo"))
    screen.get_by_role("link", name=re.compile("补正：")).click()
    expect(screen.get_by_role("heading", name="现在需要您补正")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="去补正").click()
    assert_accessible(screen)
    expect(screen.get_by_role("textbox")).to_have_count(1)
    screen.get_by_label("租住地址").fill("演示路 18 号")
    screen.get_by_role("button", name="补正后重新提交").click()
    expect(screen.get_by_role("status")).to_contain_text("排队的位置不变")
    screen.get_by_role("link", name="打印办件").click()
    expect(screen.get_by_text("内容指纹")).to_be_visible()
    assert_accessible(screen)


def test_a_phone_shows_where_an_application_stands(
    phone: Page, door: Door, wang: Member
) -> None:
    case = renting(wang)
    arrive(phone, door, wang)
    assert_accessible(phone)
    for path in ("/my/cases", f"/my/cases/{case.number}", f"/my/cases/{case.number}/file"):
        phone.goto(door.url(path))
        assert_accessible(phone)
