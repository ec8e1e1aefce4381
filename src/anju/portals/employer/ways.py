"""Where the employers' pages lie, and the crumbs that lead to them."""

from dataclasses import dataclass

from django.urls import reverse

NAMES = {
    "employer:home": "首页",
    "employer:month": "当月汇缴",
    "employer:register": "变更清册",
    "employer:remittances": "汇缴",
    "employer:prepayments": "预缴",
    "employer:back_payments": "补缴",
    "employer:whereabouts": "钱到哪了",
    "employer:refunds": "退缴与错缴更正",
    "employer:filing_guide": "这个月报错了怎么办",
    "employer:receipts": "凭证重打",
    "employer:submissions": "待复核业务",
    "employer:calendar": "办事日历",
    "employer:arrivals": "转入清册",
    "employer:leaving": "转出确认",
    "employer:own_registration": "单位缴存登记信息变更",
    "employer:own_ratio": "单位比例变更",
    "employer:own_applications": "单位申请",
    "employer:colleagues": "办事人员管理",
    "employer:proposals": "更正申请",
    "employer:mismatches": "注册信息不符",
}


@dataclass(frozen=True)
class Crumb:
    """One page on the way to where one is."""

    label: str
    url: str


def crumbs(*routes: str) -> list[Crumb]:
    """The way here, by the routes' own names."""
    return [Crumb(NAMES[route], reverse(route)) for route in routes]


def urls() -> dict[str, str]:
    """The employers' pages by their short names, for templates."""
    routes = (
        "month register submission dropping template uploads remittances prepayments receipts"
        " register_month filings members"
    )
    return {name: reverse(f"employer:{name}") for name in routes.split()}
