#include "core/training/run_folder.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <sstream>

#include "core/base/error.hpp"
#include "core/training/run_files.hpp"

namespace priorscope {
namespace {

std::vector<std::string> cells(const std::string& row) {
    std::vector<std::string> result;
    std::istringstream in(row);
    std::string cell;
    while (std::getline(in, cell, ',')) {
        result.push_back(cell);
    }
    return result;
}

double number(const std::string& cell) {
    return std::strtod(cell.c_str(), nullptr);
}

StepMetrics stepFromCells(const std::vector<std::string>& c) {
    StepMetrics m;
    m.step = std::strtoll(c[1].c_str(), nullptr, 10);
    m.epoch = std::strtoll(c[2].c_str(), nullptr, 10);
    m.loss = number(c[3]);
    m.confidence_loss = number(c[4]);
    m.localization_loss = number(c[5]);
    m.learning_rate = number(c[6]);
    m.gradient_norm = number(c[7]);
    m.positives_per_image = number(c[8]);
    m.images_per_second = number(c[9]);
    m.elapsed_s = number(c[10]);
    return m;
}

/// The last row of a run that is being written may be cut off: it is left out.
void readMetrics(const std::filesystem::path& file, RunRecord& record) {
    std::ifstream in(file);
    std::string row;
    while (std::getline(in, row) && !in.eof()) {
        const std::vector<std::string> c = cells(row);
        if (c.size() >= 11 && c[0] == "step") {
            record.steps.push_back(stepFromCells(c));
        } else if (c.size() >= 13 && c[0] == "evaluation" && !c[11].empty()) {
            record.evaluations.push_back(
                {std::strtoll(c[1].c_str(), nullptr, 10), number(c[11]), number(c[12])});
        }
    }
}

}  // namespace

RunRecord readRun(const std::filesystem::path& run_folder) {
    RunRecord record;
    record.folder = run_folder;
    record.name = (run_folder.has_filename() ? run_folder : run_folder.parent_path()).filename().string();
    RunHeader header;
    readRunJson(run_folder, record.options, record.spec, header);
    record.started = header.started;
    readMetrics(run_folder / "metrics.csv", record);
    const auto existing = [&](const char* name) {
        const std::filesystem::path file = run_folder / "checkpoints" / name;
        return std::filesystem::exists(file) ? file : std::filesystem::path();
    };
    record.last_checkpoint = existing("last.pt");
    record.best_checkpoint = existing("best.pt");
    return record;
}

std::vector<std::filesystem::path> findRuns(const std::filesystem::path& folder) {
    std::vector<std::pair<std::filesystem::file_time_type, std::filesystem::path>> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const std::filesystem::path json = entry.path() / "run.json";
        if (std::filesystem::exists(json, error)) {
            found.emplace_back(std::filesystem::last_write_time(json, error), entry.path());
        }
    }
    std::sort(found.rbegin(), found.rend());
    std::vector<std::filesystem::path> runs;
    for (const auto& [time, path] : found) {
        runs.push_back(path);
    }
    return runs;
}

std::filesystem::path nextRunFolder(const std::filesystem::path& folder) {
    for (int i = 1;; ++i) {
        std::ostringstream name;
        name << "run-" << std::setw(3) << std::setfill('0') << i;
        if (!std::filesystem::exists(folder / name.str())) {
            return folder / name.str();
        }
    }
}

}  // namespace priorscope
