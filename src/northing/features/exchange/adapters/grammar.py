"""What kind of sentence a line is: measurable, prose, question, advice, definition. Light grammar, no parse."""

# ruff: noqa: E501  (a line is a list of words)

from __future__ import annotations

import re

_CJK = re.compile(r"[㐀-鿿]")
_NUMBER = re.compile(
    r"\d|百分之|[一二三四五六七八九]成(?!立|功|为|為|本|员|員|果|长|長)|翻[一二两三]?[倍番]|减半|減半|一半|[两兩二三四五六七八九十百千万萬]\s?(?:倍|个|個|家|次|名|位|篇|场|場|款|种|種|项|項|天|周|月|小时|小時|分钟|分鐘|万|萬|百|千)"
    r"|前[三五十]|第[一二三]|零(?:投诉|事故|故障|缺陷)"
)
_NUMBER_WORD = re.compile(
    r"\b(?:double|triple|halve|half|twice|zero|one|two|three|four|five|six|seven|eight|nine|ten|dozen|top[- ](?:three|five|ten)"
    r"|вдвое|втрое|вполовину|половин\w*|удво\w*|утро\w*|нол[ья]|один|одн[оау]\w*|два|две|двух|три|тр[её]х|четыр\w*|пят[ьи]|шест[ьи]|сем[ьи]|вос[её]м[ьи]|десят[ьи])\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d){1,2})?\b|\bq[1-4]\b|\b[1-4]\s?квартал|第[一二三四]季度",
    re.IGNORECASE,
)
_NO_MEASURE = re.compile(
    r"[\[(]P\d[\])]|\(?\[?#\d+\]?\)?|https?://[^\s)]{1,500}|\b(?:COVID-19|B2[BC]|24/7|ISO\s?\d+|SOC\s?2|WCAG\s?[\d.]+|v?\d+\.0\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(
    r"[。！？!?…]|(?<![\d.])\.(?=\s|$)(?<!т\.)(?<!п\.)(?<!е\.)(?<!г\.)(?<!руб\.)(?<!тыс\.)(?<!мин\.)(?<!vs\.)(?<!etc\.)"
)
_QUESTION = re.compile(r"[?？]\s*[)）»”\"]?\s*$")
_ADVICE = re.compile(
    r"\b(?:you|your|yours|yourself|you're|you'll|let's|we'll|we've|i|i'm|i've|my|вы|вам|вас|ваш\w*|себе|давайте|нужно|следует|стоит|помните|важно|можно|я|мне|мой|моя|например)\b"
    r"|[你您]|(?<![邀申敬])[请請](?![求假])|我认为|我認為|我们可以|我們可以|让我们|讓我們|大家|例如|比如|应该|應該|需要注意|建议|建議|需要",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"(?:here(?:'s| is| are)?|these|this|there|below|above|note|tip|remember|for example|e\.g\.|in this|in the|it|they|when|while|if|as you|because|so|but|however|also|then|now|let|see|read|learn more|why|how|what|who|which|example|hi|hello|dear|thanks|thank you|best|regards|cheers|fyi|please|once|after|before|without|with this"
    r"|вот|это|эти|этот|ниже|выше|здесь|если|когда|поэтому|также|кроме того|таким образом|например|примеры?|рассмотрим|обратите|запомните|как|что|почему|зачем|кто|привет|здравствуйте|добрый|спасибо|коллеги|итак|теперь|для начала|в этом|в этой|один из|читайте|подробнее|итог|вывод|при этом|однако|но)\b"
    r"|以下|下面|如下|例如|比如|首先|其次|再次|最后|最後|因此|所以|但是|但|这|這|那|上述|接下来|接下來|如果|当|當|为什么|為什麼|什么是|什麼是|如何|怎么|怎麼|总之|總之|另外|此外|可以看出|需要|注意|提示|感谢|感謝|大家好|各位|您好|你好|谢谢|謝謝|收到|好的",
    re.IGNORECASE,
)
_DEFINES = re.compile(
    r"\b(?:is an? |are the |are an? |is the |means |refers to |describes |defines |answers |should (?:be|have|answer)|what (?:you|we) want|how (?:you|we)|stands for|must be|ought to|qualitative|quantitative|is what|that you)"
    r"|\s[—–-]\s?это\b|^это\s|\b(?:отвеча\w+ на|описыва\w+|показыва\w+, |должн[аоы]\b|представля\w+ собой|означа\w+|качественн\w+ (?:описание|формулировка)|количественн\w+ (?:показател|метрик)|то, (?:что|чего|куда|к чему))"
    r"|是指|指的是|是一[种個个種]|回答|描述了|用来|用來|是对|是對|定性|定量|可量化的|可衡量的(?:结果|結果|指标|指標)|必须|必須|你要|你想|我们想要|我們想要|是什么|是什麼|应当|應當|应该|應該|即[你我]",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"[\[<{(（【]\s*[^\[\]<>{}]{2,80}[\]>})）】]\.?|[_＿…\.\s]{2,}|x{2,}|\?{2,}|tbd|todo|n/?a|…|待定|待填|(?:your|write|insert|enter|описание|здесь|填写|在此).{0,40}|[-–—]+"
    r"|(?:kr|key result|objective|关键结果|目标|ключевой результат|цель)\s?[\dxyn]?",
    re.IGNORECASE,
)
_FOR_EXAMPLE = re.compile(
    r"例如|比如|譬如|舉例|举例|\be\.g\.|\bfor (?:example|instance)\b|\bнапример\b", re.IGNORECASE
)
_CHAPTER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+(?=[^\W\d])(?![倍万萬亿億个個元%])")
_LATIN_LIMIT, _CJK_LIMIT = 240, 90


def has_number(text: str) -> bool:
    """A figure that measures something: years and quarters alone do not."""
    shown = _YEAR.sub(" ", _NO_MEASURE.sub(" ", text[:600]))
    return bool(_NUMBER.search(shown) or _NUMBER_WORD.search(shown))


def is_question(text: str) -> bool:
    return bool(_QUESTION.search(text[-20:]))


def is_placeholder(text: str) -> bool:
    """A form to fill in, not a statement: `[Objective]`, `____`, `KR 1`."""
    return len(text) <= _LATIN_LIMIT and bool(_PLACEHOLDER.fullmatch(text.strip().strip('*_"“”«» ') or "…"))


def is_definition(text: str) -> bool:
    """Says what objectives or key results are, instead of being one."""
    said = _FOR_EXAMPLE.split(text[:300], maxsplit=1)
    if is_question(text) or (len(said) > 1 and not has_number(said[0])):
        return True
    return bool(_DEFINES.search(said[0])) and not has_number(said[0])


def is_chapter(text: str) -> bool:
    """`1.3 Common mistakes`: the only number is that of a chapter."""
    found = _CHAPTER.match(text)
    return bool(found) and not has_number(text[found.end() :] if found else "")


def sentences(text: str) -> int:
    return max(1, len(_SENTENCE_END.findall(text)))


def is_long(text: str) -> bool:
    limit = _CJK_LIMIT if len(_CJK.findall(text[:200])) > len(text[:200]) / 4 else _LATIN_LIMIT
    return len(text) > limit


def is_prose(text: str) -> bool:
    """Running text: too long, several sentences, spoken to a reader, or opening like a paragraph."""
    return is_running(text) or (bool(_ADVICE.search(text)) and not has_number(text))


def is_running(text: str) -> bool:
    """Running text, whoever it speaks to."""
    if is_long(text) or is_question(text) or (sentences(text) > 1 and len(text) > _CJK_LIMIT):
        return True
    return bool(_OPENING.match(text))


def may_be_title(text: str) -> bool:
    """A short line that could name an objective."""
    text = text.strip()
    return len(text) > 1 and not is_prose(text) and not text.endswith((":", "：", ",", "，", "、"))
