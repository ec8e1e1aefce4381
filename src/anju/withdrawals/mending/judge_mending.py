"""What a mending comes to: its answers read, the rules asked anew, its amount worked out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from anju.cases.lists import marked_fields
from anju.cases.models import Case
from anju.withdrawals.applying.apply import NotYet, PapersMissing, check_chosen
from anju.withdrawals.applying.cancel import TooLate
from anju.withdrawals.dossier.card_for import card_for
from anju.withdrawals.dossier.mendable import AMOUNT, FIXED
from anju.withdrawals.dossier.request import home_of, read_told
from anju.withdrawals.judging.survey import Outlook, why_not
from anju.withdrawals.mending.mended_amount import mended_amount
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import outlook_of


@dataclass(frozen=True)
class Mending:
    """What is handed in now: the answers that were marked, and every material by its number."""

    posted: Mapping[str, str]
    materials: list[str]


@dataclass(frozen=True)
class Mended:
    """How the rules see it with what was mended, and the amount in fen."""

    outlook: Outlook
    amount_fen: int


def judge_mending(
    *,
    withdrawal: Withdrawal,
    mending: Mending,
    today: date,
    now: datetime,
) -> Mended:
    """Put what was mended into the withdrawal and judge it; nothing is written yet.

    Who is paid is never mended: another heir is another application. Raises TooLate, NotTold,
    NotYet, PapersMissing, AmountTooHigh, and a card's refusal.
    """
    marked, posted, materials = _marked(withdrawal), mending.posted, mending.materials
    before = outlook_of(withdrawal, today, now)
    rule = before.rule
    fixed = {name: text for name, text in withdrawal.told.items() if name in FIXED}
    told = read_told(rule, {**withdrawal.told, **posted, **fixed})
    withdrawal.said = json.dumps({"told": told, "materials": materials}, ensure_ascii=False)
    withdrawal.home = home_of(rule, told)
    outlook = outlook_of(withdrawal, today, now)
    judged = outlook.judgement
    if judged is None or judged.obstacles or judged.untold:
        raise NotYet(why_not(outlook))
    if judged.missing:
        raise PapersMissing(f"还缺材料：{'、'.join(judged.missing)}。")
    check_chosen(outlook, materials)
    # What was repaid counts as taken for this loan from now on, not for the first one.
    loan = outlook.given.loan if outlook.given else None
    withdrawal.loan_id = loan.pk if loan else None
    if marked & {"", "card"}:
        withdrawal.card = card_for(member=withdrawal.receiver, rule=rule, now=now)
    typed = posted.get(AMOUNT) if marked & {"", AMOUNT} else None
    amount_fen = mended_amount(withdrawal=withdrawal, typed=typed, before=before, after=outlook)
    return Mended(outlook, amount_fen)


def _marked(withdrawal: Withdrawal) -> set[str]:
    case = withdrawal.case
    if case is None or case.state != Case.State.RETURNED:
        raise TooLate(f"{withdrawal.number} 现在不需要补正，没有改动。请刷新后再看。")
    return marked_fields(case)
