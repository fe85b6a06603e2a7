"""What we do: initiatives, tasks and work plans. Owns the words initiative, hypothesis, task, work plan."""
