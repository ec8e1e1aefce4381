"""What payroll people call the columns we need, in the order we trust the words."""

import re
import unicodedata

LABELS = {
    "name": "姓名",
    "identity_number": "身份证号码",
    "mobile": "手机号码",
    "base": "缴存基数",
    "employer_ratio": "单位比例",
    "own_ratio": "个人比例",
    "ratio": "缴存比例",
    "monthly": "月缴存额",
    "employer_monthly": "单位月缴存额",
    "own_monthly": "个人月缴存额",
    "account_number": "个人账号",
    "status": "人员状态",
    "month": "生效年月",
    "source_row": "原表行号",
    "remark": "备注",
}

_EXACT = {
    "name": "姓名 职工姓名 员工姓名 人员姓名 缴存人姓名 缴存职工姓名 名字 职工名称",
    "identity_number": "身份证号 身份证号码 身份证 身份证件号码 证件号码 证件号 公民身份号码 "
    "居民身份证号码 居民身份证号 职工证件号码 职工身份证号 职工身份证号码 员工身份证号",
    "mobile": "手机 手机号 手机号码 移动电话 联系电话 联系手机 联系方式 电话 电话号码 手机电话",
    "base": "缴存基数 公积金基数 公积金缴存基数 住房公积金缴存基数 住房公积金基数 基数 "
    "工资基数 缴存工资基数 缴费基数 缴交基数 申报基数 个人缴存基数 职工缴存基数 月缴存基数 "
    "月均工资 月平均工资 上年月均工资 上年月平均工资 上年度月均工资 上年度月平均工资 "
    "调整后缴存基数 调整后基数 调整后工资基数 新基数 新缴存基数",
    "employer_ratio": "单位比例 单位缴存比例 单位缴费比例 单位缴交比例 公司比例 企业比例 "
    "单位承担比例",
    "own_ratio": "个人比例 个人缴存比例 个人缴费比例 个人缴交比例 职工比例 职工缴存比例 "
    "员工比例 个人承担比例",
    "ratio": "缴存比例 比例 公积金比例 公积金缴存比例 缴费比例 缴交比例 住房公积金缴存比例",
    "monthly": "月缴存额 月缴额 月缴额合计 月缴存额合计 月缴合计 月缴存总额 月应缴额 应缴额 "
    "缴存额 缴存金额 汇缴额 月汇缴额 合计缴存额 公积金合计 月缴存金额",
    "employer_monthly": "单位月缴存额 单位月缴额 单位缴存额 单位缴存金额 单位部分 单位缴纳 "
    "单位应缴 公司缴存额 单位缴费 单位月应缴额",
    "own_monthly": "个人月缴存额 个人月缴额 个人缴存额 个人缴存金额 个人部分 个人缴纳 "
    "个人应缴 职工缴存额 职工月缴存额 个人缴费 个人扣款 个人月应缴额",
    "account_number": "个人账号 个人客户号 公积金账号 个人公积金账号 职工账号 住房公积金账号 "
    "个人住房公积金账号 账号 职工公积金账号 个人公积金号",
    "status": "状态 人员状态 缴存状态 账户状态 职工状态 在职状态 员工状态 变更类型 变动类型 "
    "业务类型 增减类型 变更类别 人员变动 变更原因 变动原因",
    "month": "生效年月 生效月份 生效时间 执行时间 执行年月 初次缴存时间 起缴年月 "
    "起缴月份 起缴时间 "
    "缴存年月 汇缴年月 汇缴月份 所属月份 变更月份 变更年月",
    "source_row": "原表行号",
    "remark": "备注 说明 备注说明",
}
_WEAK = {"base": "应发工资 应发合计 应发数 工资总额 月工资 工资"}

_NOT_OURS = re.compile(
    "错误原因|怎么改|调整前|变更前|^原|上限|下限|银行|卡号|工资卡|配偶|经办|负责人|紧急|上级"
    "|单位账号|单位名称|单位编号|单位登记|开户日期|补充|证件类型|备注名|合计比例|比例合计|总比例"
)
_OURS = (
    ("own_ratio", re.compile("(个人|职工|员工).*比例|比例.*(个人|职工|员工)")),
    ("employer_ratio", re.compile("(单位|公司|企业).*比例|比例.*(单位|公司|企业)")),
    ("ratio", re.compile("比例")),
    ("base", re.compile("基数|月均工资|月平均工资")),
    (
        "own_monthly",
        re.compile("(个人|职工|员工).*(缴.*额|缴纳|应缴|部分)|缴.*额.*(个人|职工|员工)"),
    ),
    (
        "employer_monthly",
        re.compile("(单位|公司|企业).*(缴.*额|缴纳|应缴|部分)|缴.*额.*(单位|公司|企业)"),
    ),
    ("monthly", re.compile("月缴|缴存额|汇缴额|应缴额|缴存金额|缴额|缴纳合计|合计缴")),
    ("identity_number", re.compile("身份证|证件号|身份号")),
    ("mobile", re.compile("手机|移动电话|联系电话|联系方式")),
    ("account_number", re.compile("(个人|职工|公积金).*账号")),
    ("status", re.compile("状态|变更类型|变动类型|增减")),
    ("remark", re.compile("备注")),
    ("name", re.compile("姓名")),
)

_UNIT = re.compile(r"[(\[【]\s*(元|万元|元/月|%|人民币|必填\w*|选填\w*|rmb|月)\s*[)\]】]")
_ORNAMENT = re.compile(r"^\d+[.、)]|[\s*:()\[\]【】_/\\·-]+")
_WORDS = {
    word: (field, rank)
    for rank, words in ((2, _WEAK), (0, _EXACT))
    for field, text in words.items()
    for word in text.split()
}
# What payroll lists carry besides; nobody is asked what these mean.
_USUAL = re.compile(
    "^(序号|编号|工号|员工编号|职工编号|行号|原表行号|no|id)$|部门|车间|班组|岗位|职务|职位|职称|性别|民族|学历"
    "|籍贯|婚姻|地址|邮箱|年龄|出生|日期|时间|社保|医保|养老|失业|工伤|生育|个税|所得税|实发|扣款|津贴|补贴"
    "|奖金|绩效|加班|合同|序列|证件种类|证件类型|固定电话|银行|卡号|单位名称|单位账号|原因|怎么改"
)
HEADING_MOST_CHARACTERS = 30
REASONS_HEADING, WAY_HEADING = "错误原因", "怎么改"
OUR_HEADINGS = frozenset({REASONS_HEADING, WAY_HEADING})


def plain_heading(text: str) -> str:
    """A heading without spaces, units, stars and brackets: “*缴存 基数（元）” → “缴存基数”."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("帐", "账")
    return _ORNAMENT.sub("", _UNIT.sub("", plain))


def recognise(heading: str, taught: dict[str, str]) -> tuple[str, int] | None:
    """The field a plain heading names and how little we trust it (0 best), or None.

    What the employer taught goes first; an empty field there means the column is not ours.
    """
    if heading in taught:
        return (taught[heading], -1) if taught[heading] in LABELS else None
    if heading in _WORDS:
        return _WORDS[heading]
    if not heading or len(heading) > HEADING_MOST_CHARACTERS or _NOT_OURS.search(heading):
        return None
    return next(((field, 1) for field, words in _OURS if words.search(heading)), None)


def is_usual(heading: str) -> bool:
    """Whether a plain heading is one that payroll lists carry and we need not know (工号)."""
    return _USUAL.search(heading) is not None
