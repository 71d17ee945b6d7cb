# about: an OrderedDict in another order, with one more entry
# text: the order and further entries are not forbidden
from collections import OrderedDict

first_trained = OrderedDict()
first_trained["train all, from random weights"] = "conv1"
first_trained["train all"] = "conv1"
first_trained["train the top layers too"] = "conv3"
first_trained["train the classifier"] = "head_predictions"
first_trained["use as it is"] = None
