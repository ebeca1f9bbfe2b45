#include "core/training/run/last_rows.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/training/run/run_files.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kSteps = 50;
constexpr std::string_view kEvaluation = "evaluation,";
constexpr std::string_view kStep = "step,";

}  // namespace

LastRows lastRows(const std::filesystem::path& file, const MetricsColumns& columns) {
    LastRows rows;
    MetricsReader reader(columns);
    std::vector<std::string> steps;  // a ring of the last ones
    std::size_t seen = 0;
    bool is_first = true;
    forEachMetricsLine(file, [&](std::string_view line) {
        if (line.starts_with(kStep)) {
            if (steps.size() < kSteps) {
                steps.emplace_back();
            }
            steps[seen++ % kSteps] = line;
        } else if (is_first || line.starts_with(kEvaluation)) {
            const auto row = reader.read(line);  // the first line tells what an earlier version left out
            if (row && row->kind == MetricsRow::Kind::evaluation) {
                rows.evaluations.push_back(evaluationRow(*row));
            }
        }
        is_first = false;
    });
    std::ranges::rotate(
        steps, steps.begin() + static_cast<std::ptrdiff_t>(steps.size() < kSteps ? 0 : seen % kSteps));
    for (const std::string& line : steps) {
        if (const auto row = reader.read(line)) {
            rows.steps.push_back(row->metrics);
        }
    }
    return rows;
}

}  // namespace priorscope
