"""What a notebook's cells are, which names they make and need, what of them students may see."""
