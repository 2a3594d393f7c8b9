"""The page of one case: its header, its rooms (conversation, evidence, issues, timeline, history) and its steps."""
