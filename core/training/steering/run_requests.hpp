// What others ask of the process that trains a run, as files in the run folder: requests/*.json. Only the
// run's own user can leave one; the owner reads, checks and removes them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/training/plan/run_course.hpp"

namespace priorscope {

enum class RequestKind {
    pause,       ///< after the current step
    go_on,       ///< ends a pause
    stop,        ///< at a checkpoint
    checkpoint,  ///< after the current step
    rate,        ///< changeOf(): the changes of a run
    steps,
    finish,
    evaluate,
};

struct RunRequest {
    RequestKind kind = RequestKind::checkpoint;
    double value = 0.0;  ///< of a change that hasValue()
    bool operator==(const RunRequest&) const = default;
};

/// "pause", "continue", "stop", "checkpoint", "rate", "steps", "finish", "evaluate": in files and on the
/// command line.
std::string_view nameOf(RequestKind kind);
/// None for a text that names none.
std::optional<RequestKind> requestKind(std::string_view name);
std::vector<std::string> requestNames();

/// The change of the run that is asked for; none: something else is.
std::optional<RunChange::Kind> changeOf(RequestKind kind);
RequestKind requestFor(RunChange::Kind change);

/// Leaves a request for the process that trains the run, which takes it within a second.
/// @throws Error if the value is out of range, no process trains the run, or the run is another user's
void askRun(const std::filesystem::path& run_folder, const RunRequest& request);

/// Whether the process that trains the run takes requests of this user, as far as can be told: one that is
/// being prepared takes none yet.
bool canSteer(const std::filesystem::path& run_folder);

/// The owner's side. Throws nothing: a run does not end because nobody can steer it.
class RequestBox {
  public:
    /// Makes requests/ for this user alone, and removes what was asked of an earlier process.
    explicit RequestBox(std::filesystem::path run_folder);

    struct Taken {
        std::vector<RunRequest> requests{};  ///< in the order in which they were made
        std::vector<Sentence> problems{};    ///< of files that are no request
    };
    /// Removes what it takes, at most kMostAtOnce files.
    Taken take();
    /// Why nobody can steer the run; empty: somebody can.
    const Sentence& problem() const { return m_problem; }

    static constexpr std::size_t kMostAtOnce = 64;

  private:
    std::filesystem::path m_folder;
    Sentence m_problem{};
    std::set<std::string> m_stuck{};  ///< names that cannot be removed
};

/// Removes requests/ with what is in it, where it is a folder of this user.
void removeRequests(const std::filesystem::path& run_folder);

}  // namespace priorscope
