#include "widgets/detect/split/outcome_bars.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>

#include "widgets/components/text.hpp"
#include "widgets/detect/detection_table_model.hpp"
#include "widgets/detect/outcomes.hpp"

namespace priorscope {
namespace {

constexpr int kRow = Metrics::kRow;
constexpr int kNameWidth = 104;
constexpr int kFigureWidth = 56;

}  // namespace

OutcomeBars::OutcomeBars(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setAccessibleName(tr("Detections by verdict"));
}

void OutcomeBars::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void OutcomeBars::setCounts(const std::optional<VerdictCounts>& counts) {
    m_counts = counts;
    update();
}

QSize OutcomeBars::sizeHint() const {
    return {240, 7 * kRow + 2 * Metrics::kGap};
}

QSize OutcomeBars::minimumSizeHint() const {
    return {160, 3 * kRow};
}

std::vector<OutcomeBars::Row> OutcomeBars::rows() const {
    std::vector<Row> rows;
    for (const Outcome outcome : {Outcome::true_positive, Outcome::localization, Outcome::classification,
                                  Outcome::both, Outcome::duplicate, Outcome::background}) {
        const OutcomeStyle style = outcomeStyle(outcome, m_theme);
        rows.push_back({style.color, style.glyph, outcomeName(outcome), outcomeMeaning(outcome),
                        m_counts ? m_counts->count(outcome) : 0});
    }
    const VerdictStyle missed = m_theme.verdict(Verdict::missed);
    rows.push_back({missed.color, missed.glyph, tr("Missed"), tr("Objects that no detection matched."),
                    m_counts ? m_counts->missed() : 0});
    return rows;
}

void OutcomeBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.textFont());
    if (!m_counts) {
        painter.setPen(m_theme.third);
        painter.drawText(rect().adjusted(Metrics::kMargin, 0, -Metrics::kMargin, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, tr("Evaluate the split to see its errors."));
        return;
    }
    std::int64_t most = 1;
    const std::vector<Row> all = rows();
    for (const Row& row : all) {
        most = std::max(most, row.count);
    }
    double y = Metrics::kGap;
    for (const Row& row : all) {
        const QRectF line(Metrics::kMargin, y, width() - 2 * Metrics::kMargin, kRow);
        paintGlyph(painter, QRectF(line.left(), line.center().y() - 8, row.glyph.size() > 1 ? 22 : 16, 16),
                   row.color, row.glyph, m_theme);
        painter.setPen(m_theme.text);
        painter.drawText(line.adjusted(30, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, row.name);
        const double room = line.width() - 30 - kNameWidth - kFigureWidth;
        if (room > 16) {
            const QRectF bar(line.left() + 30 + kNameWidth, line.center().y() - 3, room, 6);
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.hairline);
            painter.drawRoundedRect(bar, 2, 2);
            painter.setBrush(row.color);
            painter.drawRoundedRect(
                QRectF(bar.topLeft(),
                       QSizeF(room * static_cast<double>(row.count) / static_cast<double>(most), 6)),
                2, 2);
        }
        painter.setPen(m_theme.text);
        drawTabular(painter, line, Qt::AlignRight | Qt::AlignVCenter, countText(row.count));
        y += kRow;
    }
}

bool OutcomeBars::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && m_counts) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const std::vector<Row> all = rows();
        const int index = (help->pos().y() - Metrics::kGap) / kRow;
        if (index >= 0 && index < static_cast<int>(all.size())) {
            QToolTip::showText(help->globalPos(), all[static_cast<std::size_t>(index)].meaning, this);
            return true;
        }
    }
    return QWidget::event(event);
}

}  // namespace priorscope
