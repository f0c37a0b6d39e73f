"""How the packaged models and tables were made; the run time never imports this."""
