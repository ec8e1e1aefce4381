"""The ground floor: money, months, identity and refusals in pure Python, knowing no Django."""
