"""What happened, by whom, through which door: the feed and the audit log are both read from here."""
