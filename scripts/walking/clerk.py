"""A clerk of the center, who moves the demo's business day on."""

from datetime import date, timedelta
from typing import Any

import pyotp
from playwright.sync_api import Page, expect

DAY_OF_MONTH = 18
STAFF = "manager"


class Clerk:
    """Signs in with password and one-time code, whenever his session has ended."""

    def __init__(self, page: Page, hall: dict[str, Any]) -> None:
        self.page, self.hall = page, hall
        self.me = next(one for one in hall["staff"] if one["role"] == STAFF)

    def bring_day_to(self, due: tuple[int, int]) -> date:
        """Stand in the due month: its 18th, or today where today lies in it or later."""
        today = self._today()
        wanted = date(*due, DAY_OF_MONTH)
        if (today.year, today.month) >= due:
            return today
        self.page.get_by_label("推进到").fill(wanted.isoformat())
        self.page.get_by_role("button", name="推进营业日").click()
        done = f"营业日已推进到 {wanted.isoformat()}"
        expect(self.page.get_by_role("status")).to_contain_text(done)
        return wanted

    def _today(self) -> date:
        where = f"{self.hall['url']}/counter/business-day"
        self.page.goto(where)
        if not self.page.get_by_label("推进到").count():
            self._come_in()
            self.page.goto(where)
        offered = self.page.get_by_label("推进到").input_value()
        return date.fromisoformat(offered) - timedelta(days=1)

    def _come_in(self) -> None:
        page = self.page
        page.goto(f"{self.hall['url']}/counter/sign-in")
        page.get_by_label("工号").fill(self.me["login"])
        page.get_by_label("密码").fill(self.me["password"])
        page.get_by_role("button", name="登录", exact=True).click()
        page.get_by_label("动态口令").fill(pyotp.TOTP(self.me["totp_secret"]).now())
        page.get_by_role("button", name="验证并登录").click()
        expect(page.get_by_role("heading", name="柜面工作台")).to_be_visible()
