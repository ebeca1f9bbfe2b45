#include "widgets/priors/coverage/coverage_figures.hpp"

#include <QCoreApplication>
#include <algorithm>
#include <cmath>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

constexpr double kShownPositives = 0.05;

struct CoverageFiguresText {
    Q_DECLARE_TR_FUNCTIONS(priorscope::CoverageFiguresText)
};

/// Without anything to count there is no figure, and the tooltip says why.
Figure emptyFigure(const QString& label, const QString& tip) {
    return {.label = label,
            .value = QStringLiteral("–"),
            .tool_tip = tip + u' ' + CoverageFiguresText::tr("There are no objects in view to count.")};
}

/// A share of the objects in view, of which more is better.
Figure objectFigure(const QString& label, std::optional<double> before, std::optional<double> after,
                    const QString& tip) {
    return after ? shareFigure(label, before, after, tip) : emptyFigure(label, tip);
}

/// @param objects_per_image  current value
Figure positivesFigure(std::optional<double> before, std::optional<double> after, double objects_per_image) {
    const QString label = CoverageFiguresText::tr("Positives per object");
    const QString tip = CoverageFiguresText::tr(
                            "Priors that overlap an object by IoU 0.50 or more, mean over the objects; each "
                            "is trained to detect it. %1 per image")
                            .arg(figureText(after.value_or(0.0) * objects_per_image, 1));
    if (!after) {
        return emptyFigure(label, tip);
    }
    Figure figure{.label = label, .value = figureText(*after, 1), .tool_tip = tip};
    if (before && std::abs(*after - *before) >= kShownPositives) {
        figure.before = figureText(*before, 1);
        figure.is_rise = *after > *before;
        figure.change = (figure.is_rise ? QStringLiteral("+") : QStringLiteral("−")) +
                        figureText(std::abs(*after - *before), 1);
    }
    return figure;
}

/// The class of lowest recall among those with objects; null if no class has any.
const ClassCoverage* lowestClass(const CoverageView& view) {
    const ClassCoverage* lowest = nullptr;
    for (const ClassCoverage& each : view.classes) {
        if (each.objects > 0 && (lowest == nullptr || each.recall() < lowest->recall())) {
            lowest = &each;
        }
    }
    return lowest;
}

}  // namespace

std::vector<Figure> coverageFigures(const Workbench& workbench, const CoverageViewPtr& before,
                                    const CoverageView& now) {
    const auto fromBase = [&before](auto get) {
        return before ? std::optional<double>(get(*before)) : std::nullopt;
    };
    std::vector<Figure> figures;
    figures.push_back(objectFigure(
        CoverageFiguresText::tr("Recall at IoU 0.50"),
        fromBase([](const CoverageView& view) { return view.coverage.recall(kCoverageIou); }),
        now.coverage.recall(kCoverageIou),
        CoverageFiguresText::tr("Share of objects whose best prior overlaps them by at least IoU 0.50")));
    figures.push_back(objectFigure(
        CoverageFiguresText::tr("Mean best IoU"),
        fromBase([](const CoverageView& view) { return view.coverage.mean_best_iou; }),
        now.coverage.mean_best_iou,
        CoverageFiguresText::tr("Overlap of an object with its best prior, mean over the objects")));
    figures.push_back(countFigure(
        CoverageFiguresText::tr("Uncovered objects"),
        before ? std::optional(static_cast<std::int64_t>(before->uncovered.size())) : std::nullopt,
        static_cast<std::int64_t>(now.uncovered.size()),
        CoverageFiguresText::tr("Objects whose best prior overlaps them by less than IoU 0.50, of %1")
            .arg(countText(static_cast<std::int64_t>(now.objects->size())))));
    if (const ClassCoverage* lowest = lowestClass(now)) {
        const auto position = static_cast<std::size_t>(lowest->label - 1);
        figures.push_back(objectFigure(
            CoverageFiguresText::tr("Lowest class: %1").arg(workbench.className(lowest->label)),
            before && position < before->classes.size() ? before->classes[position].recall() : std::nullopt,
            lowest->recall(), CoverageFiguresText::tr("The class of lowest recall at IoU 0.50")));
    }
    figures.push_back(
        positivesFigure(fromBase([](const CoverageView& view) { return meanPositives(view.coverage); }),
                        meanPositives(now.coverage),
                        static_cast<double>(now.objects->size()) /
                            static_cast<double>(std::max<std::size_t>(workbench.images().size(), 1))));
    return figures;
}

}  // namespace priorscope
