#include "widgets/frame/mark_texts.hpp"

#include <QStringList>

#include "widgets/dataset/issue_table.hpp"
#include "widgets/frame/context_bar.hpp"

namespace priorscope {

QString markKindTitle(const std::string& kind) {
    return kind == "tag"       ? ContextBar::tr("Images tagged")
           : kind == "finding" ? ContextBar::tr("Images with a finding")
                               : ContextBar::tr("Images by verdict");
}

QString shownMarkName(const std::string& kind, const std::string& name) {
    return kind == "finding" ? findingTitle(name) : QString::fromStdString(name);
}

QString shownMark(const MarkCondition& condition) {
    QStringList names;
    for (const std::string& name : condition.names) {
        names << shownMarkName(condition.kind, name);
    }
    const QString text = names.join(ContextBar::tr(" or "));
    return condition.is_without ? ContextBar::tr("not %1").arg(text) : text;
}

QString markTip(const MarkCondition& condition) {
    return QStringLiteral("%1: %2").arg(markKindTitle(condition.kind), shownMark(condition));
}

}  // namespace priorscope
