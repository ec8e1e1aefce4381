"""The three kinds of filing (补正三类): regular, supplementary, correction."""
