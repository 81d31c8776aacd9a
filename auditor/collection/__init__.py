"""Collections: many disclosures kept in one store, asked in SQL, and held against each other."""
