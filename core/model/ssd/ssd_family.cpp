#include "core/model/ssd/ssd_family.hpp"

#include <any>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/json/json_fields.hpp"
#include "core/base/text/joined.hpp"
#include "core/compute/torch_half.hpp"
#include "core/model/ssd/backbones.hpp"

namespace priorscope {
namespace {

std::string joinedSides(const std::vector<int>& sides) {
    std::string text;
    for (const int side : sides) {
        text += (text.empty() ? "" : ", ") + std::to_string(side);
    }
    return text;
}

/// The layout must match the maps that the backbone produces at its input size.
void checkMaps(const DetectorSpec& spec, std::vector<Problem>& problems) {
    const auto maps = featureMaps(ssdOf(spec).backbone, spec.inputSize());
    if (!maps) {
        problems.push_back({"backbone", Core::tr("must be one of %1, got \"%2\"")
                                            .arg(joined(backboneNames()))
                                            .arg(ssdOf(spec).backbone)});
        return;
    }
    std::vector<int> sides;
    for (const FeatureMap& map : *maps) {
        sides.push_back(map.side);
    }
    if (auto problem = inputProblem(ssdOf(spec).backbone, spec.inputSize())) {
        problems.push_back({"priors." + problem->field, std::move(problem->message)});
        return;
    }
    std::vector<int> given;
    for (const PriorMap& map : ssdOf(spec).priors.maps) {
        given.push_back(map.rows == map.cols ? map.rows : -1);
    }
    if (given != sides) {
        problems.push_back({"priors.maps", Core::tr("must be square maps of %1 cells for %2 at %3 px, got %4")
                                               .arg(joinedSides(sides))
                                               .arg(ssdOf(spec).backbone)
                                               .arg(spec.inputSize())
                                               .arg(joinedSides(given))});
    }
}

std::vector<Problem> problemsOf(const DetectorSpec& spec) {
    std::vector<Problem> problems = ssdOf(spec).priors.validate();
    if (problems.empty()) {
        checkMaps(spec, problems);
    }
    return problems;
}

void readBlock(JsonFields& fields, const std::string& source, DetectorSpec& spec) {
    SsdBlock block;
    nlohmann::json priors;
    fields.required("backbone", block.backbone).required("priors", priors);
    // Presets name a prior layout; a saved spec contains it in full.
    block.priors = priors.is_string() ? loadPriorConfig(priors.get<std::string>())
                                      : priorConfigFromJson(priors, source + ", priors");
    spec.block = std::move(block);
}

DetectorSpec withSsdInput(DetectorSpec spec, int input_size) {
    const auto maps = featureMaps(ssdOf(spec).backbone, input_size);
    if (!maps || maps->size() != ssdOf(spec).priors.maps.size()) {
        throwOnProblems(Core::tr("changing the input size"), spec.validate());
        throw Error({.action = Core::tr("changing the input size"),
                     .reason = Core::tr("the priors must have a map for each of the backbone's, got %1")
                                   .arg(ssdOf(spec).priors.maps.size())});
    }
    if (const auto problem = inputProblem(ssdOf(spec).backbone, input_size)) {
        throwOnProblems(Core::tr("changing the input size"), {*problem});
    }
    ssdOf(spec).priors.input_size = input_size;
    for (std::size_t k = 0; k < maps->size(); ++k) {
        PriorMap& map = ssdOf(spec).priors.maps[k];
        map.rows = (*maps)[k].side;
        map.cols = (*maps)[k].side;
        map.step = 0.0F;
    }
    throwOnProblems(Core::tr("changing the input size"), ssdOf(spec).priors.validate());
    return spec;
}

}  // namespace

const std::shared_ptr<const DetectorFamily>& ssdFamily() {
    static const auto family = std::make_shared<const DetectorFamily>(DetectorFamily{
        .name = "ssd",
        .title = "SSD",
        .has_priors = true,
        .losses = {"confidence", "localization"},
        .presets = {},
        .input_size = [](const DetectorSpec& spec) { return ssdOf(spec).priors.input_size; },
        .read = readBlock,
        .write =
            [](const DetectorSpec& spec, nlohmann::json& json) {
                json["backbone"] = ssdOf(spec).backbone;
                json["priors"] = toJson(ssdOf(spec).priors);
            },
        .validate = problemsOf,
        .with_input_size = withSsdInput,
        .batch_note =
            [](const DetectorSpec& spec, int batch_size) {
                return normalizationNote(ssdOf(spec).backbone, spec.inputSize(), batch_size);
            },
        .stages = [](const DetectorSpec& spec) { return backboneStages(ssdOf(spec).backbone); },
        .build = [](const DetectorSpec& spec,
                    InitialWeights& initial) { return torchHalf().build_ssd(spec, initial); },
    });
    return family;
}

const SsdBlock* findSsd(const DetectorSpec& spec) {
    return std::any_cast<SsdBlock>(&spec.block);
}

const SsdBlock& ssdOf(const DetectorSpec& spec) {
    const SsdBlock* block = findSsd(spec);
    if (block == nullptr) {
        throw Error({.action = Core::tr("reading the detector %1").arg(spec.name),
                     .reason = Core::tr("it is not an SSD, and has neither its backbone nor its priors")});
    }
    return *block;
}

SsdBlock& ssdOf(DetectorSpec& spec) {
    if (spec.family == nullptr) {
        spec.family = ssdFamily();
        spec.block = SsdBlock{};
    }
    return const_cast<SsdBlock&>(ssdOf(std::as_const(spec)));
}

DetectorSpec withPriors(DetectorSpec spec, const PriorConfig& priors) {
    if (findSsd(spec) == nullptr) {
        throw Error(
            {.action = Core::tr("giving the detector %1 the priors %2").arg(spec.name).arg(priors.name),
             .reason = Core::tr("its family has no priors"),
             .remedy = Core::tr("Choose a detector with priors, or leave the layout out")});
    }
    ssdOf(spec).priors = priors;
    return spec;
}

}  // namespace priorscope
