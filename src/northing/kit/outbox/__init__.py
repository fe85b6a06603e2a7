"""Messages that leave after commit: written with the act that causes them, sent by a job, never twice on purpose."""
