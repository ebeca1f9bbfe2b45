#include "widgets/training/trouble_bar.hpp"

#include <QHBoxLayout>

#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

TroubleBar::TroubleBar(QWidget* parent) : QWidget(parent) {
    setAttribute(Qt::WA_StyledBackground);
    setProperty("ground", "base");
    setProperty("line", "bottom");
    setAccessibleName(tr("Problems of the run"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Metrics::kMargin, 4, Metrics::kGap, 4);
    row->setSpacing(Metrics::kGap);
    auto* glyph = new QLabel(QStringLiteral("⚠"), this);
    glyph->setProperty("role", "worse");
    m_text = new QLabel(this);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_count = new QLabel(this);
    m_count->setProperty("role", "second");
    const auto button = [this](const QString& glyph_text, const QString& tool_tip) {
        auto* made = new QToolButton(this);
        made->setText(glyph_text);
        made->setToolTip(tool_tip);
        made->setAccessibleName(tool_tip);
        return made;
    };
    m_earlier = button(QStringLiteral("‹"), tr("Previous problem"));
    m_later = button(QStringLiteral("›"), tr("Next problem"));
    auto* close = button(QStringLiteral("×"), tr("Hide this message"));
    row->addWidget(glyph);
    row->addWidget(m_text, 1);
    for (QWidget* each : std::initializer_list<QWidget*>{m_earlier, m_count, m_later, close}) {
        row->addWidget(each);
    }
    connect(m_earlier, &QToolButton::clicked, this, [this] { turn(-1); });
    connect(m_later, &QToolButton::clicked, this, [this] { turn(1); });
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void TroubleBar::showTroubles(const std::vector<Trouble>& troubles) {
    if (troubles == m_troubles) {
        return;
    }
    m_troubles = troubles;
    if (m_troubles.empty()) {
        hide();
        return;
    }
    m_shown = m_troubles.size() - 1;
    showOne();
    show();
}

void TroubleBar::turn(int by) {
    m_shown = static_cast<std::size_t>(static_cast<int>(m_shown) + by);
    showOne();
}

void TroubleBar::showOne() {
    m_text->setText(sentenceText(m_troubles[m_shown].text()));
    m_earlier->setEnabled(m_shown > 0);
    m_later->setEnabled(m_shown + 1 < m_troubles.size());
    m_count->setText(tr("%1 of %2")
                         .arg(countText(static_cast<qint64>(m_shown) + 1),
                              countText(static_cast<qint64>(m_troubles.size()))));
    const bool several = m_troubles.size() > 1;
    for (QWidget* each : std::initializer_list<QWidget*>{m_earlier, m_count, m_later}) {
        each->setVisible(several);
    }
}

}  // namespace priorscope
