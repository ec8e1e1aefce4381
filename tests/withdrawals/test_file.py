"""What an application says is shown as people read it, and asked for under names of its own."""

from datetime import date

import pytest

from anju.policy.reasons import Ask
from anju.policy.rules import profile
from anju.withdrawals.dossier.file import shown
from anju.withdrawals.dossier.mendable import takes_amount
from anju.withdrawals.judging.survey import rules_on

TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("kind", "told", "words"),
    [
        ("yuan", "865000", "865,000.00"),
        ("text", "演示路 9 号", "演示路 9 号"),
        ("identity", "411502199001011234", "411*************34"),
        ("yuan", "", "—"),
    ],
)
def test_an_answer_is_shown_as_people_read_it(kind: str, told: str, words: str) -> None:
    ask = Ask(name="what", label="什么", kind=kind)
    assert shown(ask, {"what": told}) == words


@pytest.mark.parametrize("code", ["ningbo", "jian", "chuxiong", "xinyang", "zaozhuang"])
def test_who_may_ask_for_less_is_not_asked_for_the_amount_under_two_names(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))
    offered = [rule for rule in rules_on(TODAY).values() if takes_amount(rule)]
    assert offered
    named = {ask.label for rule in offered for ask in rule.asks}
    assert not {label for label in named if "提取金额" in label}
