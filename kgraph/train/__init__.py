"""Annotated passages → the weights of the network: what `kgraph train` and `make model` run. Needs the extra `train`."""
