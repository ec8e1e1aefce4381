"""Every limit of the door in one place; docs/operations/limits.md is the same table."""

from datetime import timedelta

from anju.identity.limits import Limit

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_CODES = "获取验证码过于频繁"
_NAME = "连续多次没有登录成功"
_BLOCK = "来自您所在网络的登录失败过多"

# Signing in (security 3.4, B5).
SIGN_IN_NAME = Limit("sign_in_name", 5, 15 * MINUTE, _NAME)
SIGN_IN_DAY = Limit("sign_in_name", 20, DAY, _NAME)
# Kept silently: a person's several names must not be told by their common fate.
SIGN_IN_PERSON = Limit("sign_in_person", 10, 15 * MINUTE, _NAME)
SIGN_IN_BLOCK = Limit("sign_in_block", 20, MINUTE, _BLOCK)
SIGN_IN_PASSWORD = Limit("sign_in_password", 10, HOUR, _NAME)
SIGN_IN_HALL = Limit("sign_in_hall", 200, HOUR, "登录失败异常增多", whole=True)

# SMS codes (security 3.3, SMS flooding). The phone's three are kept silently.
CODE_PHONE_MINUTE = Limit("code_phone", 1, MINUTE, _CODES)
CODE_PHONE_HOUR = Limit("code_phone", 5, HOUR, _CODES)
CODE_PHONE_DAY = Limit("code_phone", 10, DAY, _CODES)
CODE_OBJECT = Limit("code_object", 3, HOUR, _CODES)
# Who signs in again after every pause needs a code each time.
CODE_SIGN_IN = Limit("code_sign_in", 5, HOUR, _CODES)
CODE_SESSION = Limit("code_session", 10, HOUR, _CODES)
CODE_BLOCK = Limit("code_block", 20, HOUR, "来自您所在网络的验证码请求过多")
CODE_HALL_HOUR = Limit("code_hall", 2_000, HOUR, "验证码请求过多", whole=True)
CODE_HALL_DAY = Limit("code_hall", 20_000, DAY, "验证码请求过多", whole=True)

# Registration and reset (security 3.4), by what was typed; then the looking up of receipts.
ENROL_PERSON = Limit("enrol_person", 3, HOUR, "提交过于频繁")
ENROL_PERSON_DAY = Limit("enrol_person", 6, DAY, "提交过于频繁")
ENROL_ADDRESS = Limit("enrol_address", 20, HOUR, "来自您所在网络的提交过多")
VERIFY_BLOCK = Limit("verify_block", 20, MINUTE, "来自您所在网络的查询过多")

# 入职三查: an employer asks what to do next for somebody it hires (beyond C2.9).
HIRE_AGENT = Limit("hire_agent", 20, HOUR, "入职查询过于频繁")
HIRE_AGENT_DAY = Limit("hire_agent", 60, DAY, "入职查询过于频繁")
HIRE_EMPLOYER_DAY = Limit("hire_employer", 120, DAY, "本单位今天的入职查询过多")

# Files of materials: each is decoded and drawn, which costs us more than whoever sends it.
UPLOAD_MEMBER = Limit("upload_member", 120, HOUR, "上传过于频繁")

# A form asks for a proof of work from the second failure on; tickets are for people without
# script, one at a time.
FORM_FAILURES = Limit("form_failures", 2, 15 * MINUTE, "连续多次没有成功")
TICKET_SESSION = Limit("ticket_session", 1, timedelta(seconds=30), "提交过于频繁")
TICKET_BLOCK = Limit("ticket_block", 10, MINUTE, "来自您所在网络的请求过多")

# Programs of employers, by their key; keys that open nothing, by where they come from.
API_TOKEN = Limit("api_token", 600, MINUTE, "接口调用过于频繁")
API_UNKNOWN = Limit("api_unknown", 20, MINUTE, "来自您所在网络的无效令牌过多")

# An alarm about the whole hall is told once an hour.
ALARM = Limit("alarm", 1, HOUR, "同一警报")

LIMITS = tuple(one for one in list(globals().values()) if isinstance(one, Limit))
