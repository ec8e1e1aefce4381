"""Tags and filters of the halls: money, months, ratios, masks, icons, paging, days."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zlib import crc32

from django import template
from django.utils.safestring import SafeString

from anju.ground import identity
from anju.ground.masks import mask_address
from anju.ground.money import chinese_amount, format_yuan
from anju.ground.months import Month
from anju.portals.shared.lists.paging import Paging
from anju.portals.shared.shell.icons import icon_svg

register = template.Library()

WEEKDAYS = "一二三四五六日"
CHANNELS = {
    "00": "柜面",
    "10": "手机应用",
    "20": "微信",
    "30": "网站",
    "40": "网厅",
    "50": "自助终端",
    "60": "热线",
    "70": "短信",
    "80": "微博",
    "90": "支付宝",
}


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An outline icon, inline; size "sm" or "lg"."""
    return icon_svg(name, size)


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as 86,452.37; nothing stays a dash."""
    return "—" if fen is None else format_yuan(fen)


@register.filter
def yuan_signed(fen: int | None) -> str:
    """Fen with its sign, +1,632.00 or −1,896.00; zero has none."""
    if fen is None:
        return "—"
    return f"+{format_yuan(fen)}" if fen > 0 else format_yuan(fen)


@register.filter
def count(number: int) -> str:
    """A whole number with thousands: 5,000."""
    return f"{number:,}"


@register.filter
def capital(fen: int) -> str:
    """Fen in the characters of a cheque: 贰拾柒万零捌佰壹拾陆元整."""
    return chinese_amount(fen)


@register.filter
def month(value: Month | int | None) -> str:
    """A month as 2026 年 11 月; also from the stored number 202611."""
    if value is None or value == 0:
        return "—"
    return (value if isinstance(value, Month) else Month.of_code(value)).chinese


@register.filter
def percent(ratio: Decimal | None) -> str:
    """A ratio as a percentage of at most two decimals: 0.07 is 7%, 0.085 is 8.5%.

    Takes Decimal only, so that no binary fraction can ever show its tail on a page.
    """
    if ratio is None:
        return "—"
    if not isinstance(ratio, Decimal):
        raise TypeError(f"a ratio is a Decimal, not {type(ratio).__name__}")
    text = f"{(ratio * 100).quantize(Decimal('0.01')):f}"
    return f"{text.rstrip('0').rstrip('.')}%"


@register.filter
def chinese_day(day: date) -> str:
    """A day as 2018年2月11日 星期日."""
    return f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"


@register.filter
def ago(at: datetime, now: datetime) -> str:
    """How long ago something was, in the largest whole unit: 刚刚, 5分钟前, 3小时前, 7天前."""
    minutes = int((now - at) / timedelta(minutes=1))
    for unit, size in (("天", 1440), ("小时", 60), ("分钟", 1)):
        if minutes >= size:
            return f"{minutes // size}{unit}前"
    return "刚刚"


@register.filter
def channel(code: str) -> str:
    """The word for a channel's code (渠道); a code nobody has named stays as it is."""
    return CHANNELS.get(code, code)


@register.filter
def masked_name(text: str) -> str:
    """A person's name behind its mask."""
    return identity.mask_name(text) if text else "—"


@register.filter
def masked_identity(text: str) -> str:
    """An identity number behind its mask."""
    return identity.mask_identity(text) if text else "—"


@register.filter
def masked_mobile(text: str) -> str:
    """A mobile number behind its mask."""
    return identity.mask_mobile(text) if text else "—"


@register.filter
def masked_card(text: str) -> str:
    """A bank account or card behind its mask."""
    return identity.mask_card(text) if text else "—"


@register.filter
def masked_account(text: str) -> str:
    """A fund account number behind its mask."""
    return identity.mask_account(text) if text else "—"


@register.filter
def masked_address(text: str) -> str:
    """A network address behind its mask."""
    return mask_address(text)


@register.filter
def hotline_number(code: str) -> str:
    """The short number under which the hotline finds a refusal: four digits of its code."""
    return f"{crc32(code.encode()) % 10_000:04d}"


@register.inclusion_tag("parts/paging.html", takes_context=True)
def paging(context: template.Context, shown: Paging) -> dict[str, object]:
    """共 n 条 第 1/n 页, with the filters of the address kept."""
    return {"paging": shown, "request": context.get("request")}
