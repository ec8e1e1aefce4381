"""The pages of the counter door."""

app_name = "counter"
urlpatterns: list = []
