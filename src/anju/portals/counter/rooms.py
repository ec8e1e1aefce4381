"""The one table of the counter: every page, what it is for, and which roles may enter.

Menus, guards and the test matrix are read from here; a page that is missing lets nobody in.
"""

from dataclasses import dataclass

from anju.people.models import Staff

Role = Staff.Role
EVERYBODY = (*Role.values, "")
BUSINESS = (Role.CLERK, Role.MANAGER, Role.FINANCE)
SIGNERS = (Role.CLERK, Role.MANAGER)
BOOKERS = (Role.FINANCE, Role.MANAGER)
MANAGERS = (Role.MANAGER,)
SYSTEM, SECURITY, AUDIT = (Role.SYSTEM_ADMIN,), (Role.SECURITY_ADMIN,), (Role.AUDITOR,)


@dataclass(frozen=True)
class Room:
    """A place at the counter: who may enter, and its word in the menu if it stands there."""

    route: str
    roles: tuple[str, ...]
    label: str = ""
    icon: str = ""
    words: str = ""
    group: str = ""
    only_in_demo: bool = False


ROOMS = (
    Room("desk", EVERYBODY),
    Room("step_up", EVERYBODY),
    Room("step_up_challenge", EVERYBODY),
    Room("review", SIGNERS, "审核台", "eye-check", "领取办件，一屏看完，键盘办理", "审核"),
    Room("review_next", SIGNERS),
    Room("review_case", SIGNERS),
    Room("review_page", SIGNERS),
    Room("review_decision", SIGNERS),
    Room("review_return", SIGNERS),
    Room("review_suspension", SIGNERS),
    Room("review_resumption", SIGNERS),
    Room("review_together", SIGNERS),
    Room(
        "second_looks", SIGNERS, "抽检复查", "list-search", "自动办结的办件，随机复查", "审核"
    ),
    Room("second_look_next", SIGNERS),
    Room("second_look_result", SIGNERS),
    Room("assignment", MANAGERS, "派件", "users", "未办结的办件，改派、加急、专长", "审核"),
    Room("assignment_export", MANAGERS),
    Room("assignment_change", MANAGERS),
    Room("assignment_skills", MANAGERS),
    Room(
        "material_reference",
        MANAGERS,
        "材料参考号",
        "files",
        "其他中心来核实时，找到是哪份材料",
        "审核",
    ),
    Room("absences", SIGNERS, "休假外出", "calendar", "期间不派件，手上的交回", "审核"),
    Room("absence_new", SIGNERS),
    Room("absence_end", SIGNERS),
    Room(
        "review_figures",
        SIGNERS,
        "办理日报",
        "report-analytics",
        "收件、办结、退回与用时",
        "审核",
    ),
    Room("review_figures_export", SIGNERS),
    Room("person", SIGNERS, "查个人", "user-search", "写明事由，再查个人或单位经办人", "个人"),
    Room(
        "person_new",
        SIGNERS,
        "登记个人客户",
        "user-plus",
        "没有账户的人，例如领款的继承人",
        "个人",
    ),
    Room("person_file", SIGNERS),
    Room("person_whole", SIGNERS),
    Room("person_close", SIGNERS),
    Room("materials", SIGNERS),
    Room("material", SIGNERS),
    Room("material_page", SIGNERS),
    Room("face_sign", SIGNERS),
    Room("face_sign_paper", SIGNERS),
    Room("new_password", SIGNERS),
    Room("new_mobile", SIGNERS),
    Room("holds", SIGNERS),
    Room("bank_card", SIGNERS),
    Room("certificate", SIGNERS),
    Room(
        "corrections",
        SIGNERS,
        "更正申请",
        "edit",
        "单位提出的更正，核对证件后确认或退回",
        "个人",
    ),
    Room("correction", SIGNERS),
    Room(
        "mobiles",
        MANAGERS,
        "手机变更复核",
        "device-mobile",
        "柜员提出，另一人复核后生效",
        "个人",
    ),
    Room("mobile_decision", MANAGERS),
    Room("freeze", SIGNERS),
    Room("intake", SIGNERS),
    Room("intake_form", SIGNERS),
    Room("intake_scan", SIGNERS),
    Room("intake_mending", SIGNERS),
    Room("mending_scan", SIGNERS),
    Room("intake_retraction", SIGNERS),
    Room("heir_receipt", SIGNERS),
    Room("loan_new", SIGNERS),
    Room("loans", SIGNERS, "贷款材料", "home", "偿还贷款提取所凭的贷款与还款", "提取"),
    Room("repayment_list", SIGNERS),
    Room("loan", SIGNERS),
    Room(
        "loan_review", SIGNERS, "贷款复核", "list-check", "贷款与还款，另一人复核后生效", "提取"
    ),
    Room("loan_decision", SIGNERS),
    Room("loan_rows", SIGNERS),
    Room("bounced", SIGNERS, "退汇待处理", "receipt-refund", "换卡重付，或退回账户", "提取"),
    Room("bounced_one", SIGNERS),
    Room("bounce_review", SIGNERS, "退汇复核", "list-check", "另一人复核后动款", "提取"),
    Room("bounce_decision", SIGNERS),
    Room("freezes", SIGNERS, "司法冻结", "lock", "冻结、到期与解冻", "提取"),
    Room("freeze_one", SIGNERS),
    Room("freeze_review", SIGNERS, "冻结复核", "list-check", "另一人复核后生效", "提取"),
    Room("freeze_decision", SIGNERS),
    Room(
        "withdrawal_figures",
        MANAGERS,
        "提取日报",
        "report-analytics",
        "按原因的件数与金额",
        "提取",
    ),
    Room("agents", SIGNERS, "经办人登记", "users", "为单位登记经办人，发放首次登录函", "单位"),
    Room(
        "agents_leave",
        SIGNERS,
        "离任交接",
        "switch-horizontal",
        "办事人员离任，由在任人员接手",
        "单位",
    ),
    Room(
        "agents_mobile",
        MANAGERS,
        "经办人手机变更",
        "device-mobile",
        "办事人员换号，本人持证办理",
        "单位",
    ),
    Room("opening", SIGNERS, "单位开户", "building", "单位缴存登记，开立单位账户", "单位"),
    Room(
        "closing",
        MANAGERS,
        "单位销户与封存",
        "building-off",
        "注销、撤销、合并，或暂停缴存",
        "单位",
    ),
    Room(
        "cases",
        SIGNERS,
        "单位申请",
        "list-check",
        "登记变更、缓缴、降低比例、签约、销户的申请",
        "单位",
    ),
    Room("cases_export", SIGNERS),
    Room("case", SIGNERS),
    Room("case_next", SIGNERS),
    Room("case_step", SIGNERS),
    Room("agreement", SIGNERS, "银行签约", "building-bank", "网厅单位缴存银行账户签约", "单位"),
    Room("cheque", BOOKERS, "支票入账", "file-invoice", "财政支票记入单位预缴户", "单位"),
    Room(
        "refunds", BOOKERS, "退缴复核", "receipt-refund", "超过限额或期限的退缴与更正", "账务"
    ),
    Room("refund_decision", BOOKERS),
    Room("deeds", BUSINESS, "办件", "files", "各单位的汇缴与预缴，办到哪一步", "账务"),
    Room("orders", BUSINESS, "付款", "cash", "向银行发出的指令与银行的答复", "账务"),
    Room("resolution", BOOKERS),
    Room(
        "claims",
        BOOKERS,
        "重复付款",
        "receipt-refund",
        "银行付了两次的提取：认定、追回、销账",
        "账务",
    ),
    Room("claim_new", BOOKERS),
    Room("claim", BOOKERS),
    Room("claim_paper", BOOKERS),
    Room("claim_review", BOOKERS, "追偿复核", "list-check", "另一人复核后记账", "账务"),
    Room("claim_decision", BOOKERS),
    Room("statements", BUSINESS, "银行对账", "scale", "对账单与我方指令逐笔核对", "账务"),
    Room(
        "suspense",
        BOOKERS,
        "暂收未分摊",
        "coins",
        "自己来的钱：是谁的、放了几天，认领或原路退回",
        "账务",
    ),
    Room("suspense_one", BOOKERS),
    Room(
        "suspense_review", BOOKERS, "来款复核", "list-check", "认领与退回，另一人复核", "账务"
    ),
    Room("suspense_decision", BOOKERS),
    Room("business_day", BUSINESS, "营业日", "calendar", "演示环境推进营业日", "账务", True),
    Room("staff", SYSTEM, "柜员管理", "users", "开设、停用工作人员账号"),
    Room("staff_hire", SYSTEM),
    Room("staff_switch", SYSTEM),
    Room("staff_identity", SYSTEM),
    Room("grants", SECURITY, "岗位授权", "key", "授予岗位，次日生效；不能授予自己"),
    Room("grant", SECURITY),
    Room("reset_factors", SECURITY),
    Room("end_sessions", SECURITY),
    Room("trail", AUDIT, "审计查询", "list-search", "谁在何时做了什么、看了谁"),
    Room("trail_export", AUDIT),
    Room("exports", BUSINESS, "我的导出", "download", "在后台生成的名单，三天内下载"),
    Room("export", BUSINESS),
    Room("export_file", BUSINESS),
    Room("own_keys", EVERYBODY, "我的验证方式", "fingerprint", "动态口令、通行密钥和登录设备"),
    Room("own_challenge", EVERYBODY),
    Room("own_key_end", EVERYBODY),
    Room("own_visit_end", EVERYBODY),
)
TABLE = {f"counter:{room.route}": room for room in ROOMS}
# Outside the door: whoever stands there has not said who he is, or not yet proven it.
OUTSIDE = ("sign_in", "sign_out", "activate", "second_factor", "half_way_challenge")
