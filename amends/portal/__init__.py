"""ASKS, for customers: complain without an account, follow it, answer, say whether it is sorted.

Everything works without JavaScript. A customer's session opens one case, by a link or a one-time code, and ends soon.
"""
