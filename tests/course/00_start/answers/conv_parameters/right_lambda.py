# about: a lambda, weights and biases separately
conv_parameters = lambda side, channels, filters: side**2 * channels * filters + filters
