"""Writing to the customer: the form with its checks beside it, drafts, a colleague's view, paper, and what waits."""
