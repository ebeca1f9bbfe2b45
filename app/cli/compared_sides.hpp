// The two sides of a comparison: detectors, or detections that were saved.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/kept_pass.hpp"
#include "app/cli/scoring_arguments.hpp"
#include "core/evaluation/saved/scoring_truth.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope::cli {

/// What is compared on one side.
struct SideArguments {
    std::string source;               ///< a checkpoint, a run folder, or saved detections
    std::optional<double> min_score;  ///< none: the detector's own, or all that were saved
    std::optional<float> nms_iou;     ///< none: the detector's own
    std::optional<int> top_k;
    std::optional<double> errors_at;  ///< score from which detections count as errors; none: as errorsAt()

    /// min_score where it is given, else what `detect` shows.
    double errorsAt() const;
};

struct ComparedSide {
    std::vector<std::size_t> images{};  ///< of ReadTruth::truth
    std::vector<ScoredImage> scored{};  ///< [images] their objects as treated() leaves them
    std::vector<bool> known{};          ///< [labels + 1] classes that it knows
    Evaluation evaluation{};
    double errors_at = 0.0;    ///< as it was given
    double errors_from = 0.0;  ///< the same as its scores have it
    std::vector<std::string> notes{};
    std::vector<std::size_t> trained{};  ///< images of the truth that its run was trained on
};

/// Reads sides one after the other. Two settings of one checkpoint go through the images once.
class SideReader {
  public:
    SideReader(const ReadTruth& data, DifficultObjects difficult, const ComputeArguments& compute,
               const CacheArguments& cache, Context& context)
        : m_data(data), m_difficult(difficult), m_compute(compute), m_cache(cache), m_context(context) {}

    /// @param who  "A"
    /// @throws UsageError for what a side cannot have, Error as reading and detecting do
    ComparedSide read(const SideArguments& side, const std::string& who);

  private:
    /// What a checkpoint gives on the images at a floor of scores.
    struct Pass {
        std::filesystem::path checkpoint;
        Postprocessing own{};
        float floor = 0.0F;
        SplitDetections found;
    };

    ComparedSide saved(const SideArguments& side) const;
    ComparedSide detected(const SideArguments& side, const std::string& who);
    void runDetector(const SideArguments& side, const std::string& who);

    const ReadTruth& m_data;
    DifficultObjects m_difficult;
    const ComputeArguments& m_compute;
    const CacheArguments& m_cache;
    Context& m_context;
    std::optional<Pass> m_pass;  ///< the last one
};

}  // namespace priorscope::cli
