#include "widgets/frame/search_field.hpp"

#include <QKeyEvent>
#include <QLocale>
#include <QSignalBlocker>
#include <cmath>

#include "core/base/error.hpp"
#include "core/dataset/filter_text.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

bool isEscape(const QEvent* event) {
    return static_cast<const QKeyEvent*>(event)->key() == Qt::Key_Escape;
}

/// On X11, lines take Ctrl+E, D, K and U to move and to delete, which the workspaces have commands for.
bool isOfWorkspace(const QEvent* event) {
    const auto* key = static_cast<const QKeyEvent*>(event);
    const bool is_known = key->matches(QKeySequence::SelectAll) || key->matches(QKeySequence::Copy) ||
                          key->matches(QKeySequence::Cut) || key->matches(QKeySequence::Paste) ||
                          key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo);
    return key->modifiers() == Qt::ControlModifier && key->key() >= Qt::Key_A && key->key() <= Qt::Key_Z &&
           !is_known;
}

}  // namespace

SearchField::SearchField(Workbench& workbench, QWidget* parent) : QLineEdit(parent), m_workbench(workbench) {
    connect(this, &QLineEdit::textChanged, this, &SearchField::search);
    connect(this, &QLineEdit::returnPressed, this, &SearchField::take);
}

void SearchField::search(const QString& text) {
    const TypedLine typed = typedLine(text.toStdString());
    ImageFilter filter = m_workbench.filter();
    filter.text = typed.has_conditions ? typed.words : text.trimmed().toStdString();
    m_workbench.setFilter(filter);
}

void SearchField::follow() {
    const std::string& words = m_workbench.filter().text;
    if (!typedLine(text().toStdString()).has_conditions && text().trimmed().toStdString() != words) {
        const QSignalBlocker blocker(this);
        setText(QString::fromStdString(words));
    }
}

void SearchField::begin(FilterField field) {
    const bool counts = field == FilterField::objects || field == FilterField::classes ||
                        field == FilterField::overlap || field == FilterField::neighbours;
    const QString before = text().trimmed();
    setText(before + (before.isEmpty() ? QString() : QStringLiteral(" ")) +
            QString::fromStdString(filterFieldInfo(field).name) +
            (counts ? QStringLiteral(">=") : QStringLiteral("<")));
    setFocus(Qt::OtherFocusReason);
    setCursorPosition(static_cast<int>(text().size()));
}

void SearchField::take() {
    if (!m_workbench.dataset() || !typedLine(text().toStdString()).has_conditions) {
        return;
    }
    try {
        const ImageFilter filter =
            filterFromText(text().toStdString(), m_workbench.dataset()->classes, m_workbench.filter());
        {
            const QSignalBlocker blocker(this);
            clear();
        }
        m_workbench.setFilter(filter);
        follow();
        Q_EMIT understood();
    } catch (const Error& error) {
        const ErrorParts& parts = error.parts();
        Q_EMIT refused(sentenceText(parts.reason) + QStringLiteral(". ") + sentenceText(parts.remedy));
    }
}

bool SearchField::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride && isOfWorkspace(event)) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && isEscape(event) && !text().isEmpty()) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void SearchField::keyPressEvent(QKeyEvent* event) {
    if (isEscape(event) && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

QString shownCondition(const FilterCondition& condition) {
    const QString name = QString::fromStdString(filterFieldInfo(condition.field).name)
                             .replace(QLatin1Char('_'), QLatin1Char(' '));
    const auto number = [](double value) { return QLocale().toString(value, 'g', 6); };
    const bool has_least = std::isfinite(condition.least);
    const bool has_most = std::isfinite(condition.most);
    if (has_least && has_most && condition.least == condition.most) {
        return QStringLiteral("%1 = %2").arg(name, number(condition.least));
    }
    if (has_least && has_most) {
        return QStringLiteral("%1 %2 %3 %4 %5")
            .arg(number(condition.least), condition.is_above ? QStringLiteral("<") : QStringLiteral("≤"),
                 name, condition.is_below ? QStringLiteral("<") : QStringLiteral("≤"),
                 number(condition.most));
    }
    return has_least ? QStringLiteral("%1 %2 %3")
                           .arg(name, condition.is_above ? QStringLiteral(">") : QStringLiteral("≥"),
                                number(condition.least))
                     : QStringLiteral("%1 %2 %3")
                           .arg(name, condition.is_below ? QStringLiteral("<") : QStringLiteral("≤"),
                                number(condition.most));
}

}  // namespace priorscope
