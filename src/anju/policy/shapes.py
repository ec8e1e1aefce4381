"""The shapes of policy values that are more than a number or a word."""

from __future__ import annotations

import re
from datetime import time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator

from anju.ground.money import Rounding

Text = Annotated[str, Field(min_length=1)]
_FRACTION = re.compile(r"0(\.\d{1,6})?|1", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def _fraction(value: object) -> Decimal:
    """A rate is written in quotes, so that no binary fraction ever stands in between."""
    if not (isinstance(value, str) and _FRACTION.fullmatch(value)):
        raise ValueError('a rate is a quoted fraction between 0 and 1, such as "0.12"')
    return Decimal(value)


def _clock(value: object) -> time:
    """A time is written in quotes, because YAML reads 17:30 as a number of minutes."""
    if not (isinstance(value, str) and _CLOCK.fullmatch(value)):
        raise ValueError('a time is quoted hours and minutes, such as "08:30"')
    return time.fromisoformat(value)


def _rounding(value: object) -> Rounding:
    if value not in Rounding.__members__:
        raise ValueError(f"no such rounding; known are {', '.join(Rounding.__members__)}")
    return Rounding[str(value)]


Fraction = Annotated[Decimal, PlainValidator(_fraction)]
RoundingName = Annotated[Rounding, PlainValidator(_rounding)]
Clock = Annotated[time, PlainValidator(_clock)]


class Shape(BaseModel):
    """A value made of named parts: frozen, and deaf to names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Channel(StrEnum):
    """Where a person meets the center (渠道)."""

    COUNTER = "counter"
    HALL = "hall"
    APP = "app"
    WECHAT = "wechat"
    API = "api"

    @property
    def chinese(self) -> str:
        return _CHANNELS[self]


_CHANNELS = {
    Channel.COUNTER: "柜台",
    Channel.HALL: "网上办事大厅",
    Channel.APP: "手机应用",
    Channel.WECHAT: "微信公众号",
    Channel.API: "数据接口",
}


class Branch(Shape):
    """A branch office (管理部) with its counter (网点)."""

    code: Annotated[str, Field(pattern=r"^\d{2}$")]
    name: Text
    district: Text
    address: Text
    phone: Text

    def __str__(self) -> str:
        return self.name


class BranchFloor(Shape):
    """The lowest base where one branch's district differs from the rest of the city."""

    branch: Annotated[str, Field(pattern=r"^\d{2}$")]
    floor_fen: Annotated[int, Field(gt=0, lt=10**13)]


class MenuEntry(Shape):
    """One line of a hall's menu; aliases are other names under which people look for it.

    The route is the name of a page; the icon is one of @tabler/icons. `under` is a heading
    within the group, the same for all lines that stand under it.
    """

    title: Text
    route: Annotated[str, Field(pattern=r"^[a-z_]+(:[a-z_]+)?$")]
    icon: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
    aliases: tuple[str, ...] = ()
    under: str = ""


class MenuGroup(Shape):
    """A heading of a hall's menu with its lines; `phone` is what a phone calls it instead."""

    title: Text
    phone: str = ""
    entries: Annotated[tuple[MenuEntry, ...], Field(min_length=1)]


class Hours(Shape):
    """From opens until closes, closes not included; without closes, to the end of the day."""

    opens: Clock = time(0)
    closes: Clock | None = None
    days: Literal["every", "working"] = "every"

    @model_validator(mode="after")
    def _forward(self) -> Hours:
        if self.closes is not None and self.closes <= self.opens:
            raise ValueError("closes must be later than opens")
        return self

    def cover(self, at: time) -> bool:
        """Whether a time of the day lies within; which days they are is not asked."""
        return self.opens <= at and (self.closes is None or at < self.closes)

    @property
    def chinese(self) -> str:
        days = "工作日" if self.days == "working" else "每天"
        closes = f"{self.closes:%H:%M}" if self.closes else "24:00"
        return f"{days} {self.opens:%H:%M}—{closes}"

    def __str__(self) -> str:
        return self.chinese


class ItemHours(Hours):
    """When one item (事项) is served on one channel; closed_because switches it off."""

    channel: Channel
    closed_because: str = ""


_Hours = Annotated[int, Field(ge=1, le=720)]


class HoldHours(Shape):
    """For how many hours payouts are held after a member's security has been loosened."""

    registered: _Hours
    reset: _Hours
    mobile_changed: _Hours
    data_changed: _Hours
    pin_recovered: _Hours
    limit_raised: _Hours
    unlocked: _Hours


class PasswordChange(Shape):
    """How a member changes his login password: what the fields are called, whether a code to
    his telephone is asked for as well, and what the result says.
    """

    old: Text = "原密码"
    new: Text = "新密码"
    again: Text = "确认密码"
    done: Text = "修改成功"
    code: bool = False


class CollectionAccount(Shape):
    """The center's account at the entrusted bank into which contributions go (归集账户)."""

    bank_code: Annotated[str, Field(pattern=r"^\d{3}$")]
    bank_name: Text
    account: Annotated[str, Field(pattern=r"^\d{10,30}$")]
    name: Text


class CardBank(Shape):
    """A bank whose cards members may bind (绑定的卡行); its code begins the union number."""

    code: Annotated[str, Field(pattern=r"^\d{3}$")]
    name: Text


class Agreement(Shape):
    """What somebody agrees to before he may use the hall (网上业务服务协议); versioned."""

    title: Text
    version: Annotated[str, Field(pattern=r"^[0-9]{4}\.[0-9]{1,2}$")]
    clauses: Annotated[tuple[Text, ...], Field(min_length=1)]


class SignInForm(Shape):
    """What the members' sign-in page asks for, in the words of the city's manual.

    `entry` is what the first page calls this door; with `confirm` it is asked there first.
    With `code` a mobile and an SMS code are asked as well.
    """

    entry: Text
    name: Text
    password: Text
    submit: Text = "登录"
    code: bool = False
    confirm: str = ""


Fen = Annotated[int, Field(gt=0, lt=10**13)]
Months = Annotated[int, Field(ge=0, le=120)]
MonthDay = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Corner = tuple[MenuEntry, ...]
Menu = Annotated[tuple[MenuGroup, ...], Field(min_length=1)]
Branches = Annotated[tuple[Branch, ...], Field(min_length=1)]
BranchFloors = tuple[BranchFloor, ...]
ItemTable = tuple[ItemHours, ...]
CardBanks = Annotated[tuple[CardBank, ...], Field(min_length=1)]
Questions = Annotated[tuple[Text, ...], Field(min_length=2)]
