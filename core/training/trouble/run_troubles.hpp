// The troubles of a run: watched for, told, and kept in its folder. Private to core's training.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/compute/compute_context.hpp"
#include "core/training/trouble/trouble.hpp"
#include "core/training/trouble/trouble_watch.hpp"

namespace priorscope {

class RunTroubles {
  public:
    /// Those that were found before are not told again.
    /// @param on_trouble  receives each new one, but for notFinite
    /// @param on_problem  receives what keeps them from being read or written
    RunTroubles(std::filesystem::path run_folder, const TrainingOptions& resolved,
                const std::vector<std::string>& classes, const std::vector<PriorShape>& shapes,
                std::function<void(const Trouble&)> on_trouble,
                std::function<void(const Sentence&)> on_problem);

    /// @param steps  of the run, whose length has changed
    void setLength(std::int64_t steps) { m_watch->setLength(steps); }
    /// @param step  the first one of this part of the run
    void start(std::int64_t step, const ComputeContext& context);
    /// @param images  of an epoch
    void step(const StepMetrics& metrics, const LearntObjects& learnt, std::int64_t images);
    void evaluation(const EvaluationMetrics& metrics);
    /// After a checkpoint was written.
    void saved(std::int64_t step, const std::filesystem::path& checkpoint);
    /// Kept, but told by the error that ends the run.
    void notFinite(std::int64_t step, std::vector<std::string> images, const std::string& batch_folder);

  private:
    void add(Trouble trouble, bool is_told);

    std::filesystem::path m_folder;
    std::function<void(const Trouble&)> m_on_trouble;
    std::function<void(const Sentence&)> m_on_problem;
    std::vector<Trouble> m_all{};
    bool m_is_readable = true;  ///< else the file is left alone
    std::optional<TroubleWatch> m_watch{};
};

}  // namespace priorscope
