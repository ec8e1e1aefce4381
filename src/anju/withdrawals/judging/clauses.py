"""What the numbered conditions are called (条款): a page names each in a word or two."""

from typing import Final

CLAUSES: Final[dict[str, str]] = {
    "W01": "账户状态",
    "W02": "冻结",
    "W03": "在办提取",
    "W04": "支付保护",
    "W05": "账户留存",
    "W06": "连续缴存",
    "W07": "封存期限",
    "W08": "在外缴存",
    "W09": "退休年龄",
    "W10": "办理期限",
    "W11": "提取间隔",
    "W12": "一房一提",
    "W13": "自有住房",
    "W14": "贷款登记",
    "W15": "还款情况",
    "W16": "未清贷款",
    "W17": "年度限额",
    "W18": "本人声明",
    "W19": "证明材料",
    "W20": "填写内容",
    "W21": "在途缴存",
}
