#include "widgets/components/error_banner.hpp"

#include <QVBoxLayout>
#include <utility>

#include "widgets/components/notice_row.hpp"

namespace priorscope {

ErrorBanner::ErrorBanner(QWidget* parent) : QWidget(parent) {
    QHBoxLayout* row = noticeRow(*this);
    m_glyph = new QLabel(QStringLiteral("⚠"), this);
    m_glyph->setProperty("role", "worse");
    m_glyph->setAccessibleName(tr("Error"));
    m_text = new QLabel(this);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remedy = new QPushButton(this);
    QToolButton* close = closeButton(*this);
    row->addWidget(m_glyph);
    row->addWidget(m_text, 1);
    row->addWidget(m_remedy);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_remedy, &QPushButton::clicked, this, [this] {
        hide();
        if (m_action) {
            m_action();
        }
    });
    hide();
}

void ErrorBanner::showError(const QString& text, const QString& remedy, std::function<void()> action) {
    // A message begins with the action in lower case; on screen it is a sentence.
    m_text->setText(text.isEmpty() ? text : text.front().toUpper() + text.mid(1));
    m_action = std::move(action);
    m_remedy->setText(remedy);
    m_remedy->setVisible(!remedy.isEmpty());
    setAccessibleName(tr("Error: %1").arg(text));
    show();
}

void ErrorBanner::showFailure(const JobFailure& failure, const QString& remedy,
                              std::function<void()> action) {
    showError(failure.message, remedy, std::move(action));
}

EmptyState::EmptyState(const QString& sentence, const QString& button, QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kMargin, Metrics::kMargin, Metrics::kMargin, Metrics::kMargin);
    column->setSpacing(Metrics::kMargin);
    m_sentence = new QLabel(sentence, this);
    m_sentence->setProperty("role", "second");
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setWordWrap(true);
    column->addStretch(1);
    column->addWidget(m_sentence);
    if (!button.isEmpty()) {
        m_button = new QPushButton(button, this);
        m_button->setProperty("role", "primary");
        column->addWidget(m_button, 0, Qt::AlignHCenter);
        connect(m_button, &QPushButton::clicked, this, &EmptyState::clicked);
    }
    column->addStretch(1);
}

void EmptyState::setSentence(const QString& sentence) {
    m_sentence->setText(sentence);
}

}  // namespace priorscope
