"""
kind = "wrong"
about = "Names another network's layer; the accuracy for the classes; only the largest probability."

[fails]
test_code_layer = "code_layer is 'out_relu', which is no layer's name"
test_svm = "return one class for each row of new_codes"
test_svm_linear = "return one class for each row of new_codes"
test_softmax = "one row a picture, one column a class"
test_softmax_probabilities = "as many columns as there are classes"
"""

# %% code_layer
code_layer = "out_relu"

# %% svm_predict
from sklearn.svm import LinearSVC

def svm_predict(train_codes, train_labels, new_codes):
    svm = LinearSVC(C=0.01).fit(train_codes, train_labels)
    return svm.score(train_codes, train_labels)

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    model = LogisticRegression(max_iter=2000).fit(train_codes, train_labels)
    return model.predict_proba(new_codes).max(axis=1)
