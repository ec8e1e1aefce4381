"""Why a case goes back to its applicant: a code, the field it is about, a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

REASONS: Final[Mapping[str, str]] = {
    "01": "材料不齐",
    "02": "填写有误",
    "03": "印章或签字不清",
    "04": "与证明材料不符",
    "05": "不符合办理条件",
    "99": "其他",
}


@dataclass(frozen=True)
class Return:
    """One reason for a return; an empty field means the application as a whole."""

    code: str
    field: str = ""
    words: str = ""

    def as_json(self) -> dict[str, str]:
        """The reason as it is kept with its step."""
        return {
            "code": self.code,
            "label": REASONS[self.code],
            "field": self.field,
            "words": self.words,
        }
