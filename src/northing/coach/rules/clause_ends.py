"""Where the main clause ends: the word that begins a purpose or a means."""

from __future__ import annotations

from collections.abc import Sequence

from northing.coach.rules.lexicon import Word, is_han

CHANGES = ("verb.up", "verb.down", "verb.better", "verb.reach", "verb.keep")
VERB_GROUPS = (
    "up",
    "down",
    "better",
    "attempt",
    "deliver",
    "keep",
    "reach",
    "win",
    "service",
    "ongoing",
)
ANY_VERB = tuple(f"verb.{group}" for group in VERB_GROUPS)


def main_end(words: Sequence[Word], place: int) -> int:
    """The index of the word that begins the purpose or the means, else the end."""
    for at in range(max(place, 0) + 1, len(words)):
        if words[at].has("word.purpose") and starts_purpose(words, at):
            return at
        if words[at].has("word.means") and _starts_means(words, at):
            return at
    return len(words)


_STRONG = frozenset(
    {
        "in order to",
        "so that",
        "so as to",
        "such that",
        "which",
        "чтобы",
        "чтоб",
        "который",
        "которая",
        "которое",
        "которые",
        "с целью",
        "以便",
        "从而",
        "为了",
        "用于",
        "进而",
        "旨在",
        "以此",
        "用来",
    }
)


def starts_purpose(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    if word.text in _STRONG:
        return True
    following = words[place + 1 : place + 3]
    if not following or following[0].kind == "number":
        return False
    near = following if is_han(word.text[0]) or not word.text[0].isascii() else following[:1]
    if word.text in ("to",):
        return following[0].has(*ANY_VERB, "verb.effect") or not (
            following[0].classes or following[0].kind != "word"
        )
    return any(other.has(*CHANGES, "verb.win", "verb.effect", "verb.ongoing") for other in near)


def _starts_means(words: Sequence[Word], place: int) -> bool:
    word = words[place]
    following = words[place + 1] if place + 1 < len(words) else None
    if following is None or following.kind == "number":
        return False
    if word.text == "by":
        return following.text.endswith("ing")
    # 用户采用新功能: they do it, it is no means of ours
    return not (word.has("verb.state") and place and words[place - 1].has("noun.response"))
