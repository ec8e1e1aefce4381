"""W02 beside an application of one's own, which holds money as well."""

from dataclasses import replace

from tests.withdrawals.test_checks import NORMAL, always, facts, given, rule


def test_w02_does_not_send_anybody_to_the_counter_for_what_he_has_asked_for_himself() -> None:
    partly, closing = replace(NORMAL, free_fen=400_000), rule(mode="closing")
    verdict = always("W02", given(facts(partly, open_number="TQ1"), rule=closing))
    assert "含正在办理的提取" in verdict.yours
    assert "撤回后即解除" in verdict.next_step
    assert "正在办理" not in always("W02", given(facts(partly), rule=closing)).next_step
