// What commands that write datasets have in common.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/command.hpp"
#include "core/dataset/merging.hpp"
#include "core/formats/dataset_format.hpp"

namespace priorscope::cli {

/// Where a dataset goes, in which format, with which classes.
struct DatasetOutput {
    std::string format{};
    std::string folder{};
    WriteOptions options{};
    std::vector<std::string> sources{};  ///< what is read, whose unread parts are told
    std::vector<std::string> renamed{};  ///< OLD=NEW
    std::vector<std::string> dropped{};
    std::vector<std::string> order{};
};

/// --to, --out, --split, --images, --rename, --drop and --order.
/// @param output        must outlive the command's run
/// @param default_format  empty: --to is required
void addOutputOptions(CLI::App& command, const std::shared_ptr<DatasetOutput>& output,
                      const std::string& default_format);

/// --rename, --drop and --order alone. @param output  must outlive the command's run
void addClassOptions(CLI::App& command, const std::shared_ptr<DatasetOutput>& output);

/// @throws UsageError if a renaming is not OLD=NEW
ClassMap classMapFrom(const DatasetOutput& output);

/// Reads, maps the classes, tells what the format cannot hold, writes, and reports.
/// @param read  called once the options are known to be usable
/// @throws UsageError about an option; Error as DatasetFormat::write
int writeDataset(const std::function<Dataset()>& read, const DatasetOutput& output, Context& context);

}  // namespace priorscope::cli
