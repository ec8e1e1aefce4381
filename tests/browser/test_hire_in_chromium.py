"""入职三查 in a real browser, and what the person sees of it."""

from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.signed_in import arrive
from tests.people_of_the_town import employer, identity
from tests.portals.conftest import agent_of

from anju.people.models import Employer, Member


def test_an_agent_learns_the_next_step_and_the_member_sees_who_asked(
    screen: Page, door: Door, mill: Employer, wang: Member
) -> None:
    with door.lock:
        inn = agent_of(employer("浉河宾馆有限公司", seq=2), "孙会计", 903)
    enter(screen, door, inn)
    open_menu(screen, "职工转移", "入职三查")
    screen.get_by_label("姓名").fill("王芳")
    screen.get_by_label("身份证号").fill(identity(1))
    screen.get_by_role("button", name="查询", exact=True).click()
    expect(screen.get_by_role("status")).to_contain_text("请原单位先封存")
    expect(screen.get_by_role("main")).not_to_contain_text("申城纺织")
    assert identity(1) not in screen.url
    assert_accessible(screen)
    screen.context.clear_cookies()
    arrive(screen, door, wang)
    screen.goto(door.url("/my/security/looks"))
    expect(screen.get_by_role("row").nth(1)).to_contain_text("浉河宾馆有限公司")
    expect(screen.get_by_role("row").nth(1)).to_contain_text("没有看到任何资料")
