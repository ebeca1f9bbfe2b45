// Finds what goes wrong in a run, from its figures as they come.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/model/learnt_objects.hpp"
#include "core/training/plan/training_options.hpp"
#include "core/training/training_session.hpp"
#include "core/training/trouble/trouble.hpp"

namespace priorscope {

/// Each kind of trouble is found once. It only looks: a run's weights never depend on it.
class TroubleWatch {
  public:
    /// @param options  resolved
    /// @param classes  names of the detector's classes
    /// @param shapes   DetectorNetwork::priorShapes
    /// @param found    in earlier parts of the run: not to be found again
    TroubleWatch(TrainingOptions options, std::vector<std::string> classes, std::vector<PriorShape> shapes,
                 const std::vector<Trouble>& found);

    /// The length of a run may change while it goes on.
    void setLength(std::int64_t steps) { m_length = steps; }
    /// Before the first step of this part of the run.
    /// @param is_slow  the precision on this device
    std::optional<Trouble> start(std::int64_t step, bool is_slow);
    /// @param images  of an epoch: of the training selection
    std::vector<Trouble> step(const StepMetrics& metrics, const LearntObjects& learnt, std::int64_t images);
    /// After an evaluation whose losses were computed.
    std::optional<Trouble> evaluation(std::int64_t step, double loss);
    /// After a checkpoint was written.
    std::optional<Trouble> disk(std::int64_t step, double bytes_left, double bytes_of_checkpoint);

  private:
    std::optional<Trouble> once(Trouble trouble);
    std::optional<Trouble> spike(const StepMetrics& metrics) const;
    std::optional<Trouble> plateau(const StepMetrics& metrics);
    std::optional<Trouble> starvation(const StepMetrics& metrics);
    std::vector<Trouble> idle(std::int64_t step);

    /// Mean losses over a stretch of steps.
    struct Stretch {
        double sum = 0.0;
        std::int64_t steps = 0;

        double mean() const { return sum / static_cast<double>(steps); }
    };

    TrainingOptions m_options;
    std::int64_t m_length;  ///< steps of the run
    double m_rate = 0.0;    ///< of the last step
    std::vector<std::string> m_classes;
    std::vector<PriorShape> m_shapes;
    std::set<TroubleKind> m_found;
    std::deque<double> m_losses;      ///< of the last steps, at most kWindow
    std::deque<double> m_waits;       ///< the same
    std::deque<Stretch> m_stretches;  ///< complete ones at about one rate, then the one that is being filled
    LearntObjects m_learnt;           ///< of an epoch at least, and of many objects
    std::int64_t m_images = 0;        ///< the same
    std::deque<double> m_validation_losses;  ///< of the last evaluations
    std::deque<double> m_training_losses;    ///< means of the steps before each
    Stretch m_since_evaluation;
    std::optional<std::pair<double, std::int64_t>> m_lowest;  ///< validation loss, and its step
    std::int64_t m_steps = 0;                                 ///< seen
};

}  // namespace priorscope
