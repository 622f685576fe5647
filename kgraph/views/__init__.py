"""Rows → what people and other programs read: the page, files, and answers to single questions."""
