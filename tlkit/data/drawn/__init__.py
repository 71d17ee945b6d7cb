"""Images that are drawn: the embedded world of the course."""
