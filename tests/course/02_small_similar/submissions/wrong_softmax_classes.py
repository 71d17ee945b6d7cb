"""
kind = "wrong"
about = "Returns classes where probabilities were asked for."

[fails]
test_softmax = "one row a picture, one column a class"
test_softmax_probabilities = "as many columns as there are classes"
"""

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    return LogisticRegression(max_iter=2000).fit(train_codes, train_labels).predict(new_codes)
