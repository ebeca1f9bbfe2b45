#include "widgets/detect/threshold_row.hpp"

#include <QGridLayout>

#include "widgets/components/controls.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kWide = 920;  ///< from this width on, all sliders are in one row

}  // namespace

ThresholdRow::ThresholdRow(ThemeManager& themes, QWidget* parent) : QWidget(parent) {
    const Theme& theme = themes.theme();
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(Metrics::kMargin, 6, Metrics::kMargin, 6);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(2);
    m_score = new LabeledSlider(theme, tr("Score"), 0.01, 1.0, 0.01, 2, this);
    m_nms = new LabeledSlider(theme, tr("NMS IoU"), 0.0, 1.0, 0.01, 2, this);
    m_top_k = new LabeledSlider(theme, tr("Top k"), 1.0, 200.0, 1.0, 0, this);
    m_match = new LabeledSlider(theme, tr("Match IoU"), 0.05, 1.0, 0.05, 2, this);
    const DetectionOptions defaults;
    m_score->setValue(static_cast<double>(defaults.min_score));
    m_nms->setValue(static_cast<double>(defaults.nms_iou));
    m_top_k->setValue(defaults.top_k);
    m_match->setValue(0.5);
    m_score->setDescription(tr("Detections with a lower score are not shown"));
    m_nms->setDescription(tr("Detections that overlap a better one of their class by more are suppressed"));
    m_top_k->setDescription(tr("At most this many detections per image, highest scores first"));
    m_match->setDescription(
        tr("A detection is correct if it overlaps an object of its class by at least this"));
    for (LabeledSlider* slider : sliders()) {
        connect(slider, &LabeledSlider::valueChanged, this, &ThresholdRow::changed);
        connect(&themes, &ThemeManager::changed, slider, &LabeledSlider::setTheme);
    }
    arrange();
}

DetectionOptions ThresholdRow::options() const {
    return {.min_score = static_cast<float>(m_score->value()),
            .nms_iou = static_cast<float>(m_nms->value()),
            .top_k = static_cast<int>(m_top_k->value())};
}

double ThresholdRow::matchIou() const {
    return m_match->value();
}

void ThresholdRow::followNms(float before, float now) {
    if (qFuzzyCompare(m_nms->value(), static_cast<double>(before))) {
        m_nms->setValue(static_cast<double>(now));
    }
}

void ThresholdRow::arrange() {
    const int columns = width() >= kWide ? 4 : 2;
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    int at = 0;
    for (LabeledSlider* slider : sliders()) {
        m_grid->addWidget(slider, at / columns, at % columns);
        ++at;
    }
}

void ThresholdRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace priorscope
