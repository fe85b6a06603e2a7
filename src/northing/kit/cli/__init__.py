"""The command line kit: a lazy table of commands, formats, exit codes, language; Django loads inside commands."""
