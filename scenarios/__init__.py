"""What is rehearsed: scenarios, the customer, and the conversation between customer and trainee.

A pure library: no database, no Streamlit, no network of its own.
"""
