#include "core/detection/kept_candidates.hpp"

#include <numeric>

#include "core/base/parallel.hpp"
#include "core/detection/kept_boxes.hpp"

namespace priorscope {
namespace {

/// NMS and top-k, one image after another; keeps its memory between them.
class ImageSelector {
  public:
    explicit ImageSelector(const DetectionOptions& options) : m_options(options), m_boxes(options) {}

    void select(const StoredCandidates& image, std::vector<std::uint32_t>& kept) {
        const std::size_t end = kept.size() + static_cast<std::size_t>(m_options.top_k);
        for (std::size_t i = 0; i < image.count() && kept.size() < end; ++i) {
            if (image.scores[i] < m_options.min_score) {
                break;
            }
            if (m_boxes.add(image.boxes[i], image.labels[i])) {
                kept.push_back(static_cast<std::uint32_t>(i));
            }
        }
        m_boxes.clear();
    }

  private:
    DetectionOptions m_options;
    KeptBoxes m_boxes;
};

/// What one call of a parallel loop found.
struct Chunk {
    std::vector<std::size_t> counts;  ///< [images of the chunk]
    std::vector<std::uint32_t> kept;
};

}  // namespace

std::optional<KeptCandidates> keepCandidates(const CandidateStore& store, const DetectionOptions& options,
                                             std::stop_token stop, int workers) {
    throwOnProblems(Core::tr("selecting detections"), options.validate());
    constexpr std::size_t kChunk = 32;
    std::vector<Chunk> chunks((store.imageCount() + kChunk - 1) / kChunk);
    const bool complete = parallelChunks(store.imageCount(), {.chunk = kChunk, .workers = workers},
                                         std::move(stop), {}, [&](std::size_t begin, std::size_t end, int) {
                                             Chunk& chunk = chunks[begin / kChunk];
                                             ImageSelector selector(options);
                                             for (std::size_t i = begin; i < end; ++i) {
                                                 const std::size_t before = chunk.kept.size();
                                                 selector.select(store.image(i), chunk.kept);
                                                 chunk.counts.push_back(chunk.kept.size() - before);
                                             }
                                         });
    if (!complete) {
        return std::nullopt;
    }
    KeptCandidates result{.options = options};
    result.first.reserve(store.imageCount() + 1);
    result.candidates.reserve(
        std::accumulate(chunks.begin(), chunks.end(), std::size_t{0},
                        [](std::size_t sum, const Chunk& chunk) { return sum + chunk.kept.size(); }));
    for (const Chunk& chunk : chunks) {
        for (const std::size_t count : chunk.counts) {
            result.first.push_back(result.first.back() + count);
        }
        result.candidates.insert(result.candidates.end(), chunk.kept.begin(), chunk.kept.end());
    }
    return result;
}

std::optional<std::uint32_t> suppressorOf(const StoredCandidates& image, std::span<const std::uint32_t> kept,
                                          std::uint32_t candidate, const DetectionOptions& options) {
    for (const std::uint32_t other : kept) {
        const bool competes =
            options.nms == NmsMode::agnostic ||
            (options.nms == NmsMode::per_class && image.labels[other] == image.labels[candidate]);
        if (other >= candidate) {
            break;
        }
        if (competes && intersectionOverUnion(image.boxes[candidate], image.boxes[other]) > options.nms_iou) {
            return other;
        }
    }
    return std::nullopt;
}

}  // namespace priorscope
