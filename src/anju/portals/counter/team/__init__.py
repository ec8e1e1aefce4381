"""The center's own people: accounts, roles, their keys, and the trail they leave."""
