"""Talk: comments, mentions, follows, reactions and what a person wants to be told of.

Words it owns: comment, mention, follow, reaction, notice. Everything hangs on a Subject, so any feature's things can
be talked about; nothing here stores a title.
"""
