"""An employer's ratios: what they may be, and how they change for everybody at once."""
