#include "widgets/components/figure_strip.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr double kShown = 5e-4;  ///< smaller changes are invisible in three decimals

}  // namespace

Figure shareFigure(const QString& label, std::optional<double> before, std::optional<double> after,
                   const QString& tip) {
    Figure figure{.label = label, .value = after ? figureText(*after) : QStringLiteral("–"), .tool_tip = tip};
    if (before && after && std::abs(*after - *before) >= kShown) {
        figure.before = figureText(*before);
        figure.change = figureText(std::abs(*after - *before));
        figure.is_rise = *after > *before;
        figure.trend = figure.is_rise ? Trend::better : Trend::worse;
    }
    return figure;
}

Figure countFigure(const QString& label, std::optional<std::int64_t> before,
                   std::optional<std::int64_t> after, const QString& tip) {
    Figure figure{.label = label, .value = after ? countText(*after) : QStringLiteral("–"), .tool_tip = tip};
    if (before && after && *before != *after) {
        figure.before = countText(*before);
        figure.change = countText(std::abs(*after - *before));
        figure.is_rise = *after > *before;
        figure.trend = figure.is_rise ? Trend::worse : Trend::better;
    }
    return figure;
}

FigureStrip::FigureStrip(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme) {
    setFixedHeight(Metrics::kFigureStrip);
    setAccessibleName(tr("Headline figures"));
}

void FigureStrip::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void FigureStrip::setFigures(std::vector<Figure> figures) {
    if (figures == m_figures) {
        return;
    }
    m_figures = std::move(figures);
    QStringList words;
    for (const Figure& figure : m_figures) {
        words << QStringLiteral("%1: %2").arg(figure.label, figure.value);
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
    update();
}

QSize FigureStrip::sizeHint() const {
    return {160 * static_cast<int>(m_figures.size()), Metrics::kFigureStrip};
}

QSize FigureStrip::minimumSizeHint() const {
    return {96 * static_cast<int>(m_figures.size()), Metrics::kFigureStrip};
}

QRectF FigureStrip::cell(std::size_t index) const {
    const double width = static_cast<double>(this->width()) / static_cast<double>(m_figures.size());
    return {width * static_cast<double>(index), 0.0, width, static_cast<double>(height() - 1)};
}

void FigureStrip::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.window);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF words(m_theme.textFont());
    const bool is_narrow = std::any_of(m_figures.begin(), m_figures.end(), [&](const Figure& figure) {
        return words.horizontalAdvance(figure.label) > content(0).width();
    });
    const QFont label_font = is_narrow ? m_theme.smallFont() : m_theme.textFont();
    for (std::size_t i = 0; i < m_figures.size(); ++i) {
        const QRectF area = cell(i);
        if (i > 0) {
            painter.fillRect(QRectF(std::floor(area.left()), 0.0, 1.0, height()), m_theme.hairline);
        }
        paintFigure(painter, m_figures[i], content(i), label_font);
    }
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.hairline);
}

QRectF FigureStrip::content(std::size_t index) const {
    return cell(index).adjusted(Metrics::kMargin, 8.0, -Metrics::kGap, -8.0);
}

void FigureStrip::paintFigure(QPainter& painter, const Figure& figure, const QRectF& area,
                              const QFont& label_font) const {
    const QRectF top(area.left(), area.top(), area.width(), 20.0);
    const QRectF line(area.left(), area.top() + 24.0, area.width(), 24.0);
    painter.setFont(label_font);
    painter.setPen(m_theme.second);
    painter.drawText(top, Qt::AlignLeft | Qt::AlignVCenter,
                     elided(QFontMetricsF(painter.font()), figure.label, top.width()));

    painter.setFont(m_theme.headingFont());
    const QFontMetricsF strong(painter.font());
    QFont light = m_theme.headingFont();
    light.setWeight(QFont::Normal);
    const QFontMetricsF plain(light);
    const QFontMetricsF small(m_theme.textFont());
    const QString before = figure.before.isEmpty() ? QString() : figure.before + QStringLiteral(" → ");
    const double value_width = tabularWidth(strong, figure.value);
    const double change_width = figure.change.isEmpty() ? 0.0 : tabularWidth(small, figure.change) + 16.0;
    // If there is little room, the baseline is left out first, then the change; the value stays.
    const bool has_change = change_width > 0.0 && value_width + change_width + 8.0 <= line.width();
    const double room = line.width() - (has_change ? change_width + 8.0 : 0.0);
    double x = line.left();
    if (!before.isEmpty() && tabularWidth(plain, before) + value_width <= room) {
        painter.setFont(light);
        painter.setPen(m_theme.third);
        drawTabular(painter, QRectF(x, line.top(), line.width(), line.height()), Qt::AlignLeft, before);
        x += tabularWidth(plain, before);
    }
    painter.setFont(m_theme.headingFont());
    painter.setPen(m_theme.text);
    drawTabular(painter, QRectF(x, line.top(), line.right() - x, line.height()), Qt::AlignLeft, figure.value);
    if (!has_change) {
        return;
    }
    const QColor color = figure.trend == Trend::better  ? m_theme.better
                         : figure.trend == Trend::worse ? m_theme.worse
                                                        : m_theme.second;
    painter.setFont(m_theme.textFont());
    painter.setPen(color);
    drawTabular(painter, line, Qt::AlignRight, figure.change);
    if (figure.trend != Trend::none) {
        const double left = line.right() - change_width;
        const double middle = line.center().y();
        const double tip = figure.is_rise ? -4.5 : 4.5;
        const QPointF corners[] = {
            {left + 0.5, middle - tip}, {left + 10.5, middle - tip}, {left + 5.5, middle + tip}};
        painter.setPen(QPen(color, 1.2));
        painter.setBrush(figure.trend == Trend::better ? QBrush(color) : QBrush(Qt::NoBrush));
        painter.drawPolygon(corners, 3);
    }
}

bool FigureStrip::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (std::size_t i = 0; i < m_figures.size(); ++i) {
            if (cell(i).contains(help->pos())) {
                QToolTip::showText(help->globalPos(), m_figures[i].tool_tip, this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

}  // namespace priorscope
