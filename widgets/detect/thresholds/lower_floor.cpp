#include "widgets/detect/thresholds/lower_floor.hpp"

#include <QMenu>
#include <array>

#include "widgets/components/controls.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/detect/threshold_row.hpp"

namespace priorscope {
namespace {

/// Below the last, hardly anything but background is left.
constexpr std::array<float, 4> kFloors{0.005F, 0.002F, 0.001F, 0.0005F};

}  // namespace

LowerFloor::LowerFloor(const WorkspaceContext& context, ThresholdRow& thresholds, QObject* parent)
    : QObject(parent), m_context(context), m_thresholds(thresholds) {
    connect(&thresholds, &ThresholdRow::changed, this, &LowerFloor::refresh);
    connect(&context.detections, &SplitDetectionsService::changed, this, &LowerFloor::refresh);
    connect(thresholds.lower()->menu(), &QMenu::aboutToShow, this, &LowerFloor::fillMenu);
    refresh();
}

void LowerFloor::refresh() {
    const std::optional<float> floor = m_context.detections.floor();
    const LabeledSlider& score = *m_thresholds.score();
    const bool is_at_floor = score.value() <= score.spinBox()->minimum();
    m_thresholds.offerLower(floor && *floor > kFloors.back() && is_at_floor);
}

void LowerFloor::fillMenu() {
    QMenu* menu = m_thresholds.lower()->menu();
    menu->clear();
    for (const float floor : kFloors) {
        if (floor < m_context.detections.floor().value_or(0.0F)) {
            connect(
                menu->addAction(tr("Evaluate from score %1").arg(figureText(static_cast<double>(floor), 4))),
                &QAction::triggered, this, [this, floor] { evaluateFrom(floor); });
        }
    }
}

void LowerFloor::evaluateFrom(float floor) {
    m_context.detections.setFloor(floor);
    m_thresholds.setFloor(floor);
    m_context.detections.evaluate();
    refresh();
}

}  // namespace priorscope
