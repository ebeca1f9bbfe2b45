#include "core/training/run/option_differences.hpp"

#include <algorithm>
#include <set>

#include "core/augmentation/augmentation_options.hpp"
#include "core/base/text/joined.hpp"
#include "core/base/text/number_text.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/plan/training_option_table.hpp"

namespace priorscope {
namespace {

const std::string kStrength = "_strength";

/// The transform that an option of the augmentation belongs to; none of the set itself.
std::optional<TransformKind> transformOf(const std::string& key) {
    if (key == "augment_mosaic_until") {
        return TransformKind::mosaic;
    }
    const auto& transforms = augmentationTransforms();
    const auto found = std::ranges::find_if(transforms, [&key](const AugmentationTransform& each) {
        return key == each.key || key == each.key + kStrength;
    });
    return found == transforms.end() ? std::nullopt
                                     : std::optional(static_cast<TransformKind>(found - transforms.begin()));
}

/// Also whether a change of the augmentation is ever made that an option is about.
bool matters(const std::string& key, const TrainingOptions& options) {
    const std::optional<TransformKind> transform = transformOf(key);
    return hasEffect(key, options) &&
           (!transform || options.augmentation.setting(*transform).probability > 0.0);
}

/// What the rows of model and images say.
bool isSaidElsewhere(const std::string& key) {
    return key == "dataset" || key == "split" || key == "val_split";
}

OptionSide sideOf(const OptionInfo& info, const nlohmann::json& value) {
    OptionSide side{.value = value};
    for (const std::optional<NamedNumber>& named : {info.unset, info.special}) {
        if (named && value.is_number() && value.get<double>() == named->value) {
            side.meaning = named->meaning;
        }
    }
    return side;
}

void addOptions(std::vector<OptionDifference>& all, const TrainingOptions& before,
                const TrainingOptions& after) {
    const auto& table = trainingOptionTable();
    for (const auto& entry : table.entries()) {
        const std::string& key = entry.info.key;
        const nlohmann::json old_value = table.value(before, entry);
        const nlohmann::json new_value = table.value(after, entry);
        const bool is_left_out = isSaidElsewhere(key) || std::ranges::count(optionsWithoutEffect(), key) > 0;
        if (old_value != new_value && !is_left_out && (matters(key, before) || matters(key, after))) {
            all.push_back({key, key, sideOf(entry.info, old_value), sideOf(entry.info, new_value)});
        }
    }
}

/// Every leaf of what a detector has beside its name, classes and priors, by its path:
/// "preprocessing.resize". Its recipe has become the run's options.
nlohmann::json leavesOf(const DetectorSpec& spec) {
    nlohmann::json json = toJson(spec);
    for (const char* said : {"name", "classes", "priors", "recipe"}) {
        json.erase(said);
    }
    return json.flatten();
}

void addSpec(std::vector<OptionDifference>& all, const DetectorSpec& before, const DetectorSpec& after) {
    if (before.name != after.name) {
        all.push_back({"spec.name", Core::tr("model"), {before.name}, {after.name}});
    }
    const nlohmann::json old_leaves = leavesOf(before);
    const nlohmann::json new_leaves = leavesOf(after);
    std::set<std::string> paths;
    for (const nlohmann::json* leaves : {&old_leaves, &new_leaves}) {
        for (const auto& [path, value] : leaves->items()) {
            paths.insert(path);
        }
    }
    for (const std::string& path : paths) {
        const nlohmann::json old_value = old_leaves.value(path, nlohmann::json());
        const nlohmann::json new_value = new_leaves.value(path, nlohmann::json());
        if (old_value != new_value) {
            std::string name = path.substr(1);
            std::ranges::replace(name, '/', '.');
            all.push_back({"spec." + name, name, {old_value}, {new_value}});
        }
    }
    if (before.classes != after.classes) {
        all.push_back(
            {"spec.classes", Core::tr("classes"), {joined(before.classes)}, {joined(after.classes)}});
    }
}

void addPriors(std::vector<OptionDifference>& all, const DetectorSpec& before, const DetectorSpec& after) {
    const SsdBlock* old_block = findSsd(before);
    const SsdBlock* new_block = findSsd(after);
    const auto side = [](const SsdBlock* block) {
        return block == nullptr ? OptionSide{.meaning = Core::tr("none")} : OptionSide{block->priors.name};
    };
    if ((old_block == nullptr) != (new_block == nullptr) ||
        (old_block != nullptr && old_block->priors != new_block->priors)) {
        OptionDifference difference{"spec.priors", Core::tr("priors"), side(old_block), side(new_block)};
        if (difference.before == difference.after) {  // edited, and still of its old name
            difference.after.meaning =
                Core::tr("%1, but other boxes").arg(difference.after.value.get<std::string>());
        }
        all.push_back(std::move(difference));
    }
}

/// The same images may lie elsewhere, or be chosen in another way; other ones may have the same name.
void addImages(std::vector<OptionDifference>& all, const std::string& key, const Sentence& label,
               const std::pair<std::string, std::string>& texts,
               const std::pair<std::string, std::string>& fingerprints) {
    const bool is_known = !fingerprints.first.empty() && !fingerprints.second.empty();
    if (is_known ? fingerprints.first == fingerprints.second : texts.first == texts.second) {
        return;
    }
    const auto side = [](const std::string& text) {
        return text.empty() ? OptionSide{.meaning = Core::tr("none")} : OptionSide{text};
    };
    OptionDifference difference{key, label, side(texts.first), side(texts.second)};
    if (difference.before == difference.after) {
        difference.after.meaning = Core::tr("%1, but other images or objects").arg(texts.second);
    }
    all.push_back(std::move(difference));
}

void addData(std::vector<OptionDifference>& all, const RunOverview& a, const RunOverview& b) {
    const bool is_same_data = !a.train_fingerprint.empty() && a.train_fingerprint == b.train_fingerprint &&
                              a.val_fingerprint == b.val_fingerprint;
    if (a.options.dataset != b.options.dataset && !is_same_data) {
        all.push_back({"dataset", Core::tr("dataset"), {a.options.dataset}, {b.options.dataset}});
    }
    addImages(all, "trained_on", Core::tr("trained on"), {a.trained_on, b.trained_on},
              {a.train_fingerprint, b.train_fingerprint});
    addImages(all, "evaluated_on", Core::tr("evaluated on"), {a.evaluated_on, b.evaluated_on},
              {a.val_fingerprint, b.val_fingerprint});
}

Sentence sentenceOf(const RunChange& change) {
    switch (change.kind) {
        case RunChange::Kind::rate:
            return Core::tr("rate %1 after step %2").arg(numberText(change.value)).arg(change.step);
        case RunChange::Kind::steps:
            return Core::tr("%1 steps after step %2").arg(numberText(change.value)).arg(change.step);
        case RunChange::Kind::finish:
            return Core::tr("finish after step %1").arg(change.step);
        case RunChange::Kind::evaluate:
            return Core::tr("evaluation after step %1").arg(change.step);
    }
    return {};
}

void addChanges(std::vector<OptionDifference>& all, const RunCourse& before, const RunCourse& after) {
    const auto side = [](const RunCourse& course) {
        OptionSide all_of_it{.meaning = course.changes.empty() ? Core::tr("nothing") : Sentence()};
        for (const RunChange& change : course.changes) {
            all_of_it.meaning += all_of_it.meaning.empty() ? Sentence() : Sentence(", ");
            all_of_it.meaning += sentenceOf(change);
        }
        return all_of_it;
    };
    OptionDifference difference{"changes", Core::tr("changed on the way"), side(before), side(after)};
    if (!(difference.before == difference.after)) {
        all.push_back(std::move(difference));
    }
}

}  // namespace

std::vector<OptionDifference> optionDifferences(const RunOverview& before, const RunOverview& after) {
    std::vector<OptionDifference> all;
    addSpec(all, before.spec, after.spec);
    addPriors(all, before.spec, after.spec);
    addData(all, before, after);
    addOptions(all, before.options, after.options);
    addChanges(all, before.course, after.course);
    return all;
}

const std::vector<std::string>& optionsWithoutEffect() {
    // evaluate_every is not among them: the best of more evaluations is better. Threads and device change
    // roundings.
    static const std::vector<std::string> keys{"workers", "checkpoint_every", "keep_every_epochs",
                                               "log_images", "validation_loss"};
    return keys;
}

}  // namespace priorscope
