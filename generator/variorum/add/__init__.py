"""Files and urls -> articles filed below content/articles/."""

from variorum.add.fetch import FetchError, fetch_page
from variorum.add.filing import Filed, Report, add

__all__ = ["FetchError", "Filed", "Report", "add", "fetch_page"]
