#include "core/training/steering/run_status.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/json/json_file.hpp"

namespace priorscope {
namespace {

constexpr const char* kFile = "status.json";
constexpr int kFormat = 1;
constexpr std::uintmax_t kMostBytes = 64U << 10U;
constexpr std::string_view kFailed = "failed";
constexpr std::array<std::pair<TrainingState, std::string_view>, 7> kNames{
    {{TrainingState::preparing, "preparing"},
     {TrainingState::running, "running"},
     {TrainingState::paused, "paused"},
     {TrainingState::evaluating, "evaluating"},
     {TrainingState::saving, "saving"},
     {TrainingState::finished, "finished"},
     {TrainingState::stopped, "stopped"}}};

std::string nameOf(std::optional<TrainingState> state) {
    if (!state) {
        return std::string(kFailed);
    }
    return std::string(
        std::ranges::find(kNames, *state, &std::pair<TrainingState, std::string_view>::first)->second);
}

}  // namespace

RunStatus statusHere() {
    std::array<char, 256> host{};
    if (::gethostname(host.data(), host.size() - 1) != 0) {
        host[0] = '\0';
    }
    return {.host = host.data(), .process = ::getpid()};
}

void writeStatus(const std::filesystem::path& run_folder, const RunStatus& status) {
    const nlohmann::json json{{"format", kFormat},         {"state", nameOf(status.state)},
                              {"step", status.step},       {"beat", status.beat},
                              {"problem", status.problem}, {"host", status.host},
                              {"process", status.process}, {"queued", status.queued}};
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
        const auto known =
            std::ranges::find(kNames, name, &std::pair<TrainingState, std::string_view>::second);
        if (known == kNames.end() && name != kFailed) {
            return std::nullopt;
        }
        status.state = known == kNames.end() ? std::nullopt : std::optional(known->first);
        return status;
    } catch (const Error&) {
        return std::nullopt;
    } catch (const nlohmann::json::exception&) {
        return std::nullopt;
    }
}

void removeStatus(const std::filesystem::path& run_folder) {
    std::error_code ignored;  // it says nothing once the lock is gone
    std::filesystem::remove(run_folder / kFile, ignored);
}

}  // namespace priorscope
