"""Making a survey in the chat, step by step. Pure: each step gives the draft after it."""
