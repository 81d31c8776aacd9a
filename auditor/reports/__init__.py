"""Reports: a run rendered for people or machines, one module per format."""
