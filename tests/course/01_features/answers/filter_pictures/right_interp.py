# about: np.interp from [-furthest, furthest] to [0, 255], in a comprehension with a helper
def filter_pictures(kernel):
    def picture(weights):
        most = max(weights.max(), -weights.min())
        return np.interp(weights, (-most, most), (0, 255))
    return np.stack([picture(kernel[..., n]) for n in range(kernel.shape[-1])])
