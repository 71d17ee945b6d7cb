# about: linear discriminant analysis with shrinkage on codes, functools.partial
# text: any strategy; a partial is a function
def carry_out(network, folder):
    from functools import partial

    from sklearn.discriminant_analysis import LinearDiscriminantAnalysis

    (x, y), names = tlkit.load_folder(folder, size=network.input_shape[1:3])
    middle = 2 * len(network.layers) // 5
    codes_of = partial(tlkit.cnn_codes, network, layer=middle, cache=False)
    lda = LinearDiscriminantAnalysis(solver="lsqr", shrinkage="auto").fit(codes_of(x), y)
    return lambda images: [*map(names.__getitem__, lda.predict(codes_of(images)))]
