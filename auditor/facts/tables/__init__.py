"""What the words, codes and numbers of a table say of how its lines may add up: candidates, which `auditor.resolution` chooses among."""
