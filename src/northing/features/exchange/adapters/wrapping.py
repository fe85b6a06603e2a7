"""What wraps a text: names and times of a chat, heads, quotes and signatures of mail, furniture of web pages."""

# ruff: noqa: E501  (a line is a list of words)

from __future__ import annotations

import re

from northing.features.exchange.adapters.lines import Line, LineKind, body_of
from northing.features.exchange.adapters.markers import read_marker

_DAY = r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2}\s(?:[A-Za-zа-я]{3,9})\.?(?:\s\d{4})?|\d{4}年\d{1,2}月\d{1,2}日|\d{1,2}月\d{1,2}日|yesterday|today|вчера|сегодня|昨天|今天)"
_TIME = r"(?:上午|下午|晚上|早上)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?"
_MOMENT = rf"(?:{_DAY},?(?:\s(?:at|в)\s|\s)?)?{_TIME}"
_WHO = r"@?[^\W\d_][^:：\[\]\t]{0,40}?"
_SPOKEN = re.compile(rf"\[?{_MOMENT}\]?\s*[-–—]?\s*(?P<who>{_WHO})[:：]\s*(?P<rest>.*)", re.IGNORECASE)
_SPOKEN_AFTER = re.compile(rf"(?P<who>{_WHO})\s*[\[(]{_MOMENT}[\])]\s*[:：]\s*(?P<rest>.*)", re.IGNORECASE)
_HEAD_LINE = re.compile(
    rf"(?P<who>{_WHO}),?\s*(?:(?:—|–|-|\|)\s*)?(?:\[{_MOMENT}\]|\({_MOMENT}\)|{_DAY},?\s?{_TIME}|\d{{1,2}}:\d{{2}}\s?[AaPp]\.?[Mm]\.?)\s*:?",
    re.IGNORECASE,
)
_ONLY_TIME = re.compile(rf"[—–\-\s]*\[?{_MOMENT}\]?[—–\-\s]*|[—–-]+\s*{_DAY}\s*[—–-]+", re.IGNORECASE)
_NAMED = re.compile(r"@?[^\W\d_][\w.-]{0,20}(?:\s[^\W\d_][\w.-]{0,20}){0,2}\s?[:：]\s+")
_MAIL_HEAD = re.compile(
    r"\**(from|to|cc|bcc|sent|date|subject|reply-to|от кого|от|кому|копия|дата|отправлено|тема|发件人|收件人|抄送|发送时间|主题|日期|寄件者|寄件人|收件者|副本|主旨|寄件日期)\s?\**[:：]\**\s*(?P<value>.*)",
    re.IGNORECASE,
)
_SUBJECT = frozenset({"subject", "тема", "主题", "主旨"})
_WROTE = re.compile(
    r"-{2,}\s*(?:original message|forwarded message|исходное сообщение|пересылаемое сообщение|原始邮件|原始郵件|转发的邮件).*|.{4,120}(?:wrote|пишет|написала?|写道|寫道)\s?[:：]",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:(?:best|kind|warm)(?: regards| wishes)?|regards|cheers|thanks|many thanks|thank you|sincerely|yours|br|с уважением|всего доброго|спасибо|с наилучшими|хорошего дня|此致|敬礼|敬禮|祝好|谢谢|謝謝|敬上|顺祝商祺)(?:[ ,，!！.。].{0,30})?",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"(?:share(?: this| on)?|tweet|pin it|subscribe|sign (?:up|in)|log ?in|read (?:more|next|also)|related (?:posts|articles)|previous|next|back to top|skip to content|menu|home|search|cookies?|all rights reserved|copyright|©|\d+ min(?:ute)?s? read|written by|posted (?:on|by)|published|last (?:updated|modified|edited)|created by|book a demo|get started|try (?:it )?(?:for )?free|download|advertisement|leave a (?:comment|reply)|tags?:|categories:|page \d+|\d+ / \d+"
    r"|поделиться|подписаться|подпишитесь|читайте также|читать далее|войти|регистрация|реклама|все права защищены|автор:|опубликовано|просмотров|оставить комментарий|теги:|попробовать бесплатно|скачать|страница \d+"
    r"|分享|转发|點讚|点赞|收藏|关注|關注|订阅|訂閱|登录|登入|注册|註冊|阅读原文|閱讀原文|阅读更多|上一篇|下一篇|相关文章|相關文章|返回顶部|版权所有|版權所有|作者[:：]|来源[:：]|來源[:：]|发布于|發布於|编辑于|已發表|廣告|广告|免费试用|立即申请|立即了解|扫码|点击|點擊|评论|阅读\s?\d+|第\s?\d+\s?页)",
    re.IGNORECASE,
)
_TAGS_ONLY = re.compile(r"(?:\s*</?[a-zA-Z][^<>]{0,500}>\s*)+")
_LONGEST_FURNITURE = 60
_MOST_SIGNED = 8
_NEAR = 6


def unwrap(lines: list[Line]) -> None:
    """Take chat prefixes off, and give every line that only wraps others the reason it is left out."""
    _mail(lines)
    for line in lines:
        if line.why or line.kind not in (LineKind.TEXT, LineKind.ITEM):
            continue
        if _TAGS_ONLY.fullmatch(line.content):
            line.why = "comment"
        elif not _chat(line) and line.kind is LineKind.TEXT:
            _furniture(line)


def _chat(line: Line) -> bool:
    """`[10:15] Anna: text`, `Anna, [12.03.2026 10:15]`, `Anna: O1: text`."""
    text = line.content
    if len(text) < _LONGEST_HEAD and (_ONLY_TIME.fullmatch(text) or _is_head_line(text)):
        line.why = "chat_header"
        return True
    head = text[:_LONGEST_HEAD]
    spoken = _SPOKEN.match(head) or _SPOKEN_AFTER.match(head)
    if spoken:
        _restart(line, text[spoken.start("rest") :])
        return True
    named = _NAMED.match(head)
    if named and not read_marker(text):
        marker = read_marker(text[named.end() :])
        if marker and marker.kind in ("objective", "key_result"):
            _restart(line, text[named.end() :])
            return True
    return False


def _is_head_line(text: str) -> bool:
    found = _HEAD_LINE.fullmatch(text)
    if not found:
        return False
    words = found["who"].split()
    return len(words) <= 3 and all(word[:1] == "@" or not word[:1].islower() for word in words)


def _restart(line: Line, text: str) -> None:
    """The line begins anew behind what was taken off: it may be an item or a heading of its own."""
    if not text.strip():
        line.why = "chat_header"
        return
    line.kind, line.content, line.has_box, line.done = body_of(text.strip())
    line.is_spoken = True


def _furniture(line: Line) -> None:
    if (
        len(line.content) <= _LONGEST_FURNITURE
        and _FURNITURE.match(line.content)
        and not read_marker(line.content)
    ):
        line.why = "page_furniture"


def _mail(lines: list[Line]) -> None:
    heads = [
        place
        for place, line in enumerate(lines)
        if line.kind is LineKind.TEXT and _MAIL_HEAD.match(line.content)
    ]
    for place in heads:
        others = (
            sum(1 for other in heads if other != place and abs(other - place) <= _NEAR)
            if len(heads) < 200
            else 1
        )
        if others:
            _mail_head(lines[place])
    signed = 0
    for line in lines:
        if line.kind is LineKind.TEXT and _WROTE.fullmatch(line.content[:300]):
            line.why, signed = "mail_header", 0
        elif (line.raw.rstrip() in ("--", "-- ") and line.raw.startswith("--")) or (
            line.kind is LineKind.TEXT
            and len(line.content) < _LONGEST_FURNITURE
            and _CLOSING.fullmatch(line.content)
        ):
            line.why, signed = "signature", _MOST_SIGNED
        elif signed:
            signed = _sign(line, signed)


def _sign(line: Line, left: int) -> int:
    """A line below a signature's first; anything that looks like a plan or like mail ends it."""
    if line.why or line.kind in (LineKind.HEADING, LineKind.ITEM, LineKind.ROW) or read_marker(line.content):
        return 0
    line.why = "signature"
    return left - 1


def _mail_head(line: Line) -> None:
    found = _MAIL_HEAD.match(line.content)
    if found and found[1].lower() in _SUBJECT and "okr" in found["value"].lower():
        line.content = re.sub(
            r"^(?:(?:re|fwd?|ответ|答复|回复|转发)[:：]\s*)+", "", found["value"], flags=re.IGNORECASE
        )
    else:
        line.why = "mail_header"


_LONGEST_HEAD = 120
