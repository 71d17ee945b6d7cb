"""Images and labels: of one's own, published, collected or drawn."""
