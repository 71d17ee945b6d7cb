# about: NumPy, the shapes of kernel and bias; an np.int64
# text: "the number": an integer of NumPy
def conv_parameters(side, channels, filters):
    return sum(np.prod(shape) for shape in [(side, side, channels, filters), (filters,)])
