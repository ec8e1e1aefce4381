"""Pages are found by name, alias and pinyin, the meant one first."""

import pytest

from anju.portals.shared.shell.find import find_pages
from anju.portals.shared.shell.hall import MenuEntry, MenuGroup

MENU = (
    MenuEntry("首页", "/", "home", here=False),
    MenuGroup(
        "归集业务",
        (
            MenuEntry(
                "变更清册", "/register", "x", here=False, aliases=("增员", "减员", "封存")
            ),
            MenuEntry("凭证重打", "/receipts", "x", here=False),
            MenuEntry("单位封存启封查询", "/seals", "x", here=False),
            MenuEntry("单位比例变更", "/ratio", "x", here=False, aliases=("个人比例变更",)),
        ),
    ),
)


def names(words: str) -> list[str]:
    return [one.entry.label for one in find_pages(MENU, words)]


@pytest.mark.rows("C-59")
@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("增员", "变更清册"),
        ("个人比例变更", "单位比例变更"),
        ("zengyuan", "变更清册"),
        ("zy", "变更清册"),
        ("dwblbg", "单位比例变更"),
        ("pzcd", "凭证重打"),
        (" 封 存 ", "变更清册"),
    ],
)
def test_an_alias_or_its_pinyin_finds_the_page(words: str, first: str) -> None:
    assert names(words)[0] == first


def test_the_name_itself_comes_before_what_only_holds_the_words() -> None:
    found = find_pages(MENU, "封存")
    assert [one.entry.label for one in found] == ["变更清册", "单位封存启封查询"]
    assert [one.exact for one in found] == [True, False]
    assert found[0].by == "封存"
    assert found[0].group == "归集业务"


@pytest.mark.parametrize("words", ["", "   ", "贷款", "q"])
def test_what_nobody_calls_a_page_finds_none(words: str) -> None:
    assert names(words) == []
