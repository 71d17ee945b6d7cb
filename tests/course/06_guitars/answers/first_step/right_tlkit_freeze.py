# about: tlkit.freeze does the freezing
# text: the library is allowed; metric named "acc"
def first_step(model):
    model.trainable = True
    tlkit.freeze(model, -3)
    model.compile("rmsprop", "sparse_categorical_crossentropy", metrics=["acc"])
