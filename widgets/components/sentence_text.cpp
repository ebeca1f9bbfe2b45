#include "widgets/components/sentence_text.hpp"

#include <QCoreApplication>

namespace priorscope {
namespace {

QString joined(const char* pattern, const QString& first, const QString& second) {
    return first.isEmpty() || second.isEmpty()
               ? first + second
               : QCoreApplication::translate("ErrorText", pattern).arg(first, second);
}

}  // namespace

QString sentenceText(const Sentence& sentence) {
    if (!sentence.isForTranslation() && sentence.values().empty()) {
        return QString::fromStdString(sentence.pattern());
    }
    std::string pattern = sentence.pattern();
    if (sentence.isForTranslation()) {
        pattern = QCoreApplication::translate("priorscope::Core", pattern.c_str()).toStdString();
    }
    std::vector<std::string> values;
    for (const Sentence& value : sentence.values()) {
        values.push_back(sentenceText(value).toStdString());
    }
    return QString::fromStdString(filledPattern(pattern, values));
}

QString errorText(const ErrorParts& parts) {
    QString file = QString::fromStdString(parts.file);
    if (!file.isEmpty() && parts.line > 0) {
        file += QStringLiteral(":%1").arg(parts.line);
    }
    QString text = joined(QT_TRANSLATE_NOOP("ErrorText", "%1 %2"), sentenceText(parts.action), file);
    text = joined(QT_TRANSLATE_NOOP("ErrorText", "%1: %2"), text, sentenceText(parts.reason));
    return joined(QT_TRANSLATE_NOOP("ErrorText", "%1. %2"), text, sentenceText(parts.remedy));
}

}  // namespace priorscope
