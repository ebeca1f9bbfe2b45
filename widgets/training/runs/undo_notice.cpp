#include "widgets/training/runs/undo_notice.hpp"

#include <utility>

#include "widgets/components/notice_row.hpp"
#include "widgets/components/single_click.hpp"

namespace priorscope {

UndoNotice::UndoNotice(QWidget* parent) : QWidget(parent) {
    QHBoxLayout* row = noticeRow(*this);
    m_text = new QLabel(this);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_undo = new QPushButton(tr("Undo"), this);
    m_undo->setToolTip(tr("Take this back (Ctrl+Alt+Z)"));
    ignoreSecondClick(m_undo);
    QToolButton* close = closeButton(*this);
    row->addWidget(m_text, 1);
    row->addWidget(m_undo);
    row->addWidget(close);
    connect(m_undo, &QPushButton::clicked, this, &UndoNotice::undo);
    connect(close, &QToolButton::clicked, this, &UndoNotice::dismiss);
    hide();
}

void UndoNotice::tell(const QString& text, std::function<void()> undo) {
    m_text->setText(text);
    m_action = std::move(undo);
    m_undo->setVisible(m_action != nullptr);
    setAccessibleName(text);
    show();
    Q_EMIT changed();
}

void UndoNotice::undo() {
    const auto action = std::exchange(m_action, {});
    dismiss();
    if (action) {
        action();
    }
}

void UndoNotice::dismiss() {
    m_action = {};
    hide();
    Q_EMIT changed();
}

}  // namespace priorscope
