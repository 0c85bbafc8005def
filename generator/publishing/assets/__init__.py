"""Files of the site that are no pages: pictures, and what can be downloaded."""
