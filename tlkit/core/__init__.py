"""What everything else stands on: layers and graph of a model, inference, caches, checks."""
