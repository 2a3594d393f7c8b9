"""A case as those who read it are told it: who is who, what each entry says, the conversation, the timeline."""
