"""Images that are drawn: what the embedded world of the course is made of."""
