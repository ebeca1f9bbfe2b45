#include "widgets/components/users_voice.hpp"

#include <QLocale>

#include "widgets/components/sentence_text.hpp"

namespace priorscope {
namespace {

std::string translated(const Sentence& sentence) {
    return sentenceText(sentence).toStdString();
}

}  // namespace

PageVoice usersVoice() {
    const bool is_chinese = QLocale().language() == QLocale::Chinese;
    return {.language = is_chinese ? "zh-CN" : "en", .translate = &translated};
}

}  // namespace priorscope
