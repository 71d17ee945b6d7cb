# about: looks which layer's output is the network's output, in a function
def last_of(network):
    return next(l.name for l in reversed(network.layers) if l.output is network.output)


code_layer = last_of(case.backbone)
