"""The narrative: sentences become facts and claims."""
