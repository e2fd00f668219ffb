"""The one grammar that reads the stream of rows, whatever format it came from."""
