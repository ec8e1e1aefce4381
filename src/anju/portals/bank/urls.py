"""Where the bank sends its answers."""

from django.urls import path

from anju.portals.bank.answers import answers

app_name = "bank"
urlpatterns = [path("answers", answers, name="answers")]
