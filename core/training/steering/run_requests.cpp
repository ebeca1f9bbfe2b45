#include "core/training/steering/run_requests.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <nlohmann/json.hpp>
#include <string>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/json/json_file.hpp"
#include "core/training/plan/run_course.hpp"
#include "core/training/run/run_lock.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolder = "requests";
constexpr std::string_view kSuffix = ".json";
constexpr std::size_t kMostBytes = 1024;  // a request has some fifty
constexpr std::array<std::pair<RequestKind, std::string_view>, 8> kNames{
    {{RequestKind::pause, "pause"},
     {RequestKind::go_on, "continue"},
     {RequestKind::stop, "stop"},
     {RequestKind::checkpoint, "checkpoint"},
     {RequestKind::rate, "rate"},
     {RequestKind::steps, "steps"},
     {RequestKind::finish, "finish"},
     {RequestKind::evaluate, "evaluate"}}};

/// The change that a request asks for; none: it asks for something else.
std::optional<RunChange::Kind> changeOf(RequestKind kind) {
    switch (kind) {
        case RequestKind::rate:
            return RunChange::Kind::rate;
        case RequestKind::steps:
            return RunChange::Kind::steps;
        case RequestKind::finish:
            return RunChange::Kind::finish;
        case RequestKind::evaluate:
            return RunChange::Kind::evaluate;
        default:
            return std::nullopt;
    }
}

/// Whatever the clock does, requests of one process keep their order.
std::string nextName() {
    static std::atomic<unsigned> count{0};
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(
                         std::chrono::system_clock::now().time_since_epoch())
                         .count();
    static std::atomic<std::int64_t> last{0};
    std::int64_t mine = last.load();
    while (!last.compare_exchange_weak(mine, std::max<std::int64_t>(mine + 1, now))) {
    }
    mine = std::max<std::int64_t>(mine + 1, now);
    std::string digits = std::to_string(mine);
    constexpr std::size_t kDigits = 20;
    digits.insert(0, kDigits - std::min(kDigits, digits.size()), '0');
    return digits + "-" + std::to_string(::getpid()) + "-" + std::to_string(count++) + std::string(kSuffix);
}

/// Closes itself.
struct Descriptor {
    int value = -1;
    explicit Descriptor(int opened) : value(opened) {}
    ~Descriptor() {
        if (value >= 0) {
            ::close(value);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
};

/// The folder, if it is this user's own and not a link to another.
Descriptor openOwnFolder(const fs::path& folder) {
    Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    struct stat state {};
    if (opened.value >= 0 && (::fstat(opened.value, &state) != 0 || state.st_uid != ::geteuid())) {
        ::close(std::exchange(opened.value, -1));
    }
    return Descriptor(std::exchange(opened.value, -1));
}

enum class Names { requests, all_of_ours };

/// Names of the requests in a folder, in order, or also what killed writers have left there.
std::vector<std::string> namesIn(int folder, Names which = Names::requests) {
    std::vector<std::string> names;
    const int copy = ::openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR* entries = copy < 0 ? nullptr : ::fdopendir(copy);
    if (entries == nullptr) {
        if (copy >= 0) {
            ::close(copy);
        }
        return names;
    }
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
    if (file.value < 0 || ::fstat(file.value, &state) != 0 || !S_ISREG(state.st_mode) ||
        state.st_uid != ::geteuid() || state.st_size > static_cast<off_t>(kMostBytes)) {
        return std::nullopt;
    }
    std::string text(kMostBytes, '\0');
    const ssize_t got = ::read(file.value, text.data(), text.size());
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
    return std::ranges::find(kNames, kind, &std::pair<RequestKind, std::string_view>::first)->second;
}

std::optional<RequestKind> requestKind(std::string_view name) {
    const auto found = std::ranges::find(kNames, name, &std::pair<RequestKind, std::string_view>::second);
    return found == kNames.end() ? std::nullopt : std::optional(found->first);
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
    if (folder.value < 0 || ::fchmod(folder.value, S_IRWXU) != 0) {
        m_problem = Core::tr("Nobody can steer this run from elsewhere: %1 is not a folder of this user")
                        .arg(m_folder.string());
        return;
    }
    for (const std::string& name : namesIn(folder.value, Names::all_of_ours)) {
        ::unlinkat(folder.value, name.c_str(), 0);
    }
}

RequestBox::Taken RequestBox::take() {
    Taken taken;
    const Descriptor folder = openOwnFolder(m_folder);
    if (!m_problem.empty() || folder.value < 0) {
        return taken;
    }
    std::vector<std::string> names = namesIn(folder.value);
    std::erase_if(names, [this](const std::string& name) { return m_stuck.contains(name); });
    names.resize(std::min(names.size(), kMostAtOnce));
    for (const std::string& name : names) {
        const std::string source = (m_folder / name).string();
        const std::optional<std::string> text = ownText(folder.value, name);
        if (::unlinkat(folder.value, name.c_str(), 0) != 0) {  // else it would be obeyed again and again
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
        if (folder.value < 0) {
            return;
        }
        for (const std::string& name : namesIn(folder.value, Names::all_of_ours)) {
            ::unlinkat(folder.value, name.c_str(), 0);
        }
    }
    ::rmdir((run_folder / kFolder).c_str());  // only if nothing else is in it
}

}  // namespace priorscope
