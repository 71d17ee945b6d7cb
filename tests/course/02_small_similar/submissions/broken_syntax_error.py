"""
kind = "broken"
about = "One cell does not parse; the other exercises count."

[fails]
test_softmax = "NameError"
test_softmax_probabilities = "NameError"
"""

# %% softmax_predict
def softmax_predict(train_codes, train_labels, new_codes)
    return train_codes
