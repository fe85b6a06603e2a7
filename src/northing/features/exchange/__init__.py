"""Exchange: whole plans in and out. It owns the words *plan* (what people paste: an outline, a table, a
YAML file), *reading* (what was understood of it, line by line) and *writer* (a plan printed again). Its
adapters turn bytes into plans and back and know no database; importing a plan is an action.
"""
