"""The four catalogues are complete, say the same thing, and are written in the script they claim."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from babel.messages.catalog import Catalog, Message

from tests.architecture.source import Module, modules, planted
from tests.support.messages import KEYWORDS, LANGUAGES, catalogue_path, extracted, printed, read

TRANSLATED = [language for language in LANGUAGES if language != "en"]
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")

# Words of the mainland in traditional characters -> what is said in Taiwan.
MAINLAND_WORDS = {
    "信息": "資訊、訊息", "質量": "品質", "用戶": "使用者", "默認": "預設", "項目": "專案", "反饋": "回饋",
    "數據": "資料", "軟件": "軟體", "網絡": "網路", "文件夾": "資料夾", "服務器": "伺服器", "屏幕": "螢幕",
    "視頻": "影片", "打印": "列印", "保存": "儲存", "登錄": "登入", "註銷": "登出", "鏈接": "連結", "搜索": "搜尋",
    "設置": "設定", "創建": "建立", "添加": "新增", "刷新": "重新整理", "導入": "匯入", "導出": "匯出",
    "界面": "介面", "兼容": "相容", "加載": "載入", "復盤": "回顧", "周期": "週期", "舉措": "行動方案",
    "激活": "啟用", "賬號": "帳號", "賬戶": "帳戶", "字符": "字元", "粘貼": "貼上", "模板": "範本", "郵箱": "電子郵件",
    "關鍵結果": "關鍵成果", "進展更新": "進度更新", "在線": "線上",
}  # fmt: skip


def unseen(module: Module) -> Iterator[str]:
    """Texts that Babel passes over: inside an f-string, or under a name it was not told of."""
    for node in module.nodes:
        if isinstance(node, ast.JoinedStr):
            calls = [one.func for one in ast.walk(node) if isinstance(one, ast.Call)]
            if any(isinstance(called, ast.Name) and called.id in KEYWORDS for called in calls):
                yield f"{module.path}:{node.lineno}: a translated text inside an f-string"
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for one in node.names:
                if "gettext" in one.name and (one.asname or one.name) not in KEYWORDS:
                    yield f"{module.path}:{node.lineno}: {one.name} as {one.asname} is no name of `make messages`"


def test_every_text_can_be_extracted() -> None:
    assert not [told for module in modules() for told in unseen(module)]


@pytest.mark.parametrize(
    "text",
    ["told = f\"{first}, {_('and more')}\"", "from django.utils.translation import gettext_lazy as say"],
)
def test_a_planted_text_that_cannot_be_extracted_is_caught(text: str) -> None:
    assert list(unseen(planted("northing.features.okrs.wording", text)))


@cache
def template() -> Catalog:
    return extracted()


def key(message: Message) -> tuple[object, object]:
    return (tuple(message.id) if isinstance(message.id, list | tuple) else message.id, message.context)


def forms(value: object) -> list[str]:
    return [str(form) for form in value] if isinstance(value, list | tuple) else [str(value or "")]


def placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text.replace("%%", "")))


def faults(message: Message, language: str) -> list[str]:
    """What is wrong with one translation."""
    source, words = forms(message.id), forms(message.string)
    told = []
    if message.fuzzy:
        told.append("is marked fuzzy")
    if not all(words):
        return [*told, "is not translated"]
    for number, form in enumerate(words):
        # English says "1 day" with or without its number; other languages use a form for 21, too.
        wanted = [placeholders(source[-1])]
        if language == "en" and number == 0:
            wanted.append(placeholders(source[0]))
        if placeholders(form) not in wanted:
            told.append(f"has other placeholders: {form}")
        if form.strip() != form and source[0].strip() == source[0]:
            told.append("has blanks at an end")
    return told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_exactly_the_texts_of_the_source(language: str) -> None:
    wanted = {key(message) for message in template() if message.id}
    known = {key(message) for message in read(language) if message.id}
    assert known == wanted, "run `make messages`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    found = {
        forms(message.id)[0]: told
        for message in read(language)
        if message.id and (told := faults(message, language))
    }
    assert not found


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_all_there(language: str) -> None:
    catalogue = read(language)
    for message in catalogue:
        if isinstance(message.id, list | tuple):
            assert len(forms(message.string)) == catalogue.num_plurals, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_is_printed_as_make_messages_prints_it(language: str) -> None:
    assert catalogue_path(language).read_bytes() == printed(read(language))


def words_of(language: str) -> list[str]:
    return [form for message in read(language) if message.id for form in forms(message.string)]


def foreign(text: str, encoding: str) -> str:
    """The Chinese characters of ``text`` that this old national encoding does not have: the other script's."""
    return "".join(
        letter for letter in text if "\u4e00" <= letter <= "\u9fff" and not letter.encode(encoding, "ignore")
    )


@pytest.mark.parametrize(("language", "encoding"), [("zh_Hans", "gb2312"), ("zh_Hant", "big5")])
def test_each_chinese_catalogue_keeps_to_its_script(language: str, encoding: str) -> None:
    assert not {text: found for text in words_of(language) if (found := foreign(text, encoding))}


def mainland_words(text: str) -> dict[str, str]:
    return {word: better for word, better in MAINLAND_WORDS.items() if word in text}


def test_traditional_chinese_is_written_for_taiwan() -> None:
    assert not {text: found for text in words_of("zh_Hant") if (found := mainland_words(text))}


def test_a_check_in_is_never_an_attendance() -> None:
    assert not [
        text for text in words_of("zh_Hans") + words_of("zh_Hant") if "签到" in text or "簽到" in text
    ]


def test_no_russian_word_mixes_alphabets() -> None:
    mixed = re.compile(r"[а-яё][a-z]|[a-z][а-яё]", re.IGNORECASE)
    assert not [text for text in words_of("ru") if mixed.search(_PLACEHOLDER.sub(" ", text))]


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("%(count)s days", "дней"), "has other placeholders"),
        (Message("Save", ""), "is not translated"),
        (Message("Save", " Сохранить"), "has blanks"),
        (Message(("%(n)s day", "%(n)s days"), ("%(n)s день", "", "%(n)s дней")), "is not translated"),
        (Message("Save", "Сохранить", flags=("fuzzy",)), "is marked fuzzy"),
    ],
)
def test_a_planted_translation_is_caught(message: Message, fault: str) -> None:
    assert any(told.startswith(fault) for told in faults(message, "ru"))


def test_the_scripts_are_told_apart() -> None:
    assert foreign("关键结果", "big5")
    assert foreign("關鍵成果", "gb2312")
    assert not foreign("關鍵成果、行動方案", "big5")
    assert not foreign("关键结果、举措", "gb2312")
    assert mainland_words("默認的項目") == {"默認": "預設", "項目": "專案"}
