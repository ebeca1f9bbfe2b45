#include "widgets/components/count_bars.hpp"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/components/glyph.hpp"
#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr int kRow = 32;
constexpr int kLowRow = 23;
constexpr int kBar = 4;

}  // namespace

CountBars::CountBars(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
}

void CountBars::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void CountBars::setBars(std::vector<CountBar> bars) {
    if (bars != m_bars || !m_placeholder.isEmpty()) {
        m_bars = std::move(bars);
        m_placeholder.clear();
        m_focused = std::clamp(m_focused, 0, std::max(0, static_cast<int>(m_bars.size()) - 1));
        update();
    }
}

void CountBars::setPlaceholder(const QString& text) {
    m_bars.clear();
    m_placeholder = text;
    update();
}

void CountBars::setCurrent(int row) {
    m_current = row;
    update();
}

QSize CountBars::sizeHint() const {
    return {200, static_cast<int>(std::max<std::size_t>(m_bars.size(), 4)) * kRow + Metrics::kGap};
}

QSize CountBars::minimumSizeHint() const {
    return {120, 3 * kLowRow};
}

double CountBars::rowHeight() const {
    const double room = height() - Metrics::kGap;
    return std::clamp(std::floor(room / std::max<double>(1.0, static_cast<double>(m_bars.size()))),
                      static_cast<double>(kLowRow), static_cast<double>(kRow));
}

int CountBars::rowAt(double y) const {
    const int row = static_cast<int>((y - Metrics::kGap / 2.0) / rowHeight());
    return y >= Metrics::kGap / 2.0 && row < static_cast<int>(m_bars.size()) ? row : -1;
}

void CountBars::paintBar(QPainter& painter, const CountBar& bar, const QRectF& line, double share) const {
    double left = line.left();
    const double text_height = line.height() - kBar - 5;
    if (!bar.glyph.isEmpty()) {
        const QRectF square(left, line.top() + (text_height - 16) / 2 + 2, bar.glyph.size() > 1 ? 22 : 16,
                            16);
        paintGlyph(painter, square, bar.color, bar.glyph, m_theme);
        left += 30;
    }
    const QRectF text(left, line.top() + 1, line.right() - left, text_height);
    const QString count = countText(bar.count);
    painter.setPen(m_theme.text);
    const QFontMetricsF metrics(painter.font());
    const double room = text.width() - tabularWidth(metrics, count) - Metrics::kGap;
    painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                     metrics.elidedText(bar.name, Qt::ElideRight, room));
    drawTabular(painter, text, Qt::AlignRight | Qt::AlignVCenter, count);
    const QRectF ground(left, line.bottom() - kBar - 3, line.right() - left, kBar);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.hairline);
    painter.drawRoundedRect(ground, 2, 2);
    painter.setBrush(bar.color);
    painter.drawRoundedRect(QRectF(ground.topLeft(), QSizeF(ground.width() * share, kBar)), 2, 2);
}

void CountBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.textFont());
    if (m_bars.empty()) {
        painter.setPen(m_theme.third);
        painter.drawText(rect().adjusted(Metrics::kMargin, 0, -Metrics::kMargin, 0),
                         Qt::AlignCenter | Qt::TextWordWrap, m_placeholder);
        return;
    }
    std::int64_t most = 1;
    for (const CountBar& bar : m_bars) {
        most = std::max(most, bar.count);
    }
    for (int row = 0; row < static_cast<int>(m_bars.size()); ++row) {
        const CountBar& bar = m_bars[static_cast<std::size_t>(row)];
        const QRectF whole(0, Metrics::kGap / 2.0 + row * rowHeight(), width(), rowHeight());
        if (row == m_current || row == m_hovered) {
            painter.fillRect(whole, row == m_current ? m_theme.selected : m_theme.hover);
        }
        paintBar(painter, bar, whole.adjusted(Metrics::kMargin, 0, -Metrics::kMargin, 0),
                 static_cast<double>(bar.count) / static_cast<double>(most));
        if (hasFocus() && row == m_focused) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme.current, 1));
            painter.drawRect(whole.adjusted(2.5, 0.5, -2.5, -0.5));
        }
    }
}

bool CountBars::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int row = rowAt(help->pos().y());
        if (row >= 0) {
            QToolTip::showText(help->globalPos(), m_bars[static_cast<std::size_t>(row)].meaning, this);
            return true;
        }
    }
    return QWidget::event(event);
}

void CountBars::mousePressEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().y());
    if (event->button() == Qt::LeftButton && row >= 0) {
        m_focused = row;
        Q_EMIT chosen(row);
    }
}

void CountBars::mouseMoveEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().y());
    if (row != m_hovered) {
        m_hovered = row;
        update();
    }
}

void CountBars::leaveEvent(QEvent* event) {
    m_hovered = -1;
    update();
    QWidget::leaveEvent(event);
}

void CountBars::keyPressEvent(QKeyEvent* event) {
    const int last = static_cast<int>(m_bars.size()) - 1;
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Up) {
        m_focused = std::clamp(m_focused + (event->key() == Qt::Key_Down ? 1 : -1), 0, std::max(0, last));
        update();
    } else if (last >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                             event->key() == Qt::Key_Space)) {
        Q_EMIT chosen(m_focused);
    } else {
        QWidget::keyPressEvent(event);
    }
}

}  // namespace priorscope
