"""Answer what happened, when, and who says so, as frames of dated events on a map."""
