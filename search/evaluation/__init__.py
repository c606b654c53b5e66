"""How good the search is, by judged queries over documents of their own."""
