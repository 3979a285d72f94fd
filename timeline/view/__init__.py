"""Draw events: encode them for the browser, and put the linked view where it is wanted."""
