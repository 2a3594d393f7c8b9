"""ASK, for machines: `/api/v1`. The only room that knows the API framework.

A request comes through `caller` (whose key), `bodies` (what it says, strictly) and `once` (not twice), goes to
`amends.cases`, and is answered by `telling` (what we say), `answers` (as JSON) or `problems` (why not). `operations`
has the addresses.
"""
