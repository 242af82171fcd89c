"""Books in one file: from any store, into any store."""
