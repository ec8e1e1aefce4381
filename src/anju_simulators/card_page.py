"""The page of the bank's cards: what came to each, what went back, what lies there."""

from collections.abc import Mapping
from html import escape
from typing import Any

from anju_simulators import cards
from anju_simulators.page import cell, fill, page, rows_of, tag, yuan
from anju_simulators.web import Bank, Reply, Request, Route

MOST_SHOWN = 500


def show_cards(bank: Bank, request: Request) -> Reply:
    """All cards, or those whose number or holder has the words asked for in it."""
    words = request.query.get("q", "").strip()
    found = [one for one in cards.figures(bank.store) if words in one["number"] + one["name"]]
    content = fill(
        "cards.html",
        words=escape(words),
        many=f"{len(found):,}",
        payments=f"{sum(one['payments'] for one in found):,}",
        came=yuan(sum(one["came_fen"] for one in found)),
        back=yuan(sum(one["back_fen"] for one in found)),
        held=yuan(sum(one["balance_fen"] for one in found)),
        cards=rows_of([_row(one) for one in found[:MOST_SHOWN]], 8, "没有这样的卡。"),
    )
    return page("个人银行卡", content)


def _row(card: Mapping[str, Any]) -> tuple[str, ...]:
    normal = card["status"] == "normal"
    return (
        cell(card["number"]),
        cell(card["name"]),
        cell(card["bank"]),
        f"<td>{tag('正常' if normal else '冻结', 'ok' if normal else 'warn')}</td>",
        cell(f"{card['payments']:,}", "num"),
        cell(yuan(card["came_fen"]), "num"),
        cell(yuan(card["back_fen"]), "num"),
        cell(yuan(card["balance_fen"]), "num"),
    )


PAGES: list[Route] = [("GET", r"/cards", show_cards)]
