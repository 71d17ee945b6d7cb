# about: read from tlkit.strategy_table, which stands for the picture
# text: nothing forbids the table
trains = tlkit.strategy_table(model)["trains"]
first_trained = {name: None if what == "nothing" else what.split(" to ")[0] for name, what in trains.items()}
