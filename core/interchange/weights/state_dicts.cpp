#include "core/interchange/weights/state_dicts.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/archive/pickle_arrays.hpp"
#include "core/base/error.hpp"

namespace priorscope {
namespace {

using Kind = PickleValue::Kind;
using namespace std::string_view_literals;

/// Keys under which training scripts store a model.
constexpr std::array kModels = {
    "state_dict"sv,     "model_state_dict"sv, "model"sv,  "model_state"sv, "net"sv,
    "net_state_dict"sv, "network"sv,          "module"sv, "weights"sv,     "params"sv,
    "detector"sv,       "student"sv,          "_model"sv, "state"sv,       "state_dicts"sv};
/// Keys for its moving average.
constexpr std::array kAverages = {"ema"sv,
                                  "ema_state_dict"sv,
                                  "state_dict_ema"sv,
                                  "model_ema"sv,
                                  "ema_model"sv,
                                  "params_ema"sv,
                                  "ema_params"sv,
                                  "ema_state"sv,
                                  "ema_net"sv,
                                  "net_ema"sv,
                                  "model_ema_state_dict"sv,
                                  "ema_model_state_dict"sv,
                                  "averaged_model"sv,
                                  "swa_model"sv,
                                  "swa_state_dict"sv,
                                  "ema_weights"sv,
                                  "shadow"sv};
/// In semi-supervised training a moving average, in distillation another model.
constexpr std::array kTeachers = {"teacher"sv, "teacher_state_dict"sv, "teacher_model"sv};
/// Keys that hold tensors but not a model.
constexpr std::array kOthers = {
    "optimizer"sv,        "optimizers"sv,   "optim"sv,        "optimizer_state_dict"sv,
    "optimizer_states"sv, "scheduler"sv,    "lr_scheduler"sv, "schedule"sv,
    "lr_schedulers"sv,    "scaler"sv,       "amp"sv,          "rng"sv,
    "rng_state"sv,        "random"sv,       "criterion"sv,    "loss"sv,
    "callbacks"sv,        "loops"sv,        "message_hub"sv,  "meta"sv,
    "hyper_parameters"sv, "ema_optimizer"sv};

constexpr int kDeepest = 4;
constexpr std::size_t kMostListed = 8;

template <class Names>
bool isOneOf(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

enum class Role { model, average, teacher, unknown };

Role roleOf(std::string_view name) {
    if (isOneOf(kAverages, name)) {
        return Role::average;
    }
    if (isOneOf(kTeachers, name)) {
        return Role::teacher;
    }
    return isOneOf(kModels, name) ? Role::model : Role::unknown;
}

/// Everything inside an average's dictionary belongs to the average, whatever its name.
Role within(Role outer, Role inner) {
    return outer == Role::average || outer == Role::teacher ? outer : inner;
}

struct Candidate {
    std::string place;  ///< keys joined by dots; empty: the document itself
    Role role = Role::unknown;
    NamedTensors tensors{};
    std::vector<std::string> unread{};  ///< names of arrays that cannot become tensors
};

Sentence quoted(const Candidate& candidate) {
    return candidate.place.empty() ? Core::tr("the file's own dictionary")
                                   : Sentence("\"" + candidate.place + "\"");
}

Sentence counted(const Candidate& candidate) {
    return Core::tr("%1 (%2 tensors)").arg(quoted(candidate)).arg(candidate.tensors.size());
}

template <typename Range>
Sentence listed(const Range& names) {
    Sentence text;
    std::size_t count = 0;
    for (const auto& name : names) {
        if (count++ == kMostListed) {
            return Core::tr("%1 and %2 more").arg(text).arg(names.size() - kMostListed);
        }
        text += Sentence(text.empty() ? "" : ", ") + name;
    }
    return text;
}

class Search {
  public:
    Search(Sentence action, std::string source, std::uint64_t most_bytes)
        : m_action(std::move(action)), m_source(std::move(source)), m_arrays(most_bytes) {}

    [[noreturn]] void fail(const Sentence& reason, const Sentence& remedy) const {
        throw Error({.action = m_action, .file = m_source, .reason = reason, .remedy = remedy});
    }

    void collect(const PickleValue& value, const std::string& place, Role role, int depth) {
        if (!value.isDictionary() || depth > kDeepest || !m_seen.insert(value.items.get()).second) {
            return;
        }
        Candidate candidate{.place = place, .role = role};
        takeTensors(value, candidate);
        if (!candidate.tensors.empty() || !candidate.unread.empty()) {
            addParts(std::move(candidate));
        }
        for (std::size_t i = 0; i + 1 < value.items->size(); i += 2) {
            const PickleValue& key = (*value.items)[i];
            if (key.kind == Kind::string && !isOneOf(kOthers, key.text)) {
                collect((*value.items)[i + 1], place.empty() ? key.text : place + "." + key.text,
                        within(role, roleOf(key.text)), depth + 1);
            }
        }
    }

    std::vector<Candidate> candidates;

  private:
    void takeTensors(const PickleValue& dict, Candidate& candidate) {
        std::unordered_set<std::string> names;
        for (std::size_t i = 0; i + 1 < dict.items->size(); i += 2) {
            const PickleValue& key = (*dict.items)[i];
            const PickleValue& value = (*dict.items)[i + 1];
            if (key.kind != Kind::string || (value.kind != Kind::tensor && !PickledArrays::isArray(value))) {
                continue;
            }
            if (!names.insert(key.text).second) {
                fail(Core::tr("the name \"%1\" occurs twice").arg(key.text),
                     Core::tr("Save the weights again"));
            }
            if (value.kind == Kind::tensor) {
                candidate.tensors.emplace_back(key.text, value.tensor);
            } else if (auto array = m_arrays.read(value)) {
                candidate.tensors.emplace_back(key.text, *std::move(array));
            } else {
                candidate.unread.push_back(key.text);
            }
        }
    }

    /// One dictionary may hold several models, distinguished by name prefixes: "student.", "teacher.".
    void addParts(Candidate candidate) {
        std::vector<Candidate> parts;
        std::size_t told = 0;
        for (const auto& [name, tensor] : candidate.tensors) {
            const std::size_t dot = name.find('.');
            const std::string first = name.substr(0, dot);
            const Role role = dot == std::string::npos ? Role::unknown : roleOf(first);
            if (role == Role::unknown) {
                continue;
            }
            ++told;
            const std::string place = candidate.place.empty() ? first : candidate.place + "." + first;
            auto found = std::find_if(parts.begin(), parts.end(),
                                      [&](const Candidate& part) { return part.place == place; });
            if (found == parts.end()) {
                parts.push_back({.place = place, .role = role});
                found = parts.end() - 1;
            }
            found->tensors.emplace_back(name.substr(dot + 1), tensor);
        }
        if (parts.size() < 2 || told * 10 < candidate.tensors.size() * 9) {
            candidates.push_back(std::move(candidate));
            return;
        }
        std::move(parts.begin(), parts.end(), std::back_inserter(candidates));
    }

    Sentence m_action;
    std::string m_source;
    PickledArrays m_arrays;
    std::unordered_set<const void*> m_seen;
};

/// Whether all tensors of the average belong to the model, by name and shape.
bool isAverageOf(const Candidate& average, const Candidate& model) {
    std::unordered_map<std::string_view, c10::IntArrayRef> shapes;
    for (const auto& [name, tensor] : model.tensors) {
        shapes.emplace(name, tensor.sizes());
    }
    std::size_t common = 0;
    for (const auto& [name, tensor] : average.tensors) {
        const auto found = shapes.find(name);
        common += found != shapes.end() && found->second == tensor.sizes() ? 1 : 0;
    }
    // An update counter may be among them.
    return common > 0 && common + 2 >= average.tensors.size();
}

/// Adds the model's tensors that a parameter-only average lacks. @return how many
std::size_t complete(Candidate& average, const Candidate& model) {
    std::unordered_set<std::string> names;
    for (const auto& [name, tensor] : average.tensors) {
        names.insert(name);
    }
    std::size_t added = 0;
    for (const auto& [name, tensor] : model.tensors) {
        if (!names.contains(name)) {
            average.tensors.emplace_back(name, tensor);
            ++added;
        }
    }
    return added;
}

/// Groups of tensors beside a model (a generator's state, class weights) are far smaller than the model.
void dropSmall(std::vector<Candidate>& candidates) {
    std::size_t most = 0;
    for (const Candidate& candidate : candidates) {
        most = std::max(most, candidate.tensors.size());
    }
    std::erase_if(candidates,
                  [&](const Candidate& candidate) { return candidate.tensors.size() * 10 < most; });
}

std::vector<Candidate*> withRole(std::vector<Candidate>& candidates, Role role) {
    std::vector<Candidate*> found;
    for (Candidate& candidate : candidates) {
        if (candidate.role == role) {
            found.push_back(&candidate);
        }
    }
    return found;
}

[[noreturn]] void failWithoutTensors(const Search& search, const PickleValue& document) {
    if (document.kind == Kind::object && document.items->empty()) {
        search.fail(
            Core::tr("it is a whole pickled object of the class %1, which only its own program could read")
                .arg(document.text),
            Core::tr("Save a model's weights alone: torch.save(model.state_dict(), FILE)"));
    }
    const std::vector<std::string> unread = unreadClasses(document);
    search.fail(
        unread.empty()
            ? Core::tr("it holds no dictionary of tensors by name")
            : Core::tr("it holds no dictionary of tensors by name, but objects of %1").arg(listed(unread)),
        Core::tr("Save a state dict: torch.save(model.state_dict(), FILE)"));
}

[[noreturn]] void failOnSeveral(const Search& search) {
    std::vector<Sentence> places;
    places.reserve(search.candidates.size());
    for (const Candidate& candidate : search.candidates) {
        places.push_back(counted(candidate));
    }
    const auto named = std::find_if(search.candidates.begin(), search.candidates.end(),
                                    [](const Candidate& candidate) { return !candidate.place.empty(); });
    std::string keys = "[\"" + named->place + "\"]";
    for (std::size_t dot = keys.find('.'); dot != std::string::npos; dot = keys.find('.', dot + 4)) {
        keys.replace(dot, 1, "\"][\"");
    }
    search.fail(
        Core::tr("it holds several models: %1").arg(listed(places)),
        Core::tr("Save the one to use by itself: torch.save(torch.load(FILE)%1, \"one.pth\")").arg(keys));
}

/// The model if the choice is unambiguous; otherwise null.
Candidate* modelAmong(Search& search) {
    const auto models = withRole(search.candidates, Role::model);
    auto unknown = withRole(search.candidates, Role::unknown);
    const auto plain = std::find_if(unknown.begin(), unknown.end(),
                                    [](const Candidate* candidate) { return candidate->place.empty(); });
    if (plain != unknown.end()) {
        unknown = {*plain};  // a bare state dict, whatever else is beside its tensors
    }
    if (models.size() > 1 || (models.empty() && unknown.size() > 1)) {
        failOnSeveral(search);
    }
    return !models.empty() ? models.front() : unknown.empty() ? nullptr : unknown.front();
}

/// The average of the model, or of anything if there is no model; null if there is none.
Candidate* averageAmong(Search& search, const Candidate* model) {
    std::vector<Candidate*> averages = withRole(search.candidates, Role::average);
    if (averages.empty()) {
        averages = withRole(search.candidates, Role::teacher);
    }
    std::erase_if(averages, [&](const Candidate* average) {
        return model != nullptr && !isAverageOf(*average, *model);
    });
    if (averages.size() > 1) {
        failOnSeveral(search);
    }
    return averages.empty() ? nullptr : averages.front();
}

}  // namespace

ChosenStateDict chooseStateDict(const PickleValue& document, const Sentence& action,
                                const std::string& source, std::uint64_t most_bytes) {
    Search search(action, source, most_bytes);
    search.collect(document, "", Role::unknown, 0);
    std::erase_if(search.candidates, [](const Candidate& candidate) { return candidate.tensors.empty(); });
    if (search.candidates.empty()) {
        failWithoutTensors(search, document);
    }
    dropSmall(search.candidates);
    for (Candidate& candidate : search.candidates) {
        stripPrefixes(candidate.tensors);
    }
    const Candidate* model = modelAmong(search);
    Candidate* average = averageAmong(search, model);
    const Candidate* taken = average != nullptr ? average : model;
    ChosenStateDict chosen;
    if (average != nullptr && model != nullptr) {
        const std::size_t added = complete(*average, *model);
        chosen.notes.push_back(
            (added == 0 ? Core::tr("The file holds the model %1 and its average %2: the average is taken.")
                        : Core::tr("The file holds the model %1 and its average %2: the average is taken, "
                                   "with %3 tensors that it lacks from the model."))
                .arg(quoted(*model))
                .arg(quoted(*average))
                .arg(added));
    }
    std::vector<Sentence> others;
    for (const Candidate& candidate : search.candidates) {
        if (&candidate != taken && &candidate != model) {
            others.push_back(counted(candidate));
        }
    }
    if (!others.empty()) {
        chosen.notes.push_back(
            Core::tr("Taken from %1; the file also holds %2.").arg(quoted(*taken)).arg(listed(others)));
    }
    if (!taken->unread.empty()) {
        chosen.notes.push_back(
            Core::tr("Arrays that are no numbers of this machine's kind were not read: %1.")
                .arg(listed(taken->unread)));
    }
    if (const auto unread = unreadClasses(document); !unread.empty()) {
        chosen.notes.push_back(
            Core::tr("Objects of other programs were not read, and nothing of theirs was run: %1.")
                .arg(listed(unread)));
    }
    chosen.tensors = taken->tensors;
    return chosen;
}

void stripPrefixes(NamedTensors& tensors) {
    const auto shared = [&]() -> std::string {
        std::unordered_map<std::string, std::size_t> counts;
        for (const auto& [name, tensor] : tensors) {
            const std::string first = name.substr(0, std::min(name.find('.'), name.size()));
            if (first.size() < name.size() && (first == "_orig_mod" || roleOf(first) != Role::unknown)) {
                ++counts[first];
            }
        }
        for (const auto& [first, count] : counts) {
            if (count * 10 >= tensors.size() * 9) {
                return first + ".";
            }
        }
        return {};
    };
    for (std::string prefix = shared(); !prefix.empty(); prefix = shared()) {
        for (auto& [name, tensor] : tensors) {
            if (name.starts_with(prefix)) {
                name.erase(0, prefix.size());
            }
        }
    }
}

}  // namespace priorscope
