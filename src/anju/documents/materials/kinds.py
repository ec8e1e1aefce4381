"""The kinds of material, what each says in fields, and whether it proves more than once."""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models


class Kind(models.TextChoices):
    """What a material is (材料类型); what a business asks of it is the business's."""

    IDENTITY = "identity", "身份证件"
    PURCHASE_CONTRACT = "purchase_contract", "购房合同"
    INVOICE = "invoice", "发票"
    LOAN_CONTRACT = "loan_contract", "贷款合同"
    REPAYMENT_RECORD = "repayment_record", "还款记录"
    LEASE = "lease", "租赁合同"
    NO_HOME_PROOF = "no_home_proof", "无房证明"
    TERMINATION_PROOF = "termination_proof", "解除劳动关系证明"
    RETIREMENT_PROOF = "retirement_proof", "退休证明"
    EMIGRATION_PROOF = "emigration_proof", "出境定居证明"
    DISABILITY_PROOF = "disability_proof", "劳动能力鉴定"
    HOSPITAL_PAPERS = "hospital_papers", "医疗证明"
    LOW_INCOME_PROOF = "low_income_proof", "低保证明"
    CONTACT_LETTER = "contact_letter", "联系函"
    DEATH_PROOF = "death_proof", "死亡与继承证明"
    BUILDING_PERMIT = "building_permit", "建房批准"
    OTHER = "other", "其他材料"


class Type(StrEnum):
    """How a field is written: a word, a day, or an amount of money."""

    TEXT = "text"
    DATE = "date"
    FEN = "fen"


@dataclass(frozen=True)
class Ask:
    """One field of a kind; `finds` is the number by which the same paper is found elsewhere,
    `ends` the last day on which it proves anything.
    """

    name: str
    label: str
    type: Type = Type.TEXT
    needed: bool = True
    finds: bool = False
    ends: bool = False


@dataclass(frozen=True)
class Rule:
    """What a kind asks; `sole` is used up by one business; `shows` says what to photograph."""

    asks: tuple[Ask, ...]
    shows: str
    sole: bool = False

    @property
    def number(self) -> Ask | None:
        """The field that holds the paper's own number, where it has one."""
        return next((ask for ask in self.asks if ask.finds), None)

    @property
    def end(self) -> Ask | None:
        """The field that says until when it proves, where it has one."""
        return next((ask for ask in self.asks if ask.ends), None)


def _number(label: str, *, needed: bool = True) -> Ask:
    return Ask("number", label, needed=needed, finds=True)


def _day(name: str, label: str, *, needed: bool = True, ends: bool = False) -> Ask:
    return Ask(name, label, Type.DATE, needed=needed, ends=ends)


def _sum(name: str, label: str, *, needed: bool = True) -> Ask:
    return Ask(name, label, Type.FEN, needed=needed)


_ADDRESS = Ask("address", "房屋地址")
_ISSUER = Ask("issuer", "出具单位")
_ISSUED = _day("issued_on", "出具日期")

RULES: dict[Kind, Rule] = {
    Kind.IDENTITY: Rule(
        (
            Ask("holder", "证件上的姓名"),
            _day("valid_until", "有效期至", needed=False, ends=True),
        ),
        "身份证正反两面，四角完整",
    ),
    Kind.PURCHASE_CONTRACT: Rule(
        (
            _number("合同编号"),
            _ADDRESS,
            _day("signed_on", "签订日期"),
            _sum("price_fen", "房屋总价（元）"),
            Ask("seller", "出卖人", needed=False),
            Ask("buyers", "全部买受人", needed=False),
        ),
        "合同首页、载明房屋和价款的页、签字盖章页",
        sole=True,
    ),
    Kind.INVOICE: Rule(
        (
            _number("发票号码"),
            _day("issued_on", "开票日期"),
            _sum("amount_fen", "价税合计（元）"),
            Ask("seller", "销售方", needed=False),
        ),
        "发票全貌，号码和金额清楚",
        sole=True,
    ),
    Kind.LOAN_CONTRACT: Rule(
        (
            _number("借款合同编号"),
            Ask("bank", "贷款银行"),
            _sum("amount_fen", "贷款金额（元）"),
            _day("signed_on", "签订日期"),
            Ask("address", "房屋地址", needed=False),
            Ask("term_months", "贷款期限（月）", needed=False),
        ),
        "借款合同首页、载明金额和期限的页、签字盖章页",
    ),
    Kind.REPAYMENT_RECORD: Rule(
        (
            Ask("number", "借款合同编号"),
            Ask("bank", "贷款银行"),
            _day("since", "还款起始日"),
            _day("until", "还款截止日"),
            _sum("amount_fen", "期间还款本息（元）"),
            _sum("left_fen", "贷款余额（元）", needed=False),
        ),
        "银行出具并盖章的还款明细",
        sole=True,
    ),
    Kind.LEASE: Rule(
        (
            _number("合同或备案编号", needed=False),
            _ADDRESS,
            _day("starts_on", "租期开始"),
            _day("ends_on", "租期结束", ends=True),
            _sum("rent_fen", "月租金（元）"),
        ),
        "租赁合同全文，已备案的附备案证明",
    ),
    Kind.NO_HOME_PROOF: Rule(
        (_number("证明编号", needed=False), _ISSUED, _ISSUER), "不动产登记机构出具的证明"
    ),
    Kind.TERMINATION_PROOF: Rule(
        (Ask("employer", "原工作单位"), _day("ended_on", "解除日期")), "单位盖章的证明"
    ),
    Kind.RETIREMENT_PROOF: Rule(
        (_number("证件编号", needed=False), _day("retired_on", "退休日期")),
        "退休证或退休审批表",
    ),
    Kind.EMIGRATION_PROOF: Rule(
        (Ask("country", "定居国家或地区"), _day("issued_on", "签发日期")),
        "定居证明或户口注销证明",
    ),
    Kind.DISABILITY_PROOF: Rule(
        (
            _number("鉴定书编号"),
            _day("issued_on", "鉴定日期"),
            Ask("level", "鉴定等级"),
        ),
        "劳动能力鉴定委员会的鉴定结论",
    ),
    Kind.HOSPITAL_PAPERS: Rule(
        (
            _number("住院号或票据号"),
            Ask("hospital", "医院"),
            _day("issued_on", "出院或结算日期"),
            _sum("own_fen", "个人负担金额（元）"),
            Ask("patient", "患者姓名"),
        ),
        "诊断证明、出院记录和结算票据",
        sole=True,
    ),
    Kind.LOW_INCOME_PROOF: Rule(
        (
            _number("低保证号"),
            _day("issued_on", "发证日期"),
            _day("valid_until", "有效期至", needed=False, ends=True),
        ),
        "民政部门发的低保证",
    ),
    Kind.CONTACT_LETTER: Rule(
        (_number("联系函编号"), _ISSUER, _ISSUED), "转入地中心出具的联系函", sole=True
    ),
    Kind.DEATH_PROOF: Rule(
        (
            Ask("deceased", "逝者姓名"),
            _day("died_on", "死亡日期"),
            Ask("heirs", "继承人", needed=False),
        ),
        "死亡证明，以及继承公证书或法院文书",
    ),
    Kind.BUILDING_PERMIT: Rule(
        (
            _number("批准文号"),
            _ADDRESS,
            _day("issued_on", "批准日期"),
            _sum("cost_fen", "预算或决算金额（元）", needed=False),
        ),
        "建设、翻修或大修的批准文件",
        sole=True,
    ),
    Kind.OTHER: Rule((Ask("about", "这份材料说明什么"),), "能说明事情的材料"),
}


def rule_of(kind: str) -> Rule:
    """What a kind asks. Raises KeyError for one that is no kind."""
    return RULES[Kind(kind)]
