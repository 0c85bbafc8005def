"""Words, numbers and dates of a language; a new language begins here."""
