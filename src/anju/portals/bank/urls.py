"""Where the bank sends its answers."""

from django.urls import path

from anju.portals.bank.answers import answers
from anju.portals.bank.arrivals import arrivals

app_name = "bank"
urlpatterns = [
    path("answers", answers, name="answers"),
    path("arrivals", arrivals, name="arrivals"),
]
