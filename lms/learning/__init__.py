"""Learning: what somebody can do, what comes next, and what is worth asking again."""
