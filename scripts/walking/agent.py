"""An employer's agent at his desk: how he comes in, as his city wants it, and leaves."""

import re
from typing import Any

from playwright.sync_api import Browser, expect

from walking.town import desk, desk_with_key, open_menu

ONLY_LOOKS = "密码登录只能查询"
STARTS = re.compile(r"从\s*(\d{4}) 年 (\d{1,2}) 月起按月顺序汇缴")


class Agent:
    """Comes in by password, or by certificate where a password only looks."""

    def __init__(
        self, browser: Browser, center: str, hall: dict[str, Any], firm: dict[str, Any]
    ) -> None:
        self.center, self.hall, self.firm = center, hall, firm
        self.page, self.address = desk(browser), hall["url"]
        self.page.goto(f"{self.address}/employer/sign-in")
        self.by_certificate = self.page.get_by_text(ONLY_LOOKS).count() > 0
        if self.by_certificate:
            self.page.context.close()
            self.page = desk_with_key(browser, hall, firm)
            self.address = hall["https_path_url"]

    def come_in(self) -> None:
        """首页 › 单位用户 › 密码登录 or CA 证书登录."""
        page = self.page
        page.goto(f"{self.address}/")
        page.get_by_role("link", name="单位用户").first.click()
        if self.by_certificate:
            page.get_by_role("link", name="CA 证书登录").click()
            page.get_by_role("button", name="确定").click()
        else:
            page.get_by_label("单位账号").fill(self.firm["account"])
            if page.get_by_label("身份证号").count():
                page.get_by_label("身份证号").fill(self.firm["agent_identity_number"])
            page.locator("#password").fill(self.firm["password"])
            page.get_by_role("button", name="登录", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text(self.firm["name"])

    def go(self, *entries: str) -> None:
        """A line of the menu; who is asked to prove himself again does so."""
        open_menu(self.page, *entries)
        if self.page.get_by_role("heading", name="请再次确认").count():
            if self.page.get_by_label("登录密码").count():
                self.page.get_by_label("登录密码").fill(self.firm["password"])
            self.page.get_by_role("button", name="确认", exact=True).click()

    def due_month(self) -> tuple[int, int]:
        """Year and month that are to be paid next."""
        self.come_in()
        self.go("汇缴", "单位汇缴")
        found = STARTS.search(self.page.get_by_role("main").inner_text())
        assert found, "no month is due"
        self.leave()
        return int(found[1]), int(found[2])

    def leave(self) -> None:
        """退出, 是."""
        self.page.get_by_role("link", name="退出").first.click()
        self.page.get_by_role("button", name="是", exact=True).click()
        expect(self.page).to_have_url(re.compile("/employer/sign-in"))
