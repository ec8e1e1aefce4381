"""anju (安居): the core and the service hall of housing provident fund centers."""
