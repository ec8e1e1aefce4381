"""What all portals share: shells, pieces, tags, paging, the visitor at the door."""
