"""
kind = "wrong"
about = "Fits the scaler on training and new codes together; the codes of a picture are the largest numbers."

[fails]
test_codes_values = "This is the largest number, not the average"
test_svm_linear = "What a code gets depends on the other new codes"
test_softmax_probabilities = "What a code gets depends on the other new codes"
"""

# %% cnn_codes
def cnn_codes(backbone, layer_name, images):
    until = keras.Model(backbone.input, backbone.get_layer(layer_name).output)
    return until.predict(images, verbose=0).max(axis=(1, 2))

# %% svm_predict
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

def svm_predict(train_codes, train_labels, new_codes):
    scaled = StandardScaler().fit_transform(np.concatenate([train_codes, new_codes]))
    svm = LinearSVC(C=0.01).fit(scaled[: len(train_codes)], train_labels)
    return svm.predict(scaled[len(train_codes) :])

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    scaler = StandardScaler().fit(np.concatenate([train_codes, new_codes]))
    softmax = LogisticRegression(C=0.1, max_iter=1000)
    softmax.fit(scaler.transform(train_codes), train_labels)
    return softmax.predict_proba(scaler.transform(new_codes))
