# about: NumPy's ceil and floor, so the number is a float
# text: "how many positions": 7.0 is as good as 7
def map_size(pixels, layers):
    n = np.float64(pixels)
    for kernel, stride, padding in layers:
        if padding == "valid":
            n = np.floor((n - kernel) / stride) + 1
        if padding == "same":
            n = np.ceil(n / stride)
        if n <= 0:
            return np.float64(0)
    return n
