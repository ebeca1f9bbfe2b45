#include "core/evaluation/rescoring/judged_split.hpp"

#include <algorithm>
#include <limits>

#include "core/base/parallel.hpp"

namespace priorscope {
namespace {

/// The objects of an image in fractions, a little too large: what lies apart from all of them needs no more
/// comparing.
class ObjectOutline {
  public:
    ObjectOutline() = default;
    explicit ObjectOutline(const TruthImage& truth) {
        constexpr float kMargin = 1e-4F;
        m_boxes.reserve(truth.objects.size());
        for (const TruthBox& object : truth.objects) {
            const Box box = truth.fractionsOf(object.box);
            m_boxes.push_back(
                {box.x_min - kMargin, box.y_min - kMargin, box.x_max + kMargin, box.y_max + kMargin});
        }
    }

    bool isApart(const Box& box) const {
        return std::none_of(m_boxes.begin(), m_boxes.end(), [&](const Box& object) {
            return box.x_max > object.x_min && object.x_max > box.x_min && box.y_max > object.y_min &&
                   object.y_max > box.y_min;
        });
    }

  private:
    std::vector<Box> m_boxes;
};

/// Appends to each list of a JudgedSplit what one image gives.
class SplitJudge {
  public:
    explicit SplitJudge(const MatchOptions& options) : m_judge(options) { m_result.options = options; }

    void add(const StoredCandidates& image, std::span<const std::uint32_t> kept, const TruthImage& truth) {
        const std::size_t first_object = m_result.counts.size();
        for (const TruthBox& object : truth.objects) {
            m_result.object_labels.push_back(static_cast<std::uint16_t>(object.label));
            m_result.counts.push_back(!object.difficult && m_judge.options().isAsked(object.label));
            m_result.found_at.push_back(-1.0F);
        }
        m_judge.start(truth.objects);
        m_objects = ObjectOutline(truth);
        for (std::uint32_t d = 0; d < kept.size(); ++d) {
            const std::uint16_t label = image.labels[kept[d]];
            const DetectionVerdict verdict = verdictOn(image.boxes[kept[d]], label, truth);
            m_result.scores.push_back(image.scores[kept[d]]);
            m_result.labels.push_back(label);
            m_result.outcomes.push_back(verdict.outcome);
            m_result.objects.push_back(verdict.object);
            if (verdict.outcome == Outcome::true_positive) {
                m_result.found_at[first_object + static_cast<std::size_t>(verdict.object)] =
                    image.scores[kept[d]];
            } else if (isFalsePositive(verdict.outcome) && verdict.outcome != Outcome::background) {
                addPairs(d, label, truth, first_object);
            }
        }
        m_result.first_detection.push_back(m_result.scores.size());
        m_result.first_object.push_back(m_result.counts.size());
        m_result.first_pair.push_back(m_result.pairs.size());
    }

    /// Makes room.
    /// @param detections  that will be added
    void expect(std::size_t detections) {
        m_result.scores.reserve(detections);
        m_result.labels.reserve(detections);
        m_result.outcomes.reserve(detections);
        m_result.objects.reserve(detections);
    }
    JudgedSplit take() { return std::move(m_result); }

  private:
    DetectionVerdict verdictOn(const Box& box, std::uint16_t label, const TruthImage& truth) {
        const int judged = m_judge.options().judged_classes;
        if ((judged < 0 || label <= judged) && m_objects.isApart(box)) {
            return {Outcome::background, -1, 0.0};
        }
        return m_judge.judgeNext(label, pixelsFromFractions(box, truth.width, truth.height));
    }

    void addPairs(std::uint32_t detection, std::uint16_t label, const TruthImage& truth,
                  std::size_t first_object) {
        const std::size_t first = m_result.pairs.size();
        const std::span<const double> iou = m_judge.iou();
        for (std::uint32_t i = 0; i < truth.objects.size(); ++i) {
            if (truth.objects[i].label != label && m_result.counts[first_object + i] &&
                iou[i] >= m_judge.options().match_iou) {
                m_result.pairs.push_back({detection, i, iou[i]});
            }
        }
        std::stable_sort(m_result.pairs.begin() + static_cast<std::ptrdiff_t>(first), m_result.pairs.end(),
                         [](const ConfusedPair& a, const ConfusedPair& b) { return a.iou > b.iou; });
    }

    ImageJudge m_judge;
    ObjectOutline m_objects;
    JudgedSplit m_result;
};

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

void appendOffsets(std::vector<std::size_t>& to, const std::vector<std::size_t>& from) {
    const std::size_t base = to.back();
    for (std::size_t i = 1; i < from.size(); ++i) {
        to.push_back(base + from[i]);
    }
}

}  // namespace

Box TruthImage::fractionsOf(const PixelBox& box) const {
    const auto fraction = [](double edge, int side) { return static_cast<float>(edge / side); };
    return {fraction(box.x, width), fraction(box.y, height), fraction(box.x + box.width, width),
            fraction(box.y + box.height, height)};
}

TruthImage truthOf(const ImageRow& record, const std::optional<ImageFilter>& filter) {
    for (const Annotation& object : record.objects) {
        if (object.label < 1 || object.label > std::numeric_limits<std::uint16_t>::max()) {
            throw Error({.action = Core::tr("comparing detections with objects"),
                         .reason = Core::tr("label %1 is not in [1, 65535]").arg(object.label)});
        }
    }
    return {std::max(record.width, 1), std::max(record.height, 1), scoredImage(record, {}, filter).objects};
}

std::vector<TruthImage> truthOf(const Dataset& dataset, std::span<const std::size_t> images,
                                const std::optional<ImageFilter>& filter) {
    std::vector<TruthImage> truth;
    truth.reserve(images.size());
    for (const std::size_t index : images) {
        truth.push_back(truthOf(dataset.images.at(index), filter));
    }
    return truth;
}

int JudgedSplit::maxLabel() const {
    const auto maxOf = [](const std::vector<std::uint16_t>& all) {
        return all.empty() ? 0 : static_cast<int>(*std::max_element(all.begin(), all.end()));
    };
    return std::max(maxOf(labels), maxOf(object_labels));
}

std::optional<JudgedSplit> judgeKept(const CandidateStore& store, const KeptCandidates& kept,
                                     std::span<const TruthImage> truth, const MatchOptions& options,
                                     std::stop_token stop, int workers) {
    constexpr std::size_t kChunk = 32;
    std::vector<JudgedSplit> chunks((store.imageCount() + kChunk - 1) / kChunk);
    const bool complete = parallelChunks(store.imageCount(), {.chunk = kChunk, .workers = workers},
                                         std::move(stop), {}, [&](std::size_t begin, std::size_t end, int) {
                                             SplitJudge judge(options);
                                             judge.expect(kept.first[end] - kept.first[begin]);
                                             for (std::size_t i = begin; i < end; ++i) {
                                                 judge.add(store.image(i), kept.image(i), truth[i]);
                                             }
                                             chunks[begin / kChunk] = judge.take();
                                         });
    if (!complete) {
        return std::nullopt;
    }
    JudgedSplit result{.options = options};
    result.scores.reserve(kept.candidates.size());
    result.labels.reserve(kept.candidates.size());
    result.outcomes.reserve(kept.candidates.size());
    result.objects.reserve(kept.candidates.size());
    for (const JudgedSplit& chunk : chunks) {
        appendOffsets(result.first_detection, chunk.first_detection);
        append(result.scores, chunk.scores);
        append(result.labels, chunk.labels);
        append(result.outcomes, chunk.outcomes);
        append(result.objects, chunk.objects);
        appendOffsets(result.first_object, chunk.first_object);
        append(result.object_labels, chunk.object_labels);
        append(result.counts, chunk.counts);
        append(result.found_at, chunk.found_at);
        appendOffsets(result.first_pair, chunk.first_pair);
        append(result.pairs, chunk.pairs);
    }
    return result;
}

}  // namespace priorscope
