"""Grade a class: which submissions need it, their examination, and writing down what it found."""
