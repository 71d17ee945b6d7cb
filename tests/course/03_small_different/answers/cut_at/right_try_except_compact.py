# about: easier to ask forgiveness: index first, the name if that raises TypeError
def cut_at(net, where):
    try:
        end = net.layers[where]
    except TypeError:
        end = net.get_layer(where)
    return keras.Model(inputs=net.inputs, outputs=end.output)
