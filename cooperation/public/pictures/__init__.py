"""Pictures drawn by the server: SVG without script, each beside the same numbers as a table or list."""
