"""`make gallery`: a picture of everything that people meet, from the table of scenes that the tests walk through."""
