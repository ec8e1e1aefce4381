"""Members' own bank cards: asked of the bank, bound, and used only after a wait."""
