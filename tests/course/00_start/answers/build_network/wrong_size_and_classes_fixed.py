# about: 32 pixels and 5 classes written in
def build_network(side, num_classes):
    """Return the network of the table for pictures of side×side pixels, not compiled."""
    return demonstration(5)
