"""The one way in for a web server."""

import os
from io import StringIO

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anju.settings")
application = get_wsgi_application()
# Commands look at their settings before they run; a web server has to be told to.
call_command("check", tags=["keys"], stdout=StringIO())
