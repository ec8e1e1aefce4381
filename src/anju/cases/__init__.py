"""Applications on their way through the counter (办件); the desk knows no business."""
