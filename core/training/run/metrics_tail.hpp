// Follows metrics.csv while another process writes it. Private to core's training.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/base/text/line_splitter.hpp"
#include "core/training/run/metrics_rows.hpp"
#include "core/training/run/run_folder.hpp"

namespace priorscope {

class MetricsTail {
  public:
    MetricsTail(std::filesystem::path file, const MetricsColumns& columns);

    struct News {
        std::vector<StepMetrics> steps{};
        std::vector<EvaluationRow> evaluations{};
        /// The file was written anew since the last look, by a run that was resumed: these are all of its
        /// rows.
        bool is_replaced = false;
    };
    /// The rows that are complete since the last look; none of a file that is not there.
    /// @throws Error if it cannot be read
    News read();

  private:
    void take(std::string_view line, News& news);

    std::filesystem::path m_file;
    MetricsColumns m_columns;
    MetricsReader m_reader;
    std::uint64_t m_inode = 0;  ///< 0: nothing was read yet
    std::int64_t m_read = 0;    ///< bytes
    LineSplitter m_lines;
};

}  // namespace priorscope
