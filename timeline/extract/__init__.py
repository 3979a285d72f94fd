"""From an article to draft events and forces, one step per file, each value with its words."""
