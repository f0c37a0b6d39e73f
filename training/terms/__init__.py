"""How the packaged vocabulary of medical terms was made."""
