"""The pages of 账户安全, in the members' own namespace."""

from django.urls import path

from anju.portals.member.security import (
    corrections,
    devices,
    looks,
    mobile,
    overview,
    password,
    pin,
    pin_recovery,
    protection,
    sms,
)

_PAGES = (
    ("", overview.overview, ""),
    ("/password", password.password, "_password"),
    ("/password/done", password.changed, "_password_done"),
    ("/mobile", mobile.mobile, "_mobile"),
    ("/mobile/new", mobile.new_mobile, "_mobile_new"),
    ("/mobile/done", mobile.mobile_changed, "_mobile_done"),
    ("/sms", sms.sms, "_sms"),
    ("/sms/done", sms.sms_changed, "_sms_done"),
    ("/pin", pin.pin, "_pin"),
    ("/pin/set", pin.set_pin, "_pin_set"),
    ("/pin/set/done", pin.pin_is_set, "_pin_set_done"),
    ("/pin/done", pin.pin_changed, "_pin_done"),
    ("/pin/recover", pin_recovery.recover, "_pin_recover"),
    ("/pin/recover/new", pin_recovery.recover_new, "_pin_recover_new"),
    ("/pin/recover/done", pin_recovery.recovered, "_pin_recovered"),
    ("/devices", devices.devices, "_devices"),
    ("/devices/end", devices.end_device, "_end_device"),
    ("/devices/end-others", devices.end_others, "_end_others"),
    ("/looks", looks.looks, "_looks"),
    ("/protection", protection.protection, "_protection"),
    ("/protection/lock", protection.lock, "_lock"),
    ("/protection/unlock", protection.unlock, "_unlock"),
    ("/protection/lower-limit", protection.lower_limit, "_lower_limit"),
    ("/protection/raise-limit", protection.raise_limit, "_raise_limit"),
    ("/corrections", corrections.corrections, "_corrections"),
    ("/corrections/done", corrections.corrected, "_correction_done"),
    ("/corrections/<str:number>/refuse", corrections.refuse_correction, "_correction_refuse"),
    ("/corrections/<str:number>/accept", corrections.accept_correction, "_correction_accept"),
)
urlpatterns = [
    path(f"security{tail}", view, name=f"security{name}") for tail, view, name in _PAGES
]
