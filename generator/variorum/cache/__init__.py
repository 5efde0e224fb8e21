"""build/cache.sqlite: what earlier runs worked out, so that one new article does not cost as much as all of them.

Deleting the file changes nothing but time. store holds the entries, codec turns values into JSON and back, stages
says what is kept of each stage and by which key.
"""

from variorum.cache.stages import Memory, Step, remembering

__all__ = ["Memory", "Step", "remembering"]
