#include "widgets/priors/image/field_chart.hpp"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr double kName = 92.0;
constexpr double kFigure = 84.0;

QString sideText(double side) {
    return std::isfinite(side) ? FieldChart::tr("%1 px").arg(countText(std::llround(side)))
                               : FieldChart::tr("all of it");
}

}  // namespace

FieldChart::FieldChart(const Theme& theme, JobList* jobs, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_runner(jobs) {
    setAccessibleName(tr("Receptive fields"));
    connect(&m_runner, &JobRunner::failed, this, [this](const JobFailure& failure) {
        m_problem = failure.message;
        update();
    });
}

void FieldChart::setTheme(const Theme& theme) {
    m_theme = theme;
    update();
}

void FieldChart::setLayout(const PriorConfig& config, const std::string& backbone) {
    m_config = config;
    m_backbone = backbone;
    compute();
    fillRows();
}

void FieldChart::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    compute();
}

void FieldChart::compute() {
    const Subject wanted{m_backbone, m_config.input_size};
    if (!isVisible() || m_backbone.empty() || wanted == m_known) {
        return;
    }
    m_known = wanted;
    m_fields.clear();
    m_problem.clear();
    m_runner.start(
        tr("Receptive fields"),
        [backbone = m_backbone, size = m_config.input_size](std::stop_token stop,
                                                            const ProgressFn& progress) {
            return receptiveFields(backbone, size, 1, std::move(stop), progress);
        },
        [this](std::vector<ReceptiveField> fields) {
            m_fields = std::move(fields);
            fillRows();
        });
    fillRows();
}

void FieldChart::fillRows() {
    m_rows.clear();
    const auto input = static_cast<double>(m_config.input_size);
    const bool is_known = m_known == Subject{m_backbone, m_config.input_size};
    for (std::size_t k = 0; is_known && k < std::min(m_config.maps.size(), m_fields.size()); ++k) {
        Row row{.name = QString::fromStdString(m_config.maps[k].name), .field = m_fields[k]};
        for (const PriorMap::Shape& shape : m_config.maps[k].shapes()) {
            const double shorter = static_cast<double>(std::min(shape.w, shape.h)) * input;
            row.smallest = row.smallest > 0.0 ? std::min(row.smallest, shorter) : shorter;
            row.largest = std::max(row.largest, static_cast<double>(std::max(shape.w, shape.h)) * input);
        }
        m_rows.push_back(std::move(row));
    }
    update();
    Q_EMIT changed();
}

QRectF FieldChart::rowRect(int index) const {
    const double height =
        std::clamp(this->height() / std::max<double>(1.0, static_cast<double>(m_rows.size())), 18.0,
                   static_cast<double>(Metrics::kRow));
    return {0.0, index * height, static_cast<double>(width()), height};
}

QString FieldChart::describe(const Row& row) const {
    const QString text =
        tr("%1: priors of %2 to %3; a cell sees %4 of the image, mostly within %5 (95 % of the gradient "
           "energy of the untrained network)")
            .arg(row.name, sideText(row.smallest), sideText(row.largest), sideText(row.field.theoretical),
                 sideText(row.field.effective));
    return row.isOutgrown() ? text + u' ' + tr("Its largest priors exceed its receptive field.") : text;
}

void FieldChart::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme.window);
    painter.setFont(m_theme.textFont());
    if (m_rows.empty()) {
        painter.setPen(m_theme.second);
        const QString text = m_backbone.empty()    ? tr("No backbone has maps with these cell counts")
                             : m_problem.isEmpty() ? tr("Computing receptive fields…")
                                                   : m_problem;
        painter.drawText(rect().adjusted(16, 0, -16, 0), Qt::AlignCenter | Qt::TextWordWrap, text);
        return;
    }
    double longest = static_cast<double>(m_config.input_size);
    for (const Row& row : m_rows) {
        longest = std::max(longest, row.largest);
        longest = std::max(longest, std::isfinite(row.field.theoretical) ? row.field.theoretical : 0.0);
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        paintRow(painter, m_rows[i], static_cast<int>(i), longest);
    }
}

void FieldChart::paintRow(QPainter& painter, const Row& row, int index, double longest) const {
    const QRectF area = rowRect(index);
    const QColor color = m_theme.mapColor(index);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(16.0, area.center().y() - 5.0, 10.0, 10.0), 2.0, 2.0);
    painter.setPen(m_theme.text);
    const QRectF name(34.0, area.top(), kName - 4.0, area.height());
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     elided(QFontMetricsF(painter.font()), row.name, name.width()));
    const bool outgrown = row.isOutgrown();
    const QRectF figure(area.right() - 16.0 - kFigure, area.top(), kFigure, area.height());
    painter.setPen(outgrown ? m_theme.worse : m_theme.text);
    drawTabular(painter, figure, Qt::AlignRight,
                (outgrown ? QStringLiteral("▽ ") : QString()) + sideText(row.field.theoretical));

    const QRectF axis(34.0 + kName, area.top(), figure.left() - 34.0 - kName - 12.0, area.height());
    if (axis.width() < 32.0) {
        return;
    }
    const auto place = [&](double side) {
        return axis.left() + std::clamp(side / longest, 0.0, 1.0) * axis.width();
    };
    const double y = axis.center().y();
    painter.setPen(QPen(m_theme.hairline, 1.0));
    painter.drawLine(QPointF(axis.left(), y), QPointF(axis.right(), y));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(
        QRectF(place(row.smallest), y - 3.0, place(row.largest) - place(row.smallest), 6.0), 2.0, 2.0);
    painter.setPen(QPen(m_theme.text, 1.5));
    painter.setBrush(m_theme.window);
    painter.drawEllipse(QPointF(place(row.field.effective), y), 4.0, 4.0);
    painter.setBrush(outgrown ? m_theme.worse : m_theme.text);
    painter.drawEllipse(QPointF(place(row.field.theoretical), y), 4.0, 4.0);
}

bool FieldChart::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (rowRect(static_cast<int>(i)).contains(help->pos())) {
                QToolTip::showText(help->globalPos(), describe(m_rows[i]), this);
                return true;
            }
        }
        QToolTip::hideText();
        return true;
    }
    return QWidget::event(event);
}

}  // namespace priorscope
