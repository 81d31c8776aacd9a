"""A page on this machine alone, for whoever would rather drop files than type: what they are, how far they are, their reports.

It is the only package that opens a socket, and none but 127.0.0.1. One process answers the browser; another, beside it, has the
documents audited in processes of their own, as every command does. What is sent lies in a private folder that goes with the server.
"""
