#include "core/training/steering/run_status.hpp"

#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/host_name.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/json/named_value.hpp"

namespace priorscope {
namespace {

constexpr const char* kFile = "status.json";
constexpr int kFormat = 1;
constexpr std::uintmax_t kMostBytes = 64U << 10U;
constexpr std::string_view kFailed = "failed";
constexpr std::array<std::string_view, 7> kNames{"preparing", "running",  "paused", "evaluating",
                                                 "saving",    "finished", "stopped"};

}  // namespace

bool RunStatus::isUnderway() const {
    return state && *state != TrainingState::finished && *state != TrainingState::stopped;
}

RunStatus statusHere() {
    return {.host = hostName(), .process = ::getpid()};
}

void writeStatus(const std::filesystem::path& run_folder, const RunStatus& status) {
    const nlohmann::json json{
        {"format", kFormat},
        {"state", status.state ? kNames[static_cast<std::size_t>(*status.state)] : kFailed},
        {"step", status.step},
        {"beat", status.beat},
        {"problem", status.problem},
        {"host", status.host},
        {"process", status.process},
        {"queued", status.queued}};
    // What is not UTF-8, a name of a file, must not end a run.
    constexpr auto kReplace = nlohmann::json::error_handler_t::replace;
    writeFileAtomically(Core::tr("telling the state of the run"), run_folder / kFile,
                        json.dump(1, ' ', false, kReplace) + "\n", Durability::quick);
}

std::optional<RunStatus> readStatus(const std::filesystem::path& run_folder) {
    try {
        const nlohmann::json json =
            readJsonFile(run_folder / kFile, Core::tr("reading the state of the run"), kMostBytes);
        const std::string name = json.at("state").get<std::string>();
        RunStatus status{.step = json.at("step").get<std::int64_t>(),
                         .beat = json.at("beat").get<std::int64_t>(),
                         .problem = json.at("problem").get<std::string>(),
                         .host = json.at("host").get<std::string>(),
                         .process = json.at("process").get<std::int64_t>(),
                         .queued = json.value("queued", std::int64_t{0})};
        status.state = findNamed<TrainingState>(kNames, name);
        if (!status.state && name != kFailed) {
            return std::nullopt;
        }
        return status;
    } catch (const Error&) {
        return std::nullopt;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

}  // namespace priorscope
