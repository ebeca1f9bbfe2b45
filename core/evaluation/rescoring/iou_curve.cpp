#include "core/evaluation/rescoring/iou_curve.hpp"

#include <algorithm>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/evaluation/class_images.hpp"
#include "core/evaluation/class_results.hpp"
#include "core/evaluation/linspace.hpp"

namespace priorscope {
namespace {

static_assert(IouCurve::kPoints == kCocoThresholds);
constexpr std::array<double, IouCurve::kPoints> kIous = linspace<IouCurve::kPoints>(0.5, 0.95);

/// Appends to the tallies of the classes what an image's kept detections give.
class CurveJudge {
  public:
    explicit CurveJudge(std::size_t classes) : m_images(classes, DifficultObjects::ignore) {}

    void add(const StoredCandidates& image, std::span<const std::uint32_t> kept, const TruthImage& truth,
             std::vector<ClassTally>& tallies) {
        m_image.objects = truth.objects;
        m_image.detections.clear();
        for (const std::uint32_t index : kept) {
            if (image.labels[index] <= tallies.size()) {
                m_image.detections.push_back(
                    {image.labels[index], static_cast<double>(image.scores[index]),
                     pixelsFromFractions(image.boxes[index], truth.width, truth.height)});
            }
        }
        m_images.take(m_image);
        for (std::size_t c = 0; c < tallies.size(); ++c) {
            const ClassImage& of_class = m_images.ofClasses()[c];
            if (!of_class.objects.empty() || !of_class.detections.empty()) {
                judgeByCoco(of_class, tallies[c]);
            }
        }
    }

  private:
    ClassImages m_images;  // both keep their memory from one image to the next
    ScoredImage m_image;
};

/// One class over all parts, in their order, without the ranges of area.
ClassTally joinedTally(const std::vector<std::vector<ClassTally>>& parts, std::size_t index) {
    ClassTally joined;
    std::size_t detections = 0;
    for (const std::vector<ClassTally>& part : parts) {
        detections += part[index].coco.size();
    }
    joined.coco.reserve(detections);
    for (const std::vector<ClassTally>& part : parts) {
        joined.coco_positives[0] += part[index].coco_positives[0];
        joined.coco.insert(joined.coco.end(), part[index].coco.begin(), part[index].coco.end());
    }
    return joined;
}

std::optional<IouCurve::Precisions> precisionsOf(const ClassTally& tally) {
    if (tally.coco_positives[0] <= 0) {
        return std::nullopt;  // needs no sorting
    }
    const auto points = cocoFigures(tally).ranges[0];
    IouCurve::Precisions precisions{};
    for (std::size_t k = 0; points && k < precisions.size(); ++k) {
        precisions[k] = (*points)[k].precision;
    }
    return precisions;
}

void addMean(IouCurve& curve) {
    IouCurve::Precisions sum{};
    for (const std::optional<IouCurve::Precisions>& of_class : curve.class_ap) {
        curve.averaged += of_class ? 1 : 0;
        for (std::size_t k = 0; of_class && k < sum.size(); ++k) {
            sum[k] += (*of_class)[k];
        }
    }
    if (curve.averaged > 0) {
        for (double& each : sum) {
            each /= static_cast<double>(curve.averaged);
        }
        curve.mean_ap = sum;
    }
}

}  // namespace

std::optional<IouCurve> iouCurveOf(const CandidateStore& store, const KeptCandidates& kept,
                                   std::span<const TruthImage> truth, const ClassMapping& mapping,
                                   std::stop_token stop, int workers) {
    constexpr std::size_t kChunk = 64;
    const auto classes = static_cast<std::size_t>(std::max(mapping.judged, 0));
    std::vector<std::vector<ClassTally>> parts((store.imageCount() + kChunk - 1) / kChunk);
    bool complete = parallelChunks(store.imageCount(), {.chunk = kChunk, .workers = workers}, stop, {},
                                   [&](std::size_t begin, std::size_t end, int) {
                                       CurveJudge judge(classes);
                                       std::vector<ClassTally>& part = parts[begin / kChunk];
                                       part.resize(classes);
                                       for (std::size_t i = begin; i < end; ++i) {
                                           judge.add(store.image(i), kept.image(i), truth[i], part);
                                       }
                                   });
    if (!complete) {
        return std::nullopt;
    }
    IouCurve curve{.iou = kIous};
    curve.class_ap.resize(classes);
    const std::vector<bool> known = knownLabels(mapping);
    complete = parallelChunks(classes, {.chunk = 1, .workers = workers}, std::move(stop), {},
                              [&](std::size_t c, std::size_t, int) {
                                  if (known[c + 1]) {
                                      curve.class_ap[c] = precisionsOf(joinedTally(parts, c));
                                  }
                              });
    if (!complete) {
        return std::nullopt;
    }
    addMean(curve);
    return curve;
}

}  // namespace priorscope
