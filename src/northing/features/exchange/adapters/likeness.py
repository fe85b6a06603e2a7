"""How much a decoded text looks like a language: 0 (noise) to 1.

Wrong encodings rarely fail; they give rare characters. So the share of the most common ones decides.
"""

from __future__ import annotations

import re

_SIMPLIFIED = frozenset(
    "的一是不了在人有我他这为之来以个中上们到说国和地也子时道出而要于就下得可你年生自会后能对着事其里所去行过"
    "家十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从目标关键结果"
    "提高增长率每客户数量完第季度团队员工产品销售实现升至内更新务业力市场月周期需划项服体验系统数据部门新平均"
)
_TRADITIONAL = frozenset(
    "的一是不了在人有我他這為之來以個中上們到說國和地也子時道出而要於就下得可你年生自會後能對著事其裡所去行過"
    "家十用發天如然作方成者多日都三小軍二無同麼經法當起與好看學進種將還分此心前面又定見只主沒公從目標關鍵結果"
    "提高增長率每客戶數量完第季度團隊員工產品銷售實現升至內更新務業力市場月週期需劃項服體驗系統數據部門新平均"
)
_RUSSIAN = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжюшцщэфёъ")
_FREQUENT_RUSSIAN = frozenset("оеаинтсрвл")
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿœßÀÁÂÄÅÇÈÉÊËÍÎÑÓÔÖØÙÚÜ–—‘’“”„…•«»€£°©®™§· ")
_CJK = re.compile(r"[㐀-鿿]")
_CYRILLIC = re.compile(r"[А-яЁё]")
_STRANGE = re.compile(r"[\ue000-\uf8ff\ufffd\u2500-\u259f]|[^\x00-\uffff]")
_WORD_JUMBLE = re.compile(r"[а-яё][А-ЯЁ]")
_BARELY = 0.6
"""Plain letters with a few typographic signs: believed when nothing reads better."""
_USUAL_SHARE = 0.35
"""About this share of running Chinese consists of the characters above, and of Russian of ten letters ÷ 2."""


def likeness(text: str, encoding: str) -> float:
    """The score of a text as decoded from one encoding."""
    foreign = [char for char in text if not char.isascii()]
    if not foreign:
        return _plain(text)
    if encoding == "cp1252":
        return _western(text, foreign)
    if len(foreign) < 0.05 * len(text) and all(char in _WESTERN for char in foreign):
        return _BARELY
    strange = len(_STRANGE.findall(text)) / len(foreign)
    return max(0.0, max(_chinese(foreign), _russian(text, foreign)) - 2 * strange)


def _plain(text: str) -> float:
    letters = sum(char.isalnum() or char in " \n\t" for char in text)
    return letters / len(text) if text else 0.0


def _chinese(foreign: list[str]) -> float:
    characters = [char for char in foreign if _CJK.match(char)]
    if not characters:
        return 0.0
    common = max(sum(char in usual for char in characters) for usual in (_SIMPLIFIED, _TRADITIONAL))
    share = min(1.0, common / len(characters) / _USUAL_SHARE)
    punctuation = sum(char in "，。、：；！？（）《》“”‘’—…％－·　「」" for char in foreign)
    return share * (len(characters) + punctuation) / len(foreign)


def _russian(text: str, foreign: list[str]) -> float:
    letters = [char for char in foreign if _CYRILLIC.match(char)]
    if not letters:
        return 0.0
    frequent = sum(char in _FREQUENT_RUSSIAN for char in letters) / len(letters)
    lower = sum(char in _RUSSIAN for char in letters) / len(letters)
    jumble = len(_WORD_JUMBLE.findall(text)) / len(letters)
    usual = sum(char in "«»—–…№“”„ •" for char in foreign)
    share = min(1.0, frequent / _USUAL_SHARE) * min(1.0, lower / 0.6)
    return max(0.0, share * (len(letters) + usual) / len(foreign) - 3 * jumble)


def _western(text: str, foreign: list[str]) -> float:
    """A few accents and typographic signs among plain letters."""
    usual = sum(char in _WESTERN for char in foreign) / len(foreign)
    rare = 1.0 if len(foreign) <= 0.2 * len(text) else 0.0
    return 0.9 * usual * rare
