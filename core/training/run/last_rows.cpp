#include "core/training/run/last_rows.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>
#include <system_error>

#include "core/base/files/files.hpp"
#include "core/training/run/metrics_tail.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kSteps = 50;
constexpr std::string_view kEvaluation = "evaluation,";
constexpr std::string_view kStep = "step,";

}  // namespace

LastRows lastRows(const std::filesystem::path& file, const MetricsColumns& columns) {
    std::error_code ignored;  // a file that cannot be looked at is one that cannot be read
    if (!std::filesystem::exists(file, ignored)) {
        return {};
    }
    const std::string bytes = readFile(file, Core::tr("reading the run's metrics"));
    const std::string_view text(bytes);
    LastRows rows;
    MetricsReader reader(columns);
    std::vector<std::string_view> steps;  // a ring of the last ones
    std::size_t seen = 0;
    for (std::size_t start = 0; start < text.size();) {
        const void* found = std::memchr(text.data() + start, '\n', text.size() - start);
        if (found == nullptr) {
            break;  // not complete
        }
        const auto end = static_cast<std::size_t>(static_cast<const char*>(found) - text.data());
        const std::string_view line = text.substr(start, end - start);
        if (start == 0) {
            (void)reader.read(line);  // it tells what an earlier version left out
        } else if (line.starts_with(kStep)) {
            if (steps.size() < kSteps) {
                steps.push_back(line);
            } else {
                steps[seen % kSteps] = line;
            }
            ++seen;
        } else if (line.starts_with(kEvaluation)) {
            if (const auto row = reader.read(line)) {
                rows.evaluations.push_back(evaluationRow(*row));
            }
        }
        start = end + 1;
    }
    std::ranges::rotate(
        steps, steps.begin() + static_cast<std::ptrdiff_t>(steps.size() < kSteps ? 0 : seen % kSteps));
    for (const std::string_view line : steps) {
        if (const auto row = reader.read(line)) {
            rows.steps.push_back(row->metrics);
        }
    }
    return rows;
}

}  // namespace priorscope
