"""Who acts for an employer: appointed, limited, relieved, handed over."""
