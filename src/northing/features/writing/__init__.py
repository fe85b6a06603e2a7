"""Writing well: the library of examples and the organization's own templates.

Owns the words *template* (an objective somebody may begin from) and *library* (all of them).
"""
