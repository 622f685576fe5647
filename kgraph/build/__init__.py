"""Files → a graph in a folder: wires the stages, and holds no logic of theirs."""
