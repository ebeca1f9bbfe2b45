#include "core/evaluation/comparison/precision_difference.hpp"

#include <array>
#include <utility>

namespace priorscope {
namespace {

using Classes = std::span<const ClassPrecision>;

/// @param a, b      each class once, of the images as they are
/// @param figureOf  takes a figure from those of the classes
template <class FigureOf>
FigureDifference differenceOf(Classes a, Classes b, const std::vector<DrawnPrecisions>& drawn,
                              const FigureOf& figureOf) {
    FigureDifference result{.a = figureOf(a), .b = figureOf(b)};
    if (!result.a || !result.b) {
        return result;
    }
    result.difference = *result.b - *result.a;
    std::vector<double> differences;
    double better = 0.0;
    for (std::size_t draw = 0; draw < drawn[0].draws; ++draw) {
        const std::optional<double> of_a = figureOf(drawn[0].ofDraw(draw));
        const std::optional<double> of_b = figureOf(drawn[1].ofDraw(draw));
        if (of_a && of_b) {
            differences.push_back(*of_b - *of_a);
            better += *of_b > *of_a ? 1.0 : *of_b == *of_a ? 0.5 : 0.0;
        }
    }
    if (!differences.empty()) {
        result.p_b_better = better / static_cast<double>(differences.size());
        result.interval = middleOf(std::move(differences));
    }
    return result;
}

}  // namespace

std::optional<PrecisionDifference> comparePrecision(const WeighedSplit& a, const WeighedSplit& b,
                                                    const std::vector<bool>& known,
                                                    const BootstrapOptions& options, std::stop_token stop,
                                                    const ProgressFn& progress) {
    const std::array<const WeighedSplit*, 2> splits{&a, &b};
    const auto drawn = drawPrecisions(splits, options, std::move(stop), progress);
    if (!drawn) {
        return std::nullopt;
    }
    const std::vector<ClassPrecision> of_a = a.precisions();
    const std::vector<ClassPrecision> of_b = b.precisions();
    const auto difference = [&](const auto& figureOf) { return differenceOf(of_a, of_b, *drawn, figureOf); };
    PrecisionDifference result{
        .map_voc07 = difference([](Classes classes) { return meanOf(classes).ap_voc07; }),
        .map_voc10 = difference([](Classes classes) { return meanOf(classes).ap_voc10; })};
    for (std::size_t c = 0; c < a.classCount(); ++c) {
        if (known.empty() || known.at(c + 1)) {
            result.classes.push_back(
                {.label = static_cast<int>(c) + 1,
                 .positives = a.positives(c),
                 .ap_voc07 = difference([c](Classes classes) { return classes[c].ap_voc07; }),
                 .ap_voc10 = difference([c](Classes classes) { return classes[c].ap_voc10; })});
        }
    }
    return result;
}

}  // namespace priorscope
