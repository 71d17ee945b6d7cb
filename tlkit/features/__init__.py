"""What a network computes: codes, filters, feature maps, class maps, and classifiers on codes."""
