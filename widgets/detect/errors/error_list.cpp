#include "widgets/detect/errors/error_list.hpp"

#include <algorithm>
#include <cmath>

#include "core/evaluation/rescoring/suspects.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/errors/cause_list.hpp"
#include "widgets/detect/errors/error_browser.hpp"
#include "widgets/detect/slices/slice_names.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {
namespace {

/// Square root of the area of an error's box, pixels of the image: the object's if it is about one.
float sizeOf(const ErrorItem& item, const EvaluatedSplit& split) {
    const TruthImage& image = split.truth[item.image];
    if (item.object >= 0) {
        const PixelBox& box = image.objects[static_cast<std::size_t>(item.object)].box;
        return static_cast<float>(std::sqrt(std::max(0.0, box.width * box.height)));
    }
    const Box box =
        split.detections.candidates.image(item.image).boxes[static_cast<std::size_t>(item.candidate)];
    return std::sqrt(box.area() * static_cast<float>(image.width) * static_cast<float>(image.height));
}

ErrorList suspectsOf(const LiveCounted& counted, const LiveCurves& curves, int label, std::size_t most) {
    ErrorList list{.rank = ErrorRank::suspicion};
    for (const Suspect& each : suspectedLabels(*counted.kept, *counted.judged, curves.prospects,
                                               curves.curves, *counted.split->slices)) {
        if (list.items.size() < most && (label == 0 || each.item.label == label)) {
            list.items.push_back(each.item);
            list.ranks.push_back(each.suspicion);
        }
    }
    return list;
}

/// What a sort goes by; empty: the score.
std::function<float(const ErrorItem&)> rankOf(const LiveCounted& counted, const LiveCosts* costs,
                                              ErrorSort sort) {
    if (sort == ErrorSort::cost && costs != nullptr) {
        return [&counted, costs](const ErrorItem& item) {
            const ItemPlace place = placeOf(item, *counted.kept, *counted.judged);
            return place.is_detection ? costs->errors.detections[place.index]
                                      : costs->errors.objects[place.index];
        };
    }
    if (sort == ErrorSort::largest || sort == ErrorSort::smallest) {
        const float sign = sort == ErrorSort::largest ? 1.0F : -1.0F;
        return [&counted, sign](const ErrorItem& item) { return sign * sizeOf(item, *counted.split); };
    }
    return {};
}

/// What the filter cannot say; empty: nothing.
std::function<bool(const ErrorItem&)> wantedOf(const LiveCounted& counted, const ShownErrors& shown) {
    if (shown.bin) {
        return [bin = *shown.bin](const ErrorItem& item) { return ScoreHistogram::binOf(item.score) == bin; };
    }
    if (shown.slice) {
        return [&counted, slice = *shown.slice](const ErrorItem& item) {
            const EvaluatedSplit& split = *counted.split;
            return split.slices->ofItem(slice.kind, item, split.detections.candidates) == slice.bin;
        };
    }
    return {};
}

/// The threshold on the score.
float thresholdOf(const LiveCounted& counted, const ShownErrors& shown) {
    constexpr float kBelow = 0.5F;  // of a bin: its lower edge as a fraction may be rounded up
    return shown.bin ? std::max(0.0F, (static_cast<float>(*shown.bin) - kBelow) / ScoreHistogram::kBins)
                     : shown.from_score.value_or(counted.at.detection.min_score);
}

}  // namespace

ErrorList listErrors(const LiveCounted& counted, const LiveCurves* curves, const LiveCosts* costs,
                     const ShownErrors& shown, ErrorSort sort, std::size_t most) {
    if (shown.suspected) {
        return curves != nullptr ? suspectsOf(counted, *curves, shown.filter.label, most)
                                 : ErrorList{.rank = ErrorRank::suspicion};
    }
    ErrorOrder order{.wanted = wantedOf(counted, shown), .rank = rankOf(counted, costs, sort), .most = most};
    const auto prospects = curves != nullptr ? std::span<const ObjectProspects>(curves->prospects)
                                             : std::span<const ObjectProspects>();
    ErrorList list{.items = errorItems(*counted.kept, *counted.judged, prospects, thresholdOf(counted, shown),
                                       shown.filter, order)};
    if (order.rank) {
        list.rank = sort == ErrorSort::cost ? ErrorRank::cost : ErrorRank::size;
        for (const ErrorItem& item : list.items) {
            list.ranks.push_back(std::abs(order.rank(item)));
        }
    }
    return list;
}

QString shownName(const ShownErrors& shown, const SplitSlices* slices,
                  const std::function<QString(int)>& name) {
    if (shown.suspected) {
        return ErrorBrowser::tr("Suspected labels");
    }
    if (shown.bin) {
        const auto edge = [](int bin) {
            return figureText(static_cast<double>(bin) / ScoreHistogram::kBins, 2);
        };
        return (shown.filter.wrong ? ErrorBrowser::tr("Wrong, scores %1 to %2")
                                   : ErrorBrowser::tr("Right, scores %1 to %2"))
            .arg(edge(*shown.bin), edge(*shown.bin + 1));
    }
    if (shown.from_score) {
        return ErrorBrowser::tr("Errors from score %1 on")
            .arg(figureText(static_cast<double>(*shown.from_score)));
    }
    const QString kind = kindName(shown.filter, name);
    return shown.slice && slices != nullptr
               ? ErrorBrowser::tr("%1: %2").arg(kind, sliceName(*shown.slice, *slices))
               : kind;
}

}  // namespace priorscope
