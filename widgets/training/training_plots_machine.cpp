// What the machine did while a run was trained.
#include <array>

#include "widgets/training/training_plots.hpp"

namespace priorscope {
namespace {

struct Line {
    QString name;
    QColor Theme::*color;
    Qt::PenStyle style;
    std::optional<double> SystemRow::*part;
};

/// In the order of TrainingPlots' series.
std::array<Line, 4> lines() {
    return {
        Line{TrainingPlots::tr("processors"), &Theme::text, Qt::SolidLine, &SystemRow::cpu},
        Line{TrainingPlots::tr("processors, this run"), &Theme::better, Qt::DashLine, &SystemRow::own_cpu},
        Line{TrainingPlots::tr("memory"), &Theme::current, Qt::SolidLine, &SystemRow::memory},
        Line{TrainingPlots::tr("disk"), &Theme::third, Qt::DotLine, &SystemRow::disk}};
}

constexpr double kPercent = 100.0;

}  // namespace

void TrainingPlots::addSystem() {
    const auto all = lines();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto color = [member = all[i].color](const Theme& theme) { return theme.*member; };
        m_system_series[i] =
            m_machine->plot()->addSeries({.name = all[i].name, .color = color, .line = all[i].style});
    }
    m_machine->plot()->setHomeY(std::pair{0.0, kPercent});
}

void TrainingPlots::setSystem(const RunSystem& system) {
    if (m_system != system) {
        m_system = system;
        showSystem();
        showEvents();
    }
}

void TrainingPlots::showSystem() {
    const auto all = lines();
    for (std::size_t i = 0; i < all.size(); ++i) {
        std::vector<double> x;
        std::vector<double> y;
        for (const SystemRow& row : m_system.rows) {
            if (const std::optional<double> part = row.*all[i].part) {
                x.push_back(m_places.at(static_cast<double>(row.step)));
                y.push_back(kPercent * *part);
            }
        }
        m_machine->plot()->setData(m_system_series[i], x, y);
    }
    const bool is_known = !m_system.rows.empty() && m_system.rows.back().cpu;
    m_machine->setHeadFigure(is_known ? figureText(kPercent * *m_system.rows.back().cpu, 0) : QString());
}

}  // namespace priorscope
