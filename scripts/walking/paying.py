"""The month is paid, by one of the ways the hall offers."""

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from walking.agent import Agent
from walking.bank import Bank

WAYS = ("realtime", "prepayment", "transfer")


@dataclass(frozen=True)
class Paid:
    """What was paid for how many, as the page said it."""

    heads: str
    yuan: str
    way: str


def pay(agent: Agent, bank: Bank, turn: int) -> Paid:
    """汇缴 by the turn's way, or by 实时结算 where the hall does not have it; until booked."""
    page = agent.page
    agent.go("汇缴", "单位汇缴")
    way = WAYS[turn % len(WAYS)]
    if way == "prepayment":
        _pay_ahead(agent, _sum(page, "应缴金额"))
        agent.go("汇缴", "单位汇缴")
    offered = page.locator(f"input[name=method][value={way}]")
    way = way if offered.count() else WAYS[0]
    chosen = page.locator(f"input[name=method][value={way}]")
    chosen.check()
    paid = Paid(
        heads=_sum(page, "汇缴人次"),
        yuan=_sum(page, "应缴金额"),
        way=page.locator("label.opt").filter(has=chosen).locator("b").first.inner_text(),
    )
    page.get_by_role("button", name="下一步，核对").click()
    page.get_by_role("button", name="确认汇缴").click()
    if way == "transfer":
        _transfer(page, bank, paid.yuan)
    expect(page.get_by_role("heading", name="汇缴成功")).to_be_visible()
    return paid


def _sum(page: Page, label: str) -> str:
    line = page.locator("dl.sums > div").filter(has=page.locator("dt", has_text=label))
    return line.locator(".money").first.inner_text()


def _pay_ahead(agent: Agent, yuan: str) -> None:
    page = agent.page
    agent.go("预缴")
    page.get_by_label("实际要存入预缴户的金额").fill(yuan.replace(",", ""))
    page.get_by_role("button", name="下一步，核对").click()
    page.get_by_role("button", name="确认预缴").click()
    expect(page.get_by_role("heading", name="预缴成功")).to_be_visible()


def _transfer(page: Page, bank: Bank, yuan: str) -> None:
    name = page.locator("div").filter(has=page.locator("dt", has_text=re.compile("^收款户名$")))
    bank.transfer(
        to_account=page.locator("#payee").inner_text(),
        to_name=name.last.locator("dd").first.inner_text(),
        yuan=yuan,
        reference=page.locator("#reference").inner_text(),
    )
