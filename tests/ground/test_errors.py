"""A refusal carries a sentence for people and facts for pages."""

from anju.ground.errors import Refusal


class NobodyPaying(Refusal):
    code = "contributions.nobody_paying"


def test_a_refusal_speaks_its_sentence_and_keeps_its_facts() -> None:
    refusal = NobodyPaying("没有正常缴存的职工。", month="2026-11")
    assert str(refusal) == refusal.sentence == "没有正常缴存的职工。"
    assert refusal.detail == {"month": "2026-11"}
    assert refusal.code == "contributions.nobody_paying"
