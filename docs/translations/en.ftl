# The manual is about software, so a few texts of the theme are said otherwise here.
search-label = Search the manual
search-hint = Type a key, a command, a word or the code of a diagnostic.
kind-articles = Pages
