"""Registers: the month's changes are keyed or picked, and handed in."""

import re
from itertools import groupby

from playwright.sync_api import Page, expect

from walking.agent import Agent
from walking.changes import Change

# The list for each change: one of its own where the city has one, else the mixed 变更清册.
MENU = {
    "open": ("个人账户设立", "变更清册"),
    "seal": ("个人封存", "变更清册"),
    "unseal": ("个人启封", "变更清册"),
    "base": ("缴存基数变更", "基数调整清册", "变更清册"),
}
PICKED = ("seal", "unseal")
WORDS = {"open": "开户", "seal": "封存", "unseal": "启封", "base": "调基"}


def file_changes(agent: Agent, plan: list[Change]) -> str:
    """Put all changes into their lists, hand each list in, and answer what was done."""
    page = agent.page
    titles = page.get_by_role("navigation", name="主导航").locator("a").all_text_contents()
    there = {title.strip() for title in titles}

    def listed(change: Change) -> str:
        return next(entry for entry in MENU[change.kind] if entry in there)

    for entry, changes in groupby(sorted(plan, key=listed), key=listed):
        group = list(changes)
        for change in group:
            agent.go(entry)
            _put(page, change)
        _hand_in(page, len(group))
    return "、".join(WORDS[change.kind] for change in plan)


def _put(page: Page, change: Change) -> None:
    if change.kind in PICKED:
        _pick(page, WORDS[change.kind])
    else:
        _key_in(page, change)
    expect(page.get_by_role("button", name=re.compile(r"^提交 \d+ 项"))).to_be_visible()


def _key_in(page: Page, change: Change) -> None:
    page.get_by_role("link", name=re.compile(r"^\s*(新增一人|添加)\s*$")).first.click()
    tabs = page.get_by_role("navigation", name="变更类型")
    if tabs.count():
        tabs.get_by_role("link", name=WORDS[change.kind], exact=True).click()
    if change.kind == "open":
        page.get_by_label("姓名", exact=True).fill(change.name)
        page.get_by_label("身份证号", exact=True).fill(change.identity_number)
        page.get_by_label(re.compile("手机号码")).fill(change.mobile)
    else:
        _find(page, change.name)
    _give_base(page, change)
    page.get_by_role("button", name="保存", exact=True).click()


def _pick(page: Page, word: str) -> None:
    """The first who may be sealed, or unsealed."""
    tabs = page.get_by_role("navigation", name="变更类型")
    if tabs.count():
        tabs.get_by_role("link", name=re.compile(rf"^{word}")).click()
    page.get_by_role("link", name=f"选择待{word}的职工").click()
    page.locator("input[name=account]").first.check()
    page.get_by_role("button", name=word, exact=True).click()


def _find(page: Page, name: str) -> None:
    field = page.locator("#q")
    field.press_sequentially(name)
    page.locator("#found").get_by_role("link", name=re.compile(name)).first.click()


def _give_base(page: Page, change: Change) -> None:
    """The base, or the monthly amount where the city asks for that."""
    by_base = page.locator("#base_fen").count()
    page.locator("#base_fen" if by_base else "#asked_fen").fill(
        change.base if by_base else change.monthly
    )


def _hand_in(page: Page, lines: int) -> None:
    page.get_by_role("button", name=re.compile(rf"^提交 {lines} 项")).click()
    expect(page.get_by_role("main")).to_contain_text(f"成功 {lines} 人，失败 0 人")
