"""Name the ways in which something about events can be wrong."""


class TimelineError(Exception):
    """Anything this package refuses to do; the message is one sentence on one line."""

    def __init__(self, message: str = "") -> None:
        super().__init__(" ".join(message.split()))


class DateError(TimelineError):
    """A date that cannot be read, or that does not exist."""


class FrameError(TimelineError):
    """An event frame that breaks the rules of its columns."""


class FilterError(TimelineError):
    """A filter that asks for something that no frame can answer."""


class FormatError(TimelineError):
    """A file whose format is unknown, or whose content is not what it claims."""


class PageError(TimelineError):
    """A page that cannot be made self-contained, or cannot be read back."""


class HelperError(TimelineError):
    """A language-model helper that is not set up, cannot be reached, or gives no answer."""
