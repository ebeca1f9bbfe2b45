#include "core/evaluation/tide.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/evaluation/precision_curve.hpp"
#include "core/geometry/pixel_box.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kRecallPoints = 101;

/// Detections of one class as they are counted, by falling score.
struct Series {
    std::vector<bool> is_right;
    std::int64_t objects = 0;

    bool isEmpty() const { return is_right.empty() && objects <= 0; }
};

/// Mean of the envelope at recall 0, 0.01, …, 1; recalls are compared as doubles.
double averagePrecision(const Series& series) {
    if (series.objects <= 0) {
        return 0.0;
    }
    std::vector<double> precision;
    std::vector<double> recall;
    precision.reserve(series.is_right.size());
    recall.reserve(series.is_right.size());
    std::int64_t right = 0;
    for (const bool is_right : series.is_right) {
        right += is_right ? 1 : 0;
        precision.push_back(static_cast<double>(right) / static_cast<double>(precision.size() + 1));
        recall.push_back(static_cast<double>(right) / static_cast<double>(series.objects));
    }
    raiseToEnvelope(precision);
    static const std::array<double, kRecallPoints> kNeeded = [] {
        std::array<double, kRecallPoints> recalls{};
        for (std::size_t i = 0; i < kRecallPoints; ++i) {
            recalls[i] = static_cast<double>(i) / static_cast<double>(kRecallPoints - 1);
        }
        return recalls;
    }();
    return meanAtRecalls(recall, precision, kNeeded);
}

/// One image's detections, by falling score, with the objects that count.
struct Matching {
    std::vector<std::int32_t> objects;          ///< indices of those that count
    std::vector<std::vector<double>> iou;       ///< [detections][objects]
    std::vector<std::vector<bool>> same_class;  ///< the same
    std::vector<std::int32_t> found_by;         ///< [objects] detection, or -1
    std::vector<bool> is_right;                 ///< [detections]
    std::vector<bool> is_ignored;               ///< [detections]
    std::vector<bool> is_hidden;                ///< [detections] ignored because of what a filter hides
};

/// Index of the largest value that passes, the first on ties; -1: none is above 0.
template <class Passes>
std::int32_t largest(const std::vector<double>& values, const Passes& passes) {
    std::int32_t best = -1;
    double most = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (passes(i) && values[i] > most) {
            most = values[i];
            best = static_cast<std::int32_t>(i);
        }
    }
    return best;
}

Matching matched(const ScoredImage& image, const std::vector<std::size_t>& order, double match_iou) {
    Matching m;
    for (std::size_t i = 0; i < image.objects.size(); ++i) {
        if (!image.objects[i].difficult) {
            m.objects.push_back(static_cast<std::int32_t>(i));
        }
    }
    m.found_by.assign(m.objects.size(), -1);
    for (std::size_t d = 0; d < order.size(); ++d) {
        const ScoredBox& detection = image.detections[order[d]];
        std::vector<double>& iou = m.iou.emplace_back();
        std::vector<bool>& same = m.same_class.emplace_back();
        for (const std::int32_t index : m.objects) {
            const TruthBox& object = image.objects[static_cast<std::size_t>(index)];
            iou.push_back(intersectionOverUnion(detection.box, object.box));
            same.push_back(object.label == detection.label);
        }
        const std::int32_t best = largest(iou, [&](std::size_t i) { return same[i] && m.found_by[i] < 0; });
        const bool is_right = best >= 0 && iou[static_cast<std::size_t>(best)] >= match_iou;
        if (is_right) {
            m.found_by[static_cast<std::size_t>(best)] = static_cast<std::int32_t>(d);
        }
        m.is_right.push_back(is_right);
        bool is_ignored = false;
        bool is_hidden = false;
        for (const TruthBox& object : image.objects) {
            const bool is_in = !is_right && object.difficult && object.label == detection.label &&
                               intersectionOverFirst(detection.box, object.box) > match_iou;
            is_ignored = is_ignored || is_in;
            is_hidden = is_hidden || (is_in && object.is_hidden);
        }
        m.is_ignored.push_back(is_ignored);
        m.is_hidden.push_back(is_hidden);
    }
    return m;
}

struct Cause {
    ErrorCause cause = ErrorCause::both;
    std::int32_t object = -1;  ///< index into Matching::objects
};

Cause causeOf(const Matching& m, std::size_t detection, const TideOptions& options) {
    const std::vector<double>& iou = m.iou[detection];
    const std::vector<bool>& same = m.same_class[detection];
    const auto iouOf = [&](std::int32_t object) {
        return object < 0 ? 0.0 : iou[static_cast<std::size_t>(object)];
    };
    const std::int32_t of_class = largest(iou, [&](std::size_t i) { return same[i]; });
    const std::int32_t of_other = largest(iou, [&](std::size_t i) { return !same[i]; });
    if (of_class >= 0 && iouOf(of_class) >= options.background_iou && iouOf(of_class) <= options.match_iou) {
        return {ErrorCause::localization, of_class};
    }
    if (of_other >= 0 && iouOf(of_other) >= options.match_iou) {
        return {ErrorCause::classification, of_other};
    }
    if (of_class >= 0 && iouOf(of_class) >= options.match_iou) {
        return {ErrorCause::duplicate, of_class};
    }
    if (std::max(iouOf(of_class), iouOf(of_other)) <= options.background_iou) {
        return {ErrorCause::background, -1};
    }
    return {ErrorCause::both, iouOf(of_other) > iouOf(of_class) ? of_other : of_class};
}

}  // namespace

const char* errorCauseName(ErrorCause cause) {
    constexpr std::array<const char*, kErrorCauses> kNames{"classification", "localization", "both",
                                                           "duplicate",      "background",   "missed"};
    return kNames[static_cast<std::size_t>(cause)];
}

std::vector<Problem> TideOptions::validate() const {
    std::vector<Problem> problems;
    if (!(match_iou > 0.0 && match_iou <= 1.0)) {
        problems.push_back({"match_iou", Core::tr("must be above 0 and at most 1")});
    }
    if (!(background_iou >= 0.0 && background_iou < match_iou)) {
        problems.push_back({"background_iou", Core::tr("must be at least 0 and below match_iou")});
    }
    if (max_detections < 1) {
        problems.push_back({"max_detections", Core::tr("must be at least 1")});
    }
    return problems;
}

/// A change to what was counted.
struct TideAnalysis::Variation {
    std::optional<ErrorCause> mended{};
    bool without_wrong = false;
    const std::vector<std::int64_t>* removed_objects = nullptr;  ///< [labels + 1]
};

TideAnalysis::TideAnalysis(TideOptions options) : m_options(options) {
    throwOnProblems(Core::tr("counting errors"), m_options.validate());
}

std::int64_t& TideAnalysis::objectsOf(int label) {
    const auto size = static_cast<std::size_t>(label) + 1;
    if (m_objects.size() < size) {
        m_objects.resize(size, 0);
        m_missed.resize(size, 0);
        m_unfound.resize(size, 0);
    }
    return m_objects[size - 1];
}

void TideAnalysis::add(const ScoredImage& image) {
    for (const TruthBox& object : image.objects) {
        objectsOf(object.label) += object.difficult ? 0 : 1;
    }
    std::vector<std::size_t> order = orderByScore(image.detections);
    order.resize(std::min(order.size(), m_options.max_detections));
    for (const std::size_t index : order) {
        objectsOf(image.detections[index].label);
    }
    addErrors(image, order);
    ++m_images;
}

void TideAnalysis::addErrors(const ScoredImage& image, const std::vector<std::size_t>& order) {
    const Matching m = matched(image, order, m_options.match_iou);
    std::vector<bool> is_claimed(m.objects.size(), false);  // by a detection that its fix would make right
    for (std::size_t d = 0; d < order.size(); ++d) {
        const ScoredBox& detection = image.detections[order[d]];
        Point point{.score = detection.score,
                    .label = detection.label,
                    .is_right = m.is_right[d],
                    .is_ignored = m.is_ignored[d]};
        if (!point.is_right && !m.is_hidden[d]) {
            const Cause cause = causeOf(m, d, m_options);
            point.cause = cause.cause;
            const auto object = static_cast<std::size_t>(cause.object);
            const bool can_be_right =
                cause.cause == ErrorCause::localization || cause.cause == ErrorCause::classification;
            // Detections come by falling score: the first that points at an object is the one.
            if (can_be_right && m.found_by[object] < 0 && !is_claimed[object]) {
                is_claimed[object] = true;
                point.is_removed_by_fix = false;
                point.fixed_label = image.objects[static_cast<std::size_t>(m.objects[object])].label;
            }
            m_items.push_back({.cause = cause.cause,
                               .image = m_images,
                               .detection = static_cast<std::int32_t>(order[d]),
                               .object = cause.object < 0 ? -1 : m.objects[object]});
        }
        m_points.push_back(point);
    }
    for (std::size_t i = 0; i < m.objects.size(); ++i) {
        if (m.found_by[i] >= 0) {
            continue;
        }
        const auto label =
            static_cast<std::size_t>(image.objects[static_cast<std::size_t>(m.objects[i])].label);
        ++m_unfound[label];
        if (!is_claimed[i]) {
            ++m_missed[label];
            m_items.push_back({.cause = ErrorCause::missed, .image = m_images, .object = m.objects[i]});
        }
    }
}

double TideAnalysis::meanPrecision(const Variation& variation, const std::vector<std::size_t>& order) const {
    std::vector<Series> classes(m_objects.size());
    for (std::size_t label = 0; label < classes.size(); ++label) {
        const std::int64_t removed = variation.removed_objects ? (*variation.removed_objects)[label] : 0;
        classes[label].objects = m_objects[label] - removed;
    }
    const auto count = [&](int label, bool is_right) {
        classes[static_cast<std::size_t>(label)].is_right.push_back(is_right);
    };
    std::vector<int> wrong;
    for (const std::size_t index : order) {
        const Point& point = m_points[index];
        const bool is_mended = !point.is_right && variation.mended == point.cause;
        if (is_mended && !point.is_removed_by_fix) {
            count(point.fixed_label, true);
        } else if (point.is_right) {
            count(point.label, true);
        } else if (!is_mended && !point.is_ignored) {
            // Without wrong ones they come after all others.
            variation.without_wrong ? wrong.push_back(point.label) : count(point.label, false);
        }
    }
    for (const int label : wrong) {
        count(label, false);
    }
    double sum = 0.0;
    int counted = 0;
    for (const Series& series : classes) {
        sum += averagePrecision(series);
        counted += series.isEmpty() ? 0 : 1;
    }
    return counted > 0 ? sum / counted : 0.0;
}

TideResult TideAnalysis::result() const {
    TideResult result;
    result.items = m_items;
    for (const TideItem& item : m_items) {
        ++result.counts[static_cast<std::size_t>(item.cause)];
    }
    if (m_objects.empty()) {
        return result;
    }
    std::vector<std::size_t> order(m_points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(
        order, [&](std::size_t a, std::size_t b) { return m_points[a].score > m_points[b].score; });
    const double ap = meanPrecision({}, order);
    result.ap = ap;
    for (std::size_t i = 0; i < kErrorCauses; ++i) {
        const auto cause = static_cast<ErrorCause>(i);
        const Variation mended{.mended = cause,
                               .removed_objects = cause == ErrorCause::missed ? &m_missed : nullptr};
        result.delta_ap[i] = std::max(0.0, meanPrecision(mended, order) - ap);
    }
    result.false_positives = meanPrecision({.without_wrong = true}, order) - ap;
    result.false_negatives = meanPrecision({.removed_objects = &m_unfound}, order) - ap;
    return result;
}

}  // namespace priorscope
