"""Names, roles and places that two reports give differently."""
