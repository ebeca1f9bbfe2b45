#include "core/training/steering/run_requests.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/files/descriptor.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/json/named_value.hpp"
#include "core/base/text/number_text.hpp"
#include "core/training/run/run_lock.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "requests";
constexpr std::string_view kSuffix = ".json";
constexpr std::size_t kMostBytes = 1024;  // a request has some fifty
constexpr std::array<std::string_view, 8> kNames{"pause", "continue", "stop",   "checkpoint",
                                                 "rate",  "steps",    "finish", "evaluate"};
constexpr std::array<std::pair<RequestKind, RunChange::Kind>, 4> kChanges{
    {{RequestKind::rate, RunChange::Kind::rate},
     {RequestKind::steps, RunChange::Kind::steps},
     {RequestKind::finish, RunChange::Kind::finish},
     {RequestKind::evaluate, RunChange::Kind::evaluate}}};

/// Whatever the clock does, requests of one process keep their order.
std::string nextName() {
    static std::mutex mutex;
    static std::int64_t last = 0;
    constexpr std::size_t kDigits = 20;
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::system_clock::now().time_since_epoch());
    const std::lock_guard lock(mutex);
    last = std::max<std::int64_t>(last + 1, now.count());
    return paddedText(static_cast<std::size_t>(last), kDigits) + "-" + std::to_string(::getpid()) +
           std::string(kSuffix);
}

/// The folder, if it is this user's own and not a link to another.
Descriptor openOwnFolder(const fs::path& folder) {
    Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct stat state {};
    const bool is_own = opened.valid() && ::fstat(opened.get(), &state) == 0 && state.st_uid == ::geteuid();
    return is_own ? std::move(opened) : Descriptor(-1);
}

enum class Names { requests, all_of_ours };

/// Names of the requests in a folder, in order, or also what killed writers have left there.
std::vector<std::string> namesIn(int folder, Names which = Names::requests) {
    std::vector<std::string> names;
    Descriptor copy(::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    DIR* entries = copy.valid() ? ::fdopendir(copy.get()) : nullptr;
    if (entries == nullptr) {
        return names;
    }
    copy.release();  // closedir() closes it
    while (const dirent* entry = ::readdir(entries)) {
        const std::string_view name = entry->d_name;
        const bool is_request = name.ends_with(kSuffix) && !name.starts_with('.');
        if (is_request || (which == Names::all_of_ours && isPartOfWrite(name))) {
            names.emplace_back(name);
        }
    }
    ::closedir(entries);
    std::ranges::sort(names);
    return names;
}

/// The text of a small file of this user; none for anything else.
std::optional<std::string> ownText(int folder, const std::string& name) {
    const Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
    struct stat state {};
    if (!file.valid() || ::fstat(file.get(), &state) != 0 || !S_ISREG(state.st_mode) ||
        state.st_uid != ::geteuid() || state.st_size > static_cast<off_t>(kMostBytes)) {
        return std::nullopt;
    }
    std::string text(kMostBytes, '\0');
    const ssize_t got = ::read(file.get(), text.data(), text.size());
    if (got < 0) {
        return std::nullopt;
    }
    text.resize(static_cast<std::size_t>(got));
    return text;
}

void throwOutOfRange(const RunRequest& request) {
    if (const auto change = changeOf(request.kind)) {
        if (const auto problem = problemWith(*change, request.value)) {
            throwOnProblems(Core::tr("changing the run"), {*problem});
        }
    }
}

RunRequest requestFrom(const std::string& text, const std::string& source) {
    const nlohmann::json json = parseJson(text, Core::tr("reading a request"), source);
    const auto refuse = [&](const Sentence& reason) -> void {
        throw Error({.action = Core::tr("reading a request"), .file = source, .reason = reason});
    };
    if (!json.is_object() || !json.contains("request") || !json["request"].is_string()) {
        refuse(Core::tr("it asks for nothing"));
    }
    const auto kind = requestKind(json["request"].get<std::string>());
    if (!kind) {
        refuse(Core::tr("there is no request \"%1\"").arg(json["request"].get<std::string>()));
    }
    RunRequest request{.kind = kind.value()};
    if (json.contains("value")) {
        if (!json["value"].is_number()) {
            refuse(Core::tr("its value is no number"));
        }
        request.value = json["value"].get<double>();
    }
    throwOutOfRange(request);
    return request;
}

}  // namespace

std::string_view nameOf(RequestKind kind) {
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<RequestKind> requestKind(std::string_view name) {
    return findNamed<RequestKind>(kNames, name);
}

std::vector<std::string> requestNames() {
    return {kNames.begin(), kNames.end()};
}

std::optional<RunChange::Kind> changeOf(RequestKind kind) {
    const auto found = std::ranges::find(kChanges, kind, &std::pair<RequestKind, RunChange::Kind>::first);
    return found == kChanges.end() ? std::nullopt : std::optional(found->second);
}

RequestKind requestFor(RunChange::Kind change) {
    return std::ranges::find(kChanges, change, &std::pair<RequestKind, RunChange::Kind>::second)->first;
}

bool canSteer(const fs::path& run_folder) {
    struct stat state {};
    if (::lstat((run_folder / kFolder).c_str(), &state) != 0) {
        return ::access(run_folder.c_str(), W_OK) == 0;
    }
    return S_ISDIR(state.st_mode) && state.st_uid == ::geteuid();
}

void askRun(const fs::path& run_folder, const RunRequest& request) {
    throwOutOfRange(request);
    const Sentence action = Core::tr("steering the run");
    if (!RunLock::isHeld(run_folder)) {
        throw Error({.action = action,
                     .file = run_folder.string(),
                     .reason = Core::tr("no process is training it"),
                     .remedy = Core::tr("Resume it first")});
    }
    const fs::path folder = run_folder / kFolder;
    struct stat state {};
    if (::lstat(folder.c_str(), &state) != 0) {
        throw Error(
            {.action = action,
             .file = folder.string(),
             .reason = std::generic_category().message(errno),
             .remedy = Core::tr("The process that trains it takes no requests yet, or cannot be steered: "
                                "try again in a moment")});
    }
    if (!S_ISDIR(state.st_mode) || state.st_uid != ::geteuid()) {
        throw Error({.action = action,
                     .file = folder.string(),
                     .reason = Core::tr("the run is another user's"),
                     .remedy = Core::tr("Only the user who started it can steer it")});
    }
    nlohmann::json json{{"request", std::string(nameOf(request.kind))}};
    if (const auto change = changeOf(request.kind); change && hasValue(*change)) {
        json["value"] = request.value;
    }
    writeFileAtomically(action, folder / nextName(), json.dump() + "\n", Durability::quick);
}

RequestBox::RequestBox(fs::path run_folder) : m_folder(std::move(run_folder) / kFolder) {
    const bool made = ::mkdir(m_folder.c_str(), S_IRWXU) == 0;
    if (!made && errno != EEXIST) {
        m_problem = Core::tr("Nobody can steer this run from elsewhere: %1: %2")
                        .arg(m_folder.string())
                        .arg(std::generic_category().message(errno));
        return;
    }
    const Descriptor folder = openOwnFolder(m_folder);
    if (!folder.valid() || ::fchmod(folder.get(), S_IRWXU) != 0) {
        m_problem = Core::tr("Nobody can steer this run from elsewhere: %1 is not a folder of this user")
                        .arg(m_folder.string());
        return;
    }
    for (const std::string& name : namesIn(folder.get(), Names::all_of_ours)) {
        ::unlinkat(folder.get(), name.c_str(), 0);
    }
}

RequestBox::Taken RequestBox::take() {
    Taken taken;
    const Descriptor folder = openOwnFolder(m_folder);
    if (!m_problem.empty() || !folder.valid()) {
        return taken;
    }
    std::vector<std::string> names = namesIn(folder.get());
    std::erase_if(names, [this](const std::string& name) { return m_stuck.contains(name); });
    names.resize(std::min(names.size(), kMostAtOnce));
    for (const std::string& name : names) {
        const std::string source = (m_folder / name).string();
        const std::optional<std::string> text = ownText(folder.get(), name);
        if (::unlinkat(folder.get(), name.c_str(), 0) != 0) {  // else it would be obeyed again and again
            m_stuck.insert(name);
            taken.problems.push_back(Core::tr("%1 is left aside: it cannot be removed: %2")
                                         .arg(source)
                                         .arg(std::generic_category().message(errno)));
            continue;
        }
        if (!text) {
            taken.problems.push_back(Core::tr("%1 is left aside: it is no request of this user").arg(source));
            continue;
        }
        try {
            taken.requests.push_back(requestFrom(*text, source));
        } catch (const Error& error) {
            taken.problems.push_back(inOneLine(error.parts()));
        }
    }
    return taken;
}

void removeRequests(const fs::path& run_folder) {
    {
        const Descriptor folder = openOwnFolder(run_folder / kFolder);
        if (!folder.valid()) {
            return;
        }
        for (const std::string& name : namesIn(folder.get(), Names::all_of_ours)) {
            ::unlinkat(folder.get(), name.c_str(), 0);
        }
    }
    ::rmdir((run_folder / kFolder).c_str());  // only if nothing else is in it
}

}  // namespace priorscope
