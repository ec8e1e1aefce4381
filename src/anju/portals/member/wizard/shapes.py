"""The shapes in which members register and reset a password, each as a list of steps."""

from dataclasses import dataclass
from typing import Final

from anju.identity.models import Knock

Register, Reset = Knock.Kind.REGISTER, Knock.Kind.RESET

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Step:
    """One page of a wizard: what it asks, and the word on its button."""

    slug: str
    title: str
    mark: int
    button: str = "下一步"
    facts: tuple[str, ...] = ()
    consent: str = ""
    robot: bool = False
    phrase: bool = False
    code: bool = False
    password: bool = False
    lede: str = ""

    @property
    def proves(self) -> bool:
        """Whether a code is checked here and a password is set afterwards."""
        return self.code and not self.password


@dataclass(frozen=True)
class Shape:
    """A wizard: the marks of its stepper, its steps, and the words at its end."""

    title: str
    link: str
    marks: tuple[str, ...]
    steps: tuple[Step, ...]
    done: str
    done_words: str
    code_button: str = "获取验证码"
    code_label: str = "验证码"
    password_labels: tuple[str, str] = ("登录密码", "确认登录密码")
    activates: bool = False
    waits: str = "为防他人冒名，这之后的一段时间内网上暂不受理提取，具体时间已用短信告诉您。"
    labels: Words = ()
    placeholders: Words = ()

    def at(self, slug: str) -> Step | None:
        """The step of this name, or nothing."""
        return next((step for step in self.steps if step.slug == slug), None)

    def after(self, step: Step) -> Step | None:
        """The step that follows, or nothing after the last."""
        place = self.steps.index(step) + 1
        return self.steps[place] if place < len(self.steps) else None

    def before(self, step: Step) -> tuple[Step, ...]:
        """The steps one has gone through on arriving at this one."""
        return self.steps[: self.steps.index(step)]


NAME_AND_IDENTITY = ("name", "identity_number")
_SET_PASSWORD = Step("password", "设置登录密码", 2, "提交", password=True)
_GO_SIGN_IN = "请用证件号码和刚才设置的密码登录。"

_AGREEMENT_FORM = Shape(
    title="用户注册",
    link="用户注册",
    marks=("同意协议", "填写用户信息", "注册完成"),
    steps=(
        Step("agreement", "用户注册协议", 0, "同意用户注册协议", consent="button"),
        Step(
            "form",
            "用户注册",
            1,
            "提交",
            facts=(*NAME_AND_IDENTITY, "mobile"),
            code=True,
            password=True,
            lede="姓名、证件号码和手机号码要与单位为您登记的一致。",
        ),
    ),
    done="注册完成",
    done_words=_GO_SIGN_IN,
    code_button="获取短信验证码",
    code_label="短信验证码",
)
_TWO_PAGES = Shape(
    title="用户注册",
    link="用户注册",
    marks=("录入信息", "验证手机", "注册成功"),
    steps=(
        Step("facts", "录入信息", 0, facts=NAME_AND_IDENTITY, consent="box"),
        Step(
            "mobile",
            "验证手机，设置密码",
            1,
            facts=("mobile",),
            code=True,
            password=True,
        ),
    ),
    done="注册成功",
    done_words=_GO_SIGN_IN,
    password_labels=("密码", "确认密码"),
)
_PHRASE = Shape(
    title="个人注册",
    link="我要注册",
    marks=("个人注册信息", "密保问题", "设置登录密码"),
    steps=(
        Step("facts", "个人注册信息", 0, facts=NAME_AND_IDENTITY, consent="box"),
        Step("phrase", "密保问题", 1, phrase=True),
        Step("password", "设置登录密码", 2, "提交", code=True, password=True),
    ),
    done="注册成功",
    done_words=_GO_SIGN_IN,
    code_button="获取短信验证码",
    password_labels=("设置登录密码", "确认登录密码"),
)
_STEPPER = Shape(
    title="用户注册",
    link="注册",
    marks=("信息校验", "短信验证", "注册完成"),
    steps=(
        Step(
            "facts",
            "信息校验",
            0,
            "信息验证",
            facts=NAME_AND_IDENTITY,
            consent="box",
            robot=True,
            lede="没有在中心登记过手机号码的，请先带身份证到任一服务大厅登记。",
        ),
        Step("code", "短信验证", 1, "确认验证", code=True),
        _SET_PASSWORD,
    ),
    done="注册完成",
    done_words="恭喜您！注册成功，请用身份证号码或手机号码登录。",
    code_button="发送验证码",
    code_label="短信验证码",
)
_ACTIVATION = Shape(
    title="个人重置",
    link="个人重置",
    marks=(),
    steps=(
        Step(
            "facts",
            "个人重置",
            0,
            "确定",
            facts=("identity_number", "name", "mobile"),
            code=True,
            lede="姓名、身份证号码和手机号码要与中心系统预留的一致。",
        ),
    ),
    done="激活码已发送",
    done_words="一次性激活码已发送到您在中心预留的手机，30 分钟内有效。请用它作为密码登录，"
    "按提示设置新密码，再用新密码重新登录。",
    code_button="免费获取验证码",
    labels=(("mobile", "系统预留的手机号码"),),
    activates=True,
    waits="登录时还要再收一条短信验证码：同一手机 1 分钟内只发一条，请稍等再获取。"
    "设好新密码后的一段时间内网上暂不受理提取，具体时间会用短信告诉您。",
)
_ONE_PAGE = Shape(
    title="忘记密码",
    link="忘记密码",
    marks=(),
    steps=(
        Step(
            "facts",
            "忘记密码",
            0,
            "提交",
            facts=(*NAME_AND_IDENTITY, "mobile"),
            code=True,
            password=True,
        ),
    ),
    done="密码重置成功",
    done_words="请用新密码登录。",
    code_button="获取短信验证码",
    code_label="短信验证码",
    password_labels=("新登录密码", "确认登录密码"),
    labels=(("name", "个人姓名"), ("identity_number", "证件号码")),
)
_RESET_TWO_PAGES = Shape(
    title="密码重置",
    link="忘记密码",
    marks=("录入基本信息", "输入密码", "重置成功"),
    steps=(
        Step(
            "facts",
            "录入基本信息",
            0,
            facts=(*NAME_AND_IDENTITY, "mobile"),
            code=True,
        ),
        Step("password", "输入密码", 1, "提交", password=True),
    ),
    done="重置成功",
    done_words="请用新密码登录。",
    password_labels=("新密码", "确认密码"),
)
_ACCOUNT_FIRST = Shape(
    title="忘记密码",
    link="忘记密码",
    marks=("账号信息", "设置新密码", "密码重置成功"),
    steps=(
        Step(
            "start",
            "忘记密码",
            0,
            "立即重置",
            lede="重置登录密码需要您在中心登记的手机收短信验证码，大约两分钟。",
        ),
        Step("facts", "账号信息", 0, facts=("account", "name")),
        Step("password", "设置新密码", 1, "提交", code=True, password=True),
    ),
    done="密码重置成功",
    done_words="请用新密码登录。",
    code_button="获取短信验证码",
    code_label="短信验证码",
    password_labels=("新密码", "确认新密码"),
)
_RESET_STEPPER = Shape(
    title="忘记密码",
    link="忘记密码",
    marks=("信息校验", "重置密码", "修改成功"),
    steps=(
        Step("facts", "信息校验", 0, "信息验证", facts=NAME_AND_IDENTITY, robot=True),
        Step("code", "重置密码", 1, code=True),
        Step("password", "重置密码", 1, "提交", password=True),
    ),
    done="恭喜您！修改成功",
    done_words="点击登录，进入个人公积金网上业务",
    code_button="发送验证码",
    password_labels=("新密码", "确认密码"),
    labels=(("identity_number", "证件号码"),),
    placeholders=(
        ("name", "输入姓名"),
        ("identity_number", "输入证件号码"),
        ("code", "输入验证码"),
    ),
)

# By the value of identity.member_registration and identity.member_reset.
SHAPES: Final[dict[tuple[str, str], Shape]] = {
    (Register, "agreement_form"): _AGREEMENT_FORM,
    (Register, "two_pages"): _TWO_PAGES,
    (Register, "phrase"): _PHRASE,
    (Register, "stepper"): _STEPPER,
    (Reset, "activation"): _ACTIVATION,
    (Reset, "one_page"): _ONE_PAGE,
    (Reset, "two_pages"): _RESET_TWO_PAGES,
    (Reset, "account_first"): _ACCOUNT_FIRST,
    (Reset, "stepper"): _RESET_STEPPER,
}
