"""Networks: load, cut and extend them, choose what trains, run them on images of any size."""
