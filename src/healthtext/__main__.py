"""`python -m healthtext` is the command `healthtext`."""

from healthtext.cli import main

if __name__ == "__main__":
    main()
