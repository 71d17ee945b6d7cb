"""What everything else in tlkit stands on: layers of a model, passes, caches, checks of images."""
