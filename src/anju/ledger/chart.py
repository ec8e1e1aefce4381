"""The chart of accounts of 住房公积金会计核算办法; its numbers must not be rearranged."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """On which side an account's balance normally stands (余额方向)."""

    DEBIT = "借"
    CREDIT = "贷"


@dataclass(frozen=True)
class Subject:
    """A 会计科目: its code, its name, and its normal side."""

    code: str
    name: str
    side: Side


_DEBIT = """
101 住房公积金存款
10101 住房公积金存款 活期
10102 住房公积金存款 定期
102 增值收益存款
10201 增值收益存款 活期
10202 增值收益存款 定期
111 应收利息
11101 应收贷款利息
11102 应收存款利息
119 其他应收款
11901 应收单位款
11902 其他应收
121 委托贷款
12101 个人委托贷款
12102 项目委托贷款
122 逾期贷款
12201 个人逾期贷款
12202 项目逾期贷款
124 国家债券
411 业务支出
41101 住房公积金利息支出
41102 归集手续费支出
41103 委托贷款手续费支出
"""
_CREDIT = """
201 住房公积金
211 应付利息
214 专项应付款
21401 管理费用
21402 廉租住房补充资金
219 其他应付款
21901 单位预缴款
21902 应付归集手续费
21903 应付贷款手续费
21904 其他应付
21905 暂收款
301 贷款风险准备
30101 个人贷款风险准备
30102 项目贷款风险准备
311 增值收益
321 增值收益分配
32101 提取贷款风险准备
32102 提取管理费用
32103 提取廉租住房补充资金
32104 待分配增值收益
401 业务收入
40101 住房公积金利息收入
40102 增值收益利息收入
40103 委托贷款利息收入
40104 国家债券利息收入
40105 其他收入
4010501 罚息收入
"""


def _read(lines: str, side: Side) -> dict[str, Subject]:
    pairs = (line.split(" ", 1) for line in lines.strip().splitlines())
    return {code: Subject(code, name.replace(" ", "—"), side) for code, name in pairs}


CHART: dict[str, Subject] = dict(
    sorted((_read(_DEBIT, Side.DEBIT) | _read(_CREDIT, Side.CREDIT)).items())
)

BANK_DEPOSIT = "10101"
MEMBERS = "201"
PREPAYMENTS = "21901"
OTHER_RECEIVABLES = "11902"
OTHER_PAYABLES = "21904"
SUSPENSE = "21905"
INTEREST_EXPENSE = "41101"

# Accounts of these subjects belong to somebody and keep a balance row each; all others are
# the fund's own, touched by every entry, and their balance is a sum.
KEPT = frozenset({MEMBERS, PREPAYMENTS})

# 101+102+111+119+121+122+124+411 = 201+211+214+219+301+311+321+401 before income is closed.
ASSETS = ("101", "102", "111", "119", "121", "122", "124", "411")
CLAIMS = ("201", "211", "214", "219", "301", "311", "321", "401")
