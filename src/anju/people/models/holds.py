"""What keeps a member's money in for a while."""

from django.db import models

from anju.people.models.members import Member


class Hold(models.Model):
    """Money of a member that may not leave for a while, and why (暂停支付)."""

    class Reason(models.TextChoices):
        REGISTERED = "registered", "新注册"
        RESET = "reset", "重置登录密码"
        MOBILE_CHANGED = "mobile_changed", "变更手机号码"
        PIN_RECOVERED = "pin_recovered", "找回支付密码"
        LIMIT_RAISED = "limit_raised", "提高每日限额"
        OWN_LOCK = "own_lock", "本人提取锁"
        UNLOCKED = "unlocked", "解除提取锁"
        DATA_CHANGED = "data_changed", "更正个人信息"
        DISAVOWED = "disavowed", "本人否认变更"

    member = models.ForeignKey(Member, models.PROTECT, related_name="holds")
    reason = models.CharField(max_length=16, choices=Reason)
    since = models.DateTimeField()
    # Open end: until somebody lifts it.
    until = models.DateTimeField(null=True)
    # Whose deed began it, as the trail names him.
    held_by = models.CharField(max_length=60, default="")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.CharField(max_length=60, default="")

    class Meta:
        indexes = [models.Index(fields=["member", "until"], name="people_hold_by_member")]
