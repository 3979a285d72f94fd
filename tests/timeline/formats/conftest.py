"""Let the tests of the formats import the corpus beside them, wherever pytest was started."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))
