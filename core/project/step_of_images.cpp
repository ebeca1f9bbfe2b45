#include "core/project/step_of_images.hpp"

#include <utility>

#include "core/base/error.hpp"

namespace priorscope {

std::optional<StepOutcome> stepOfImages(
    LabelJournal journal, std::size_t images, const std::stop_token& stop, const ProgressFn& progress,
    const std::function<void(std::size_t index, GatheredStep& gathered)>& gather) {
    constexpr std::size_t kBetweenReports = 64;
    StepOutcome result;
    GatheredStep gathered;
    for (std::size_t i = 0; i < images; ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        try {
            gather(i, gathered);
        } catch (const Error& error) {
            result.problems.push_back(inOneLine(error.parts()));
        }
        if (progress && i % kBetweenReports == 0) {
            progress({.done = static_cast<std::int64_t>(i),
                      .total = static_cast<std::int64_t>(images),
                      .unit = "images"});
        }
    }
    if (!gathered.step.edits.empty()) {
        journal.add(std::move(gathered.step), gathered.originals);
        result.is_changed = true;
    }
    result.journal = std::move(journal);
    return result;
}

}  // namespace priorscope
