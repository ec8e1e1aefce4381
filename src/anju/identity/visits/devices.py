"""Says in Chinese what a browser says of itself, so that people know their own devices."""

MACHINES = (
    ("HarmonyOS", "鸿蒙设备"),
    ("iPad", "iPad"),
    ("iPhone", "苹果手机"),
    ("Android", "安卓手机"),
    ("Windows", "Windows 电脑"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux 电脑"),
)
# The order matters: most of them call themselves Chrome and Safari as well.
PROGRAMS = (
    ("MicroMessenger", "微信"),
    ("AlipayClient", "支付宝"),
    ("DingTalk", "钉钉"),
    ("Edg", "Edge"),
    ("QQBrowser", "QQ 浏览器"),
    ("UCBrowser", "UC 浏览器"),
    ("HuaweiBrowser", "华为浏览器"),
    ("MiuiBrowser", "小米浏览器"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)


def device_words(user_agent: str) -> str:
    """A machine and a program, e.g. “Windows 电脑 · Chrome”; never what was typed there."""
    machine = _first(MACHINES, user_agent, "未知设备")
    program = _first(PROGRAMS, user_agent, "")
    return f"{machine} · {program}" if program else machine


def _first(known: tuple[tuple[str, str], ...], user_agent: str, otherwise: str) -> str:
    return next((words for sign, words in known if sign in user_agent), otherwise)
