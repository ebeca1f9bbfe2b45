#include "widgets/components/sentence_text.hpp"

#include <QCoreApplication>

#include "core/base/text/plain_message.hpp"

namespace priorscope {

QString sentenceText(const Sentence& sentence) {
    if (!sentence.isForTranslation() && sentence.values().empty()) {
        return QString::fromStdString(sentence.pattern());
    }
    std::string pattern = sentence.pattern();
    if (sentence.isForTranslation()) {
        pattern = QCoreApplication::translate("Core", pattern.c_str()).toStdString();
    }
    std::vector<std::string> values;
    for (const Sentence& value : sentence.values()) {
        values.push_back(sentenceText(value).toStdString());
    }
    return QString::fromStdString(filledPattern(pattern, values));
}

QString errorText(const std::exception& error) {
    return sentenceText(plainMessage(error));
}

}  // namespace priorscope
