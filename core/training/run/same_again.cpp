#include "core/training/run/same_again.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "core/dataset/dataset.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/model/ssd/ssd_family.hpp"

namespace priorscope {
namespace {

/// What a draft adds to a model is set to the run's.
DetectorSpec asInRun(DetectorSpec spec, const DetectorSpec& run) {
    spec.name = run.name;
    spec.classes = run.classes;
    spec.preprocessing.resize = run.preprocessing.resize;
    if (spec.family->has_priors && findSsd(spec) != nullptr && findSsd(run) != nullptr) {
        spec = withPriors(std::move(spec), ssdOf(run).priors);
    }
    return spec;
}

/// A preset of the run's name, or the spec file that is planned now if it has that name.
std::optional<std::string> modelOf(const DetectorSpec& run, const RunDraft& planned,
                                   const DetectorFamilies& families) {
    const std::vector<std::string> presets = detectorPresetNames(families);
    if (loadDetectorSpec(planned.model, families).name == run.name) {
        return planned.model;
    }
    return std::ranges::find(presets, run.name) == presets.end() ? std::nullopt : std::optional(run.name);
}

void takeModel(SameAgain& again, const DetectorSpec& run, const DetectorFamilies& families) {
    const std::optional<std::string> model = modelOf(run, again.draft, families);
    if (!model) {
        again.left_out.push_back(Core::tr("the model (there is no preset %1)").arg(run.name));
        return;
    }
    again.draft.model = *model;
    if (!(asInRun(loadDetectorSpec(*model, families), run) == run)) {
        again.left_out.push_back(Core::tr("what was different in the model %1").arg(run.name));
    }
}

void takePriors(SameAgain& again, const DetectorSpec& run, const DetectorFamilies& families) {
    const DetectorSpec model = loadDetectorSpec(again.draft.model, families);
    const SsdBlock* of_run = findSsd(run);
    const SsdBlock* own = findSsd(model);
    if (of_run == nullptr || !run.family->has_priors) {
        return;
    }
    if (own != nullptr && own->priors == of_run->priors) {
        again.draft.uses_layout = false;
    } else if (!model.family->has_priors ||
               !model.family->validate(withPriors(model, of_run->priors)).empty()) {
        again.left_out.push_back(Core::tr("the priors (%1 cannot take them)").arg(model.name));
    } else {
        again.draft.layout = of_run->priors;
        again.draft.uses_layout = true;
    }
}

void takeResize(SameAgain& again, const DetectorSpec& run, const DetectorFamilies& families) {
    const ResizeMode own = loadDetectorSpec(again.draft.model, families).preprocessing.resize;
    again.draft.resize.reset();
    if (run.preprocessing.resize != own) {
        again.draft.resize = run.preprocessing.resize;
    }
}

/// A run names every setting of its augmentation; those that are the set's follow the set again.
AugmentationOptions asChosen(AugmentationOptions augmentation) {
    const AugmentationOptions unchanged;
    for (std::size_t i = 0; i < kTransforms; ++i) {
        if (augmentation.changes[i] == settingOfSet(augmentation.set, static_cast<TransformKind>(i))) {
            augmentation.changes[i] = unchanged.changes[i];
        }
    }
    return augmentation;
}

/// The images that a run trained on or was evaluated on.
struct SplitOfRun {
    const std::string& split;
    const std::string& images;  ///< ImageSelection::text; empty: none
    bool may_be_none = false;
};

void takeSplit(SameAgain& again, const SplitOfRun& run, const Dataset* dataset, std::string& into) {
    const bool is_none = run.may_be_none && run.split.empty() && run.images.empty();
    if (!is_none && run.images != splitText(run.split)) {
        again.left_out.push_back(Core::tr("the images of %1, which are no split").arg(run.images));
    } else if (dataset != nullptr && !run.split.empty() && !dataset->splits.contains(run.split)) {
        again.left_out.push_back(Core::tr("the split %1, which the dataset lacks").arg(run.split));
    } else {
        into = run.split;
    }
}

void takeOptions(SameAgain& again, const RunOverview& run, const Dataset* dataset) {
    const TrainingOptions planned = again.draft.options;
    TrainingOptions& options = again.draft.options;
    options = run.options;
    options.device = planned.device;
    options.augmentation = asChosen(options.augmentation);
    if (dataset != nullptr) {
        options.dataset = dataset->root.string();
        options.split = planned.split;
        options.val_split = planned.val_split;
        if (std::filesystem::path(run.options.dataset).lexically_normal() !=
            dataset->root.lexically_normal()) {
            again.left_out.push_back(Core::tr("the dataset (it was %1)").arg(run.options.dataset));
        }
    }
    takeSplit(again, {run.options.split, run.trained_on}, dataset, options.split);
    takeSplit(again, {run.options.val_split, run.evaluated_on, true}, dataset, options.val_split);
    if (!run.course.changes.empty()) {
        again.left_out.push_back(Core::tr("what was changed while it went on"));
    }
    for (const std::string& file :
         {options.weights, options.negatives, options.sampling_weights, options.hard_negatives}) {
        std::error_code error;  // what cannot be seen is not there
        if (!file.empty() && !std::filesystem::exists(file, error)) {
            again.left_out.push_back(Core::tr("%1, which is not there any more").arg(file));
        }
    }
}

}  // namespace

SameAgain sameAgain(const RunOverview& run, const RunDraft& planned, const Dataset* dataset,
                    const DetectorFamilies& families) {
    SameAgain again{.draft = planned};
    takeModel(again, run.spec, families);
    takePriors(again, run.spec, families);
    takeResize(again, run.spec, families);
    takeOptions(again, run, dataset);
    return again;
}

}  // namespace priorscope
