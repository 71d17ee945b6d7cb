"""
kind = "wrong"
about = "Returns scores where probabilities were asked for."

[fails]
test_softmax = "each row adds up to 1"
test_softmax_probabilities = "A probability is never negative"
"""

# %% softmax_predict
from sklearn.linear_model import LogisticRegression

def softmax_predict(train_codes, train_labels, new_codes):
    model = LogisticRegression(max_iter=2000).fit(train_codes, train_labels)
    return model.decision_function(new_codes)
