"""Settings: everything that differs between machines comes from the environment."""

import os
from pathlib import Path

from anju.settings.database import database_of
from anju.settings.keys import keys_of
from anju.settings.logs import logging_of

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("ANJU_VAR", ROOT / "var"))

PORT = int(os.environ.get("ANJU_PORT", "8600"))
# The demo town may move its business day and shows its logins; a real center may not.
DEMO = os.environ.get("ANJU_DEMO", "1") == "1"
DEBUG = False
SECRET_KEY = os.environ.get(
    "ANJU_SECRET_KEY", "only-for-the-demo-town-and-the-tests-" + "0" * 20
)
# The keys of sealed columns (16 bytes in hex), of the indexes they are found by and of the
# passwords' pepper (32). A new key gets the next number; old ones stay to open.
ANJU_KEYS = keys_of(os.environ)
ANJU_SEAL_CIPHER = os.environ.get("ANJU_SEAL_CIPHER", "AES-GCM")
ALLOWED_HOSTS = [".localhost", "127.0.0.1", "localhost"] + [
    host for host in os.environ.get("ANJU_HOSTS", "").split(",") if host
]
USE_X_FORWARDED_HOST = False

SHARED_APPS = [
    "django_tenants",
    "django.contrib.contenttypes",
    "procrastinate.contrib.django",
    "anju.centers",
]
TENANT_APPS = [
    "django.contrib.sessions",
    "anju.centers.clock",
    "anju.policy",
    "anju.ledger",
    "anju.audit",
    "anju.people",
    "anju.notices",
    "anju.identity",
    "anju.documents",
    "anju.payments",
    "anju.cases",
    "anju.contributions",
    "anju.withdrawals",
]
DOORS = [
    "anju.portals.shared",
    "anju.portals.public",
    "anju.portals.member",
    "anju.portals.employer",
    "anju.portals.counter",
    "anju.batch",
    "django.contrib.staticfiles",
    "django_htmx",
]
INSTALLED_APPS = [*SHARED_APPS, *TENANT_APPS, *DOORS]

TENANT_MODEL = "centers.Center"
TENANT_DOMAIN_MODEL = "centers.Hostname"
TENANT_LIMIT_SET_CALLS = True
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
DATABASES = {"default": database_of(os.environ, VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "anju.centers.middleware.CenterMiddleware",
    "anju.portals.shared.doors.cookies.CookieNamesMiddleware",
    "anju.portals.shared.doors.sessions.CenterSessionMiddleware",
    "anju.portals.shared.shell.trace.TraceMiddleware",
    "django.middleware.common.CommonMiddleware",
    "anju.portals.shared.doors.readable.ReadableMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "anju.portals.shared.shell.middleware.ShellMiddleware",
]
ROOT_URLCONF = "anju.urls"
INSTALLATION_URLCONF = "anju.portals.public.installation"
WSGI_APPLICATION = "anju.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["anju.portals.shared.templatetags.hall"],
            "context_processors": [
                "django.template.context_processors.request",
                "anju.portals.shared.shell.context.hall",
            ],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "anju.portals.shared.shell.finders.NodeModulesFinder",
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
NODE_MODULES = Path(os.environ.get("ANJU_NODE_MODULES", ROOT / "node_modules"))

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "anju_session"
# How long a session lives is kept by its visit; the row outlives the longest of them.
SESSION_COOKIE_AGE = 13 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "anju.portals.shared.shell.errors.csrf_refused"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Sent over TLS only. Our own front ends TLS, so no header of a stranger may claim it:
# SECURE_PROXY_SSL_HEADER stays unset.
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "manifest-src": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PASSWORD_HASHERS = [
    "anju.identity.passwords.hasher.PepperedArgon2",
    # What the first version kept; renewed when its owner next signs in.
    "django.contrib.auth.hashers.Argon2PasswordHasher",
]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# One roster, in bytes and in people; what does not fit is sent in parts.
ROSTER_UPLOAD_MOST_BYTES = int(os.environ.get("ANJU_ROSTER_MOST_BYTES", str(20 * 1024 * 1024)))
ROSTER_UPLOAD_MOST_ROWS = int(os.environ.get("ANJU_ROSTER_MOST_ROWS", "100000"))

ANJU_PROFILES = Path(os.environ.get("ANJU_PROFILES", ROOT / "profiles"))
ANJU_PKI_DIR = VAR / "pki"
# The front's own certificate; whom we trust to issue certificates to agents (PEM files, roots
# and issuing authorities); where those publish what they have revoked.
ANJU_TLS_DIR = Path(os.environ.get("ANJU_TLS_DIR", VAR / "tls"))
ANJU_TRUST_DIR = Path(os.environ.get("ANJU_TRUST_DIR", VAR / "trust"))
ANJU_UPLOADS = VAR / "uploads"
# From where the printer of sealed slips takes its sheets; it deletes what it has printed.
ANJU_SLIPS = Path(os.environ.get("ANJU_SLIPS", VAR / "slips"))
# Files of materials, sealed; they belong into every backup beside the database.
ANJU_MATERIALS = Path(os.environ.get("ANJU_MATERIALS", VAR / "materials"))
# Lists as workbooks, sealed, for three days; who writes them, which are drawn upstairs.
ANJU_EXPORTS = Path(os.environ.get("ANJU_EXPORTS", VAR / "exports"))
ANJU_EXPORT_WRITER = "anju.portals.shared.exports.writing.WorkbookWriter"
ANJU_FONT_PATHS = [
    Path("/usr/share/fonts/opentype/noto"),
    NODE_MODULES / "@embedpdf" / "fonts-sc",
]
ANJU_BANK_GATEWAY = "anju.gateways.bank.HttpBank"
ANJU_BANK_CLOCK = "anju.gateways.simulated.SimulatedClock"
ANJU_SIMULATORS_URL = os.environ.get("ANJU_SIMULATORS_URL", f"http://127.0.0.1:{PORT + 1}")
ANJU_BANK_URL = os.environ.get("ANJU_BANK_URL", ANJU_SIMULATORS_URL)
ANJU_CALLBACK_URL = os.environ.get("ANJU_CALLBACK_URL", f"http://127.0.0.1:{PORT}")
ANJU_BANK_KEY = os.environ.get("ANJU_BANK_KEY", "demo-bank-key")
ANJU_SMS_GATEWAY = "anju.gateways.sms.HttpSms"
ANJU_SMS_URL = os.environ.get("ANJU_SMS_URL", ANJU_SIMULATORS_URL)
ANJU_CERTIFICATE_AUTHORITY = "anju.gateways.certificate_authority.HttpAuthority"
ANJU_CRL_URLS = os.environ.get(
    "ANJU_CRL_URLS",
    f"{ANJU_SIMULATORS_URL}/ca/root.crl,{ANJU_SIMULATORS_URL}/ca/issuing.crl",
).split(",")
ANJU_PUBLIC_URL = os.environ.get("ANJU_PUBLIC_URL", "http://{center}.localhost:" + str(PORT))
ANJU_SECURE_URL = os.environ.get(
    "ANJU_SECURE_URL", "https://{center}.localhost:" + str(PORT + 2)
)

LOGGING = logging_of()

PROCRASTINATE_IMPORT_PATHS = ["anju.batch.jobs"]
SILENCED_SYSTEM_CHECKS: list[str] = []
