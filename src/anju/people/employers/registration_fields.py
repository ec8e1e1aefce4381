"""The fields of an employer's registration: how each is read, kept and shown."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from anju.ground.errors import Refusal
from anju.ground.identity import (
    check_credit_code,
    check_identity_number,
    check_name,
    mask_identity,
    normalise,
)
from anju.people.models import Employer, EmployerChange

Field = EmployerChange.Field
# What an agent changes at once; the rest needs a paper and a word of the counter.
AT_ONCE: Final = (
    Field.ADDRESS,
    Field.POSTCODE,
    Field.PHONE,
    Field.EMAIL,
    Field.INDUSTRY,
    Field.PAYDAY,
)
WITH_PROOF: Final = (
    Field.NAME,
    Field.CREDIT_CODE,
    Field.LEGAL_NAME,
    Field.LEGAL_IDENTITY,
    Field.ECONOMIC_TYPE,
    Field.FOUNDED_ON,
)
# GB/T 4754, its sections.
INDUSTRIES: Final[Mapping[str, str]] = {
    "A": "农、林、牧、渔业",
    "B": "采矿业",
    "C": "制造业",
    "D": "电力、热力、燃气及水生产和供应业",
    "E": "建筑业",
    "F": "批发和零售业",
    "G": "交通运输、仓储和邮政业",
    "H": "住宿和餐饮业",
    "I": "信息传输、软件和信息技术服务业",
    "J": "金融业",
    "K": "房地产业",
    "L": "租赁和商务服务业",
    "M": "科学研究和技术服务业",
    "N": "水利、环境和公共设施管理业",
    "O": "居民服务、修理和其他服务业",
    "P": "教育",
    "Q": "卫生和社会工作",
    "R": "文化、体育和娱乐业",
    "S": "公共管理、社会保障和社会组织",
    "T": "国际组织",
}
# GB/T 12402, its classes.
ECONOMIC_TYPES: Final[Mapping[str, str]] = {
    "110": "国有全资",
    "120": "集体全资",
    "130": "股份合作",
    "140": "联营",
    "150": "有限责任（公司）",
    "160": "股份有限（公司）",
    "170": "私有",
    "190": "其他内资",
    "200": "港、澳、台投资",
    "300": "国外投资",
    "900": "其他",
}
CHOICES: Final = {Field.INDUSTRY: INDUSTRIES, Field.ECONOMIC_TYPE: ECONOMIC_TYPES}
LONGEST: Final = 255
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)
_PHONE = re.compile(r"1[3-9]\d{9}|(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?", re.ASCII)


class BadField(Refusal):
    code = "people.bad_registration_field"


def read_field(field: Field, text: str, *, today: date) -> str:
    """What was typed into a field, as it is kept; dates as 2020-01-31, choices as codes.

    Raises BadField, or what the ground raises for a name, a code or an identity number.
    """
    return _READERS[field](text, today)


def kept(employer: Employer, field: Field) -> str:
    """What stands on file, in the form in which `read_field` answers; empty for nothing."""
    found = getattr(employer, field.value)
    return "" if found is None else str(found)


def shown(field: Field, text: str) -> str:
    """A kept value as people read it: choices by their words, an identity number masked."""
    if not text:
        return "（空）"
    if field in CHOICES:
        return CHOICES[field].get(text, text)
    if field == Field.LEGAL_IDENTITY:
        return mask_identity(text)
    return f"每月 {text} 日" if field == Field.PAYDAY else text


def put(employer: Employer, field: Field, text: str) -> None:
    """Set a kept value on an employer's row; nothing is saved."""
    value: object = text
    if field == Field.PAYDAY:
        value = int(text)
    elif field == Field.FOUNDED_ON:
        value = date.fromisoformat(text)
    setattr(employer, field.value, value)


def _words(what: str) -> Callable[[str, date], str]:
    def read(text: str, today: date) -> str:
        plain = " ".join(text.split())
        if not plain:
            raise BadField(f"请填写{what}。")
        if len(plain) > LONGEST:
            raise BadField(f"{what}最多 {LONGEST} 个字，请缩短后再提交。")
        return plain

    return read


def _postcode(text: str, today: date) -> str:
    code = normalise(text)
    if not re.fullmatch(r"\d{6}", code, re.ASCII):
        raise BadField("邮政编码是 6 位数字，例如 464000。")
    return code


def _phone(text: str, today: date) -> str:
    number = normalise(text)
    if not _PHONE.fullmatch(number):
        raise BadField("请填写座机或手机号码，例如 0376-6360123。")
    return number


def _email(text: str, today: date) -> str:
    address = normalise(text)
    if not _EMAIL.fullmatch(address) or len(address) > 120:
        raise BadField("电子信箱的写法不对，例如 office@example.cn。")
    return address.lower()


def _payday(text: str, today: date) -> str:
    day = normalise(text)
    if not re.fullmatch(r"\d{1,2}", day, re.ASCII) or not 1 <= int(day) <= 31:
        raise BadField("发薪日是每月的第几天，请填写 1 到 31 的整数。")
    return str(int(day))


def _founded_on(text: str, today: date) -> str:
    try:
        day = date.fromisoformat(normalise(text))
    except ValueError as error:
        raise BadField("请按“年-月-日”填写设立日期，例如 2020-01-31。") from error
    if day > today:
        raise BadField("设立日期不能晚于今天，请对照营业执照核对。")
    return day.isoformat()


def _choice(field: Field) -> Callable[[str, date], str]:
    def read(text: str, today: date) -> str:
        if text not in CHOICES[field]:
            raise BadField(f"请从列表里选择{field.label}。")
        return text

    return read


_READERS: Final[Mapping[Field, Callable[[str, date], str]]] = {
    Field.NAME: _words("单位名称"),
    Field.CREDIT_CODE: lambda text, today: check_credit_code(normalise(text)),
    Field.LEGAL_NAME: lambda text, today: check_name(text),
    Field.LEGAL_IDENTITY: lambda text, today: (
        check_identity_number(normalise(text), today=today).number
    ),
    Field.ECONOMIC_TYPE: _choice(Field.ECONOMIC_TYPE),
    Field.FOUNDED_ON: _founded_on,
    Field.ADDRESS: _words("单位地址"),
    Field.POSTCODE: _postcode,
    Field.PHONE: _phone,
    Field.EMAIL: _email,
    Field.INDUSTRY: _choice(Field.INDUSTRY),
    Field.PAYDAY: _payday,
}
