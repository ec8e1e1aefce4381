"""The identity card is looked at before anything is done for a person at the counter."""

from anju.ground.errors import Refusal


class CardNotChecked(Refusal):
    code = "identity.card_not_checked"


def check_card(checked: bool) -> None:
    """Let the deed go on if the clerk says he has compared the card; raises CardNotChecked."""
    if not checked:
        raise CardNotChecked("请核对身份证原件与本人一致，勾选后再提交。")
