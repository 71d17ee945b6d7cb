"""
kind = "right"
about = "By hand: batches in a loop, gradient descent in NumPy, layers reset one by one."
"""

# %% freeze_all
def freeze_all(model):
    [setattr(layer, "trainable", False) for layer in model.layers]

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    until = keras.models.Model(inputs=backbone.input, outputs=backbone.get_layer(layer_name).output)
    rows = []
    for start in range(0, len(images), 2):
        batch = until(images[start:start + 2].astype("float32"), training=False)
        rows.extend(np.asarray(batch).mean(2).mean(1))
    return rows

# %% svm_predict
from sklearn.linear_model import SGDClassifier

def svm_predict(X, y, Z):
    mean, std = X.mean(0), X.std(0) + 1e-6
    clf = SGDClassifier(loss="hinge", random_state=0).fit((X - mean) / std, y)
    return list(clf.predict((Z - mean) / std))

# %% softmax_predict
def softmax_predict(X, y, Z):
    mean, std = X.mean(0), X.std(0) + 1e-6
    A, B = (X - mean) / std, (Z - mean) / std
    W, b = np.zeros((A.shape[1], y.max() + 1)), np.zeros(y.max() + 1)
    T = np.eye(y.max() + 1)[y]
    def probabilities(M):
        e = np.exp((s := M @ W + b) - s.max(1, keepdims=True))
        return e / e.sum(1, keepdims=True)
    for _ in range(300):
        G = (probabilities(A) - T) / len(A)
        W -= 0.1 * (A.T @ G + 0.01 * W)
        b -= 0.1 * G.sum(0)
    return probabilities(B)

# %% from_scratch
def from_scratch(backbone):
    config = backbone.get_config()
    for layer in config["layers"]:
        if "trainable" in layer["config"]:
            layer["config"]["trainable"] = True
    return type(backbone).from_config(config)
