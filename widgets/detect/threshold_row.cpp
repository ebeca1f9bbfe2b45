#include "widgets/detect/threshold_row.hpp"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <algorithm>
#include <cmath>

#include "widgets/components/choice_box.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/theme/theme_manager.hpp"

namespace priorscope {
namespace {

constexpr int kWide = 1040;  ///< from this width on, all sliders are in one row
constexpr int kMostDetections = 400;
constexpr int kInOneRow = 6;
constexpr int kInTwoRows = 3;
constexpr int kSlack = 8;  ///< the grid rounds

}  // namespace

ThresholdRow::ThresholdRow(ThemeManager& themes, QWidget* parent) : QWidget(parent) {
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(Metrics::kMargin, 6, Metrics::kMargin, 6);
    m_grid->setHorizontalSpacing(24);
    m_grid->setVerticalSpacing(2);
    buildSliders(themes.theme());
    for (LabeledSlider* slider : sliders()) {
        connect(slider, &LabeledSlider::valueChanged, this, &ThresholdRow::changed);
        connect(&themes, &ThemeManager::changed, slider, &LabeledSlider::setTheme);
    }
    m_nms_mode = new ChoiceBox(this);
    m_nms_mode->addItem(tr("by class"), static_cast<int>(NmsMode::per_class));
    m_nms_mode->addItem(tr("all classes"), static_cast<int>(NmsMode::agnostic));
    m_nms_mode->addItem(tr("no NMS"), static_cast<int>(NmsMode::none));
    m_nms_mode->setToolTip(
        tr("Which better detections suppress one: those of its class, those of any class, or none"));
    m_nms_mode->setAccessibleName(tr("NMS"));
    connect(m_nms_mode, &QComboBox::currentIndexChanged, this, [this] {
        m_nms->setEnabled(options().nms != NmsMode::none);
        Q_EMIT changed();
    });
    buildChips();
    arrange();
}

void ThresholdRow::buildChips() {
    m_chips = new QWidget(this);
    m_pin = new Chip(tr("Pin"), m_chips);
    m_pin->setCheckable(true);
    m_pin->setToolTip(tr("Keep these thresholds and their figures, to compare with what follows (Ctrl+P)"));
    m_suggest = new Chip(tr("Suggest"), m_chips);
    m_suggest->setToolTip(tr("Scores that give the highest F1, or a wanted precision (Ctrl+Shift+T)"));
    m_suggestions = new QMenu(m_suggest);
    m_suggest->setMenu(m_suggestions);
    m_suggest->setPopupMode(QToolButton::InstantPopup);
    m_lower = new Chip(tr("Lower…"), m_chips);
    m_lower->setToolTip(
        tr("No candidate with a lower score was kept: evaluate from a lower score to see those as well"));
    m_lower->setMenu(new QMenu(m_lower));
    m_lower->setPopupMode(QToolButton::InstantPopup);
    m_lower->hide();
    auto* row = new QHBoxLayout(m_chips);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kGap);
    row->addWidget(m_pin);
    row->addWidget(m_suggest);
    row->addWidget(m_lower);
}

void ThresholdRow::buildSliders(const Theme& theme) {
    m_score = new LabeledSlider(theme, tr("Score"), 0.01, 1.0, 0.01, 2, this);
    m_nms = new LabeledSlider(theme, tr("NMS IoU"), 0.0, 1.0, 0.01, 2, this);
    m_top_k = new LabeledSlider(theme, tr("Top k"), 1.0, kMostDetections, 1.0, 0, this);
    m_match = new LabeledSlider(theme, tr("Match IoU"), 0.05, 1.0, 0.05, 2, this);
    const DetectionOptions defaults;
    m_score->setValue(static_cast<double>(defaults.min_score));
    m_nms->setValue(static_cast<double>(defaults.nms_iou));
    m_top_k->setValue(defaults.top_k);
    m_match->setValue(0.5);
    m_score->setDescription(tr("Detections with a lower score are not shown"));
    m_nms->setDescription(tr("Detections that overlap a better one by more are suppressed"));
    m_top_k->setDescription(tr("At most this many detections per image, highest scores first"));
    m_match->setDescription(
        tr("A detection is correct if it overlaps an object of its class by at least this"));
}

DetectionOptions ThresholdRow::options() const {
    return {.min_score = static_cast<float>(m_score->value()),
            .nms_iou = static_cast<float>(m_nms->value()),
            .top_k = static_cast<int>(m_top_k->value()),
            .nms = static_cast<NmsMode>(m_nms_mode->currentData().toInt())};
}

double ThresholdRow::matchIou() const {
    return m_match->value();
}

void ThresholdRow::follow(const DetectionOptions& before, const DetectionOptions& now) {
    setFloor(now.min_score);
    m_top_k->setRange(1.0, std::max(kMostDetections, now.top_k));
    if (now.nms_iou >= 1.0F || before.nms_iou >= 1.0F ||
        static_cast<float>(m_nms->value()) == before.nms_iou) {
        m_nms->setValue(static_cast<double>(now.nms_iou));
    }
    if (static_cast<int>(m_top_k->value()) == before.top_k) {
        m_top_k->setValue(now.top_k);
    }
    Q_EMIT changed();
}

void ThresholdRow::offerLower(bool on) {
    m_lower->setVisible(on);
    arrange();
}

void ThresholdRow::setFloor(float floor) {
    constexpr double kSteps = 100.0;
    constexpr double kRounding = 1e-4;  // of a step: 0.01 in single precision is a little less
    m_score->setRange(std::floor(static_cast<double>(floor) * kSteps + kRounding) / kSteps, 1.0);
}

void ThresholdRow::set(std::optional<float> nms_iou, std::optional<float> min_score) {
    if (nms_iou) {
        m_nms->setValue(static_cast<double>(*nms_iou));
    }
    if (min_score) {
        m_score->setValue(static_cast<double>(*min_score));
    }
    Q_EMIT changed();
}

void ThresholdRow::setMatchIou(double iou) {
    m_match->setValue(iou);
    Q_EMIT changed();
}

void ThresholdRow::setOptions(const DetectionOptions& options) {
    m_score->setValue(static_cast<double>(options.min_score));
    m_nms->setValue(static_cast<double>(options.nms_iou));
    m_top_k->setRange(1.0, std::max(kMostDetections, options.top_k));
    m_top_k->setValue(options.top_k);
    m_nms_mode->setCurrentIndex(m_nms_mode->findData(static_cast<int>(options.nms)));
    Q_EMIT changed();
}

void ThresholdRow::setBaseline(const std::optional<DetectionOptions>& options, double match_iou) {
    const QSignalBlocker blocker(m_pin);
    m_pin->setChecked(options.has_value());
    if (!options) {
        for (LabeledSlider* slider : sliders()) {
            slider->clearBaseline();
        }
        return;
    }
    m_score->setBaseline(static_cast<double>(options->min_score));
    m_nms->setBaseline(static_cast<double>(options->nms_iou));
    m_top_k->setBaseline(options->top_k);
    m_match->setBaseline(match_iou);
}

std::vector<QWidget*> ThresholdRow::inOrder() const {
    return {m_score, m_nms, m_nms_mode, m_top_k, m_match, m_chips};
}

int ThresholdRow::neededWidth(int columns) const {
    const std::vector<QWidget*> order = inOrder();
    const QMargins margins = m_grid->contentsMargins();
    int needed = margins.left() + margins.right() + (columns - 1) * m_grid->horizontalSpacing();
    for (int column = 0; column < columns; ++column) {
        int widest = 0;
        for (auto i = static_cast<std::size_t>(column); i < order.size();
             i += static_cast<std::size_t>(columns)) {
            widest = std::max({widest, order[i]->minimumWidth(), order[i]->minimumSizeHint().width()});
        }
        needed += widest;
    }
    return needed + kSlack;
}

/// One row must not keep the window from shrinking to where two are shown.
QSize ThresholdRow::minimumSizeHint() const {
    return {neededWidth(kInTwoRows), QWidget::minimumSizeHint().height()};
}

void ThresholdRow::arrange() {
    const std::vector<QWidget*> order = inOrder();
    const int columns = width() >= std::max(kWide, neededWidth(kInOneRow)) ? kInOneRow : kInTwoRows;
    if (columns == m_columns) {
        return;
    }
    m_columns = columns;
    int at = 0;
    for (QWidget* each : order) {
        m_grid->addWidget(each, at / columns, at % columns);
        ++at;
    }
    for (int column = 0; column < kInOneRow; ++column) {
        const bool is_slider = column < columns && order[static_cast<std::size_t>(column)] != m_nms_mode &&
                               order[static_cast<std::size_t>(column)] != m_chips;
        m_grid->setColumnStretch(column, is_slider ? 1 : 0);
    }
}

void ThresholdRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

}  // namespace priorscope
