"""The counter (柜面): what the staff of a center does."""
