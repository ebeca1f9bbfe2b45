#include "core/priors/coverage/coverage_report.hpp"

#include <algorithm>
#include <cmath>

namespace priorscope {

std::vector<ClassCoverage> coverageByClass(std::span<const CoverageObject> objects, const Coverage& coverage,
                                           std::size_t class_count, float threshold) {
    std::vector<ClassCoverage> classes(class_count);
    for (std::size_t i = 0; i < class_count; ++i) {
        classes[i].label = static_cast<int>(i) + 1;
    }
    for (std::size_t i = 0; i < objects.size(); ++i) {
        ClassCoverage& each = classes.at(static_cast<std::size_t>(objects[i].label - 1));
        const float iou = coverage.best.at(i).iou;
        ++each.objects;
        each.covered += iou >= threshold ? 1 : 0;
        each.mean_best_iou = each.mean_best_iou.value_or(0.0) + static_cast<double>(iou);
    }
    for (ClassCoverage& each : classes) {
        if (each.mean_best_iou) {
            *each.mean_best_iou /= static_cast<double>(each.objects);
        }
    }
    return classes;
}

std::vector<std::size_t> uncoveredObjects(const Coverage& coverage, float threshold) {
    std::vector<std::size_t> uncovered;
    for (std::size_t i = 0; i < coverage.best.size(); ++i) {
        if (coverage.best[i].iou < threshold) {
            uncovered.push_back(i);
        }
    }
    std::stable_sort(uncovered.begin(), uncovered.end(), [&](std::size_t a, std::size_t b) {
        return coverage.best[a].iou < coverage.best[b].iou;
    });
    return uncovered;
}

std::vector<double> recallCurve(const Coverage& coverage, std::span<const float> thresholds) {
    std::vector<double> recalls;
    recalls.reserve(thresholds.size());
    for (const float threshold : thresholds) {
        if (const std::optional<double> recall = coverage.recall(threshold)) {
            recalls.push_back(*recall);
        }
    }
    return recalls;
}

std::vector<std::size_t> priorsOfCell(const PriorConfig& config, int map, float x, float y) {
    const PriorMap& each = config.maps.at(static_cast<std::size_t>(map));
    const auto cell = [&](float place, int count) {
        const float step = each.step > 0.0F ? each.step / static_cast<float>(config.input_size)
                                            : 1.0F / static_cast<float>(count);
        return std::clamp(static_cast<int>(std::floor(place / step)), 0, count - 1);
    };
    std::vector<std::size_t> priors;
    priors.reserve(static_cast<std::size_t>(each.perCell()));
    for (int shape = 0; shape < each.perCell(); ++shape) {
        priors.push_back(priorIndex(
            config, {.map = map, .row = cell(y, each.rows), .col = cell(x, each.cols), .shape = shape}));
    }
    return priors;
}

}  // namespace priorscope
