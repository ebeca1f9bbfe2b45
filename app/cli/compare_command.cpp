// compare
#include <algorithm>
#include <array>
#include <memory>
#include <unordered_map>
#include <utility>

#include "app/cli/command.hpp"
#include "app/cli/compared_sides.hpp"
#include "app/cli/comparison_output.hpp"
#include "app/cli/evaluation_output.hpp"
#include "app/cli/scoring_arguments.hpp"
#include "core/base/error.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/training/run/seen_images.hpp"

namespace priorscope::cli {
namespace {

struct CompareCommand {
    std::array<SideArguments, 2> sides;
    std::string folder;
    std::string truth;  ///< in place of the folder
    std::string split;
    FilterArguments filter;
    std::string protocol = "voc";
    DifficultObjects difficult = DifficultObjects::ignore;
    BootstrapOptions bootstrap;
    CacheArguments cache;
    ComputeArguments compute;
};

/// What is given for A holds for B unless B has its own.
SideArguments sideB(const CompareCommand& command) {
    const SideArguments& a = command.sides[0];
    SideArguments b = command.sides[1];
    b.min_score = b.min_score ? b.min_score : a.min_score;
    b.nms_iou = b.nms_iou ? b.nms_iou : a.nms_iou;
    b.top_k = b.top_k ? b.top_k : a.top_k;
    b.errors_at = b.errors_at ? b.errors_at : a.errors_at;
    return b;
}

/// [labels + 1] classes of the data that both know.
std::vector<bool> commonClasses(const ComparedSide& a, const ComparedSide& b) {
    std::vector<bool> common(a.known.size(), false);
    for (std::size_t label = 1; label < common.size(); ++label) {
        common[label] = a.known[label] && b.known[label];
    }
    if (std::ranges::count(common, true) == 0) {
        throw Error({.action = "comparing",
                     .reason = "A and B have no class in common that the data has, too",
                     .remedy = "Compare detectors of the same classes"});
    }
    return common;
}

/// The images that both have and that neither was trained on.
struct Pairs {
    std::vector<std::size_t> images{};  ///< of the data, in A's order
    std::array<std::vector<const ScoredImage*>, 2> scored{};
    ComparableImages comparable{};
};

Pairs pairsOf(const ComparedSide& a, const ComparedSide& b) {
    std::unordered_map<std::size_t, std::size_t> place_in_b;
    for (std::size_t i = 0; i < b.images.size(); ++i) {
        place_in_b.emplace(b.images[i], i);
    }
    std::vector<std::size_t> images;
    std::array<std::vector<const ScoredImage*>, 2> scored;
    for (std::size_t i = 0; i < a.images.size(); ++i) {
        if (const auto found = place_in_b.find(a.images[i]); found != place_in_b.end()) {
            images.push_back(a.images[i]);
            scored[0].push_back(&a.scored[i]);
            scored[1].push_back(&b.scored[found->second]);
        }
    }
    Pairs pairs{.comparable = comparableImages(images, a.trained, b.trained)};
    for (const std::size_t place : pairs.comparable.places) {
        pairs.images.push_back(images[place]);
        pairs.scored[0].push_back(scored[0][place]);
        pairs.scored[1].push_back(scored[1][place]);
    }
    return pairs;
}

/// The figures of a side over the images that are left, where some are left out.
void evaluateAnew(ComparedSide& side, const std::vector<const ScoredImage*>& images,
                  const std::vector<std::string>& classes) {
    constexpr int kAllCores = 0;
    Evaluator evaluator(classes, DifficultObjects::ignore, side.known);
    evaluator.add(images, kAllCores);
    Evaluation anew = evaluator.result(kAllCores);
    anew.gaps = side.evaluation.gaps;
    anew.absent = side.evaluation.absent;
    anew.unreadable = side.evaluation.unreadable;
    side.evaluation = std::move(anew);
}

std::vector<std::string> notesOn(const ComparedSide& a, const ComparedSide& b,
                                 const std::vector<bool>& common, const ComparableImages& images) {
    std::vector<std::string> notes = a.notes;
    notes.insert(notes.end(), b.notes.begin(), b.notes.end());
    const auto classes = static_cast<std::size_t>(std::ranges::count(common, true));
    if (classes < common.size() - 1) {
        notes.push_back("Compared over the classes that A and B know: " + std::to_string(classes) + " of " +
                        std::to_string(common.size() - 1) + " of the data");
    }
    const std::size_t most = std::max(a.images.size(), b.images.size());
    const std::size_t both = images.places.size() + static_cast<std::size_t>(images.trained_on);
    if (both < most) {
        notes.push_back("Compared over the images that A and B have: " + std::to_string(both) + " of " +
                        std::to_string(most));
    }
    if (images.trained_on > 0) {
        notes.push_back(images.note().text());
    }
    return notes;
}

PrecisionDifference differenceOf(const Pairs& pairs, const std::vector<bool>& common,
                                 const BootstrapOptions& bootstrap, Context& context) {
    const WeighedSplit a(pairs.scored[0], common.size() - 1, common);
    const WeighedSplit b(pairs.scored[1], common.size() - 1, common);
    ProgressLine line = context.console.progress("Drawing images");
    auto difference = comparePrecision(a, b, common, bootstrap, context.stop,
                                       [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!difference) {
        throwStopped("comparing");
    }
    return *std::move(difference);
}

int compare(const CompareCommand& command, Context& context) {
    if (command.folder.empty() == command.truth.empty()) {
        throw UsageError("Give either DIR or --ground-truth");
    }
    configureCompute();
    const ReadTruth data = readTruth(command.folder.empty() ? command.truth : command.folder, command.split,
                                     command.filter, command.difficult, context);
    SideReader reader(data, command.difficult, command.compute, command.cache, context);
    ComparedSide a = reader.read(command.sides[0], "A");
    ComparedSide b = reader.read(sideB(command), "B");
    const std::vector<bool> common = commonClasses(a, b);
    Pairs pairs = pairsOf(a, b);
    if (pairs.comparable.trained_on > 0) {
        evaluateAnew(a, pairs.scored[0], data.truth.classes());
        evaluateAnew(b, pairs.scored[1], data.truth.classes());
    }
    const MatchOptions match{
        .protocol = command.protocol == "coco" ? MatchProtocol::coco : MatchProtocol::voc, .known = common};
    Comparison comparison{
        .truth = data.truth,
        .chosen = data.chosen,
        .sides = {&a, &b},
        .images = std::move(pairs.images),
        .left_out = pairs.comparable.trained_on,
        .objects = pairs.scored[0],
        .precision = differenceOf(pairs, common, command.bootstrap, context),
        .verdicts = compareVerdicts({pairs.scored[0], a.errors_from}, {pairs.scored[1], b.errors_from},
                                    data.truth.classes().size(), match),
        .bootstrap = command.bootstrap,
        .protocol = command.protocol,
        .notes = {}};
    comparison.notes = notesOn(a, b, common, pairs.comparable);
    for (const Sentence& doubt : doubtsOf(comparison.images.size(), command.bootstrap)) {
        comparison.notes.push_back(doubt.text());
    }
    show(comparison, context.console);
    return 0;
}

/// @param suffix  "-b" for those of B alone
void addThresholds(CLI::App& app, SideArguments& side, const std::string& suffix) {
    const auto help = [&](const std::string& text, const std::string& fallback) {
        return suffix.empty() ? text + "; default: " + fallback : "The same for B, where it differs";
    };
    app.add_option("--min-score" + suffix, side.min_score,
                   help("Leave out detections below", "each detector's own, usually 0.01"))
        ->check(between(0.0, 1.0));
    app.add_option("--nms-iou" + suffix, side.nms_iou,
                   help("Boxes of a class that overlap more are suppressed", "each detector's own"))
        ->check(between(0.0, 1.0));
    app.add_option("--top-k" + suffix, side.top_k,
                   help("Maximum detections per image", "each detector's own"))
        ->check(CLI::Range(1, 100000));
    app.add_option("--errors-at" + suffix, side.errors_at,
                   help("Errors are counted among the detections from this score on",
                        "--min-score if it is given, else 0.2"))
        ->check(between(0.0, 1.0));
}

}  // namespace

void addCompareCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<CompareCommand>();
    CLI::App* compare_app =
        addCommand(app, invocation, "compare",
                   "Two detectors, or two settings of one, on the same images: what differs, and whether it "
                   "could be chance",
                   command, compare);
    const std::string help = std::string(kCheckpointHelp) + "; or saved detections, as score reads them";
    compare_app->add_option("A", command->sides[0].source, help)->required();
    compare_app->add_option("B", command->sides[1].source, help)->required();
    compare_app->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml");
    compare_app->add_option("--ground-truth", command->truth,
                            "In place of DIR, for saved detections: a folder in VOC layout, or a COCO file");
    compare_app->add_option("--split", command->split, "List of ImageSets/Main; without it every image");
    addWhere(*compare_app, command->filter);
    addInput(*compare_app, command->filter);
    addThresholds(*compare_app, command->sides[0], "");
    addThresholds(*compare_app, command->sides[1], "-b");
    compare_app->add_option("--protocol", command->protocol, "How errors are counted: as VOC or COCO match")
        ->check(CLI::IsMember({"voc", "coco"}))
        ->capture_default_str();
    addDifficult(*compare_app, command->difficult);
    addBootstrap(*compare_app, command->bootstrap);
    addCache(*compare_app, command->cache);
    addCompute(*compare_app, command->compute);
}

}  // namespace priorscope::cli
