// augment
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/run_arguments.hpp"
#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text/number_text.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/image/class_color.hpp"
#include "core/image/draw.hpp"
#include "core/model/detector_spec.hpp"
#include "core/training/plan/fitting_options.hpp"
#include "core/training/plan/input_sizes.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/run_samples.hpp"

namespace priorscope::cli {
namespace {

namespace fs = std::filesystem;

struct AugmentCommand {
    std::string folder;
    RunArguments run;
    int from = 0;  ///< first epoch
    int show = 0;  ///< epochs; 0: those of the options, else one
    bool draw = false;
    std::string out;
};

/// Mean and standard deviation of each channel, in [0, 1].
struct PixelFigures {
    std::array<double, 3> mean{};
    std::array<double, 3> std{};
};

PixelFigures figuresOf(const Image& image) {
    std::array<std::uint64_t, 3> sum{};
    std::array<std::uint64_t, 3> squares{};
    for (std::size_t i = 0; i < image.rgb.size(); ++i) {
        const std::uint64_t value = image.rgb[i];
        sum[i % 3] += value;
        squares[i % 3] += value * value;
    }
    PixelFigures figures;
    const std::size_t count = image.rgb.size() / 3;
    const auto pixels = static_cast<double>(count);
    for (std::size_t c = 0; c < 3; ++c) {
        const double mean = static_cast<double>(sum[c]) / pixels;
        // Sums of integers are exact, so that little is lost by the difference.
        const double variance = std::max(0.0, static_cast<double>(squares[c]) / pixels - mean * mean);
        figures.mean[c] = mean / 255.0;
        figures.std[c] = std::sqrt(variance) / 255.0;
    }
    return figures;
}

Json asJson(const AugmentedSample& sample, const RunTurn& turn, const RunSamples& samples) {
    const Dataset& dataset = *samples.images().dataset;
    Json objects = Json::array();
    Json ignored = Json::array();
    for (const AugmentedObject& object : sample.objects) {
        const Box& box = object.box;
        (object.is_target ? objects : ignored)
            .push_back({{"label", dataset.classes.at(static_cast<std::size_t>(object.label - 1))},
                        {"box", {box.x_min, box.y_min, box.x_max, box.y_max}}});
    }
    Json done = Json::array();
    for (const Sentence& each : sample.done) {
        done.push_back(each.text());
    }
    const PixelFigures figures = figuresOf(sample.pixels);
    Json json{{"image", dataset.images.at(sample.image).id},
              {"epoch", turn.epoch},
              {"size", sample.pixels.width},
              {"done", done},
              {"objects", objects},
              {"ignored", ignored},
              {"of", sample.objects_before},
              {"mean", figures.mean},
              {"std", figures.std},
              {"filler", sample.filler}};
    if (const std::size_t own = samples.imageOf(turn); own != sample.image) {
        json["replaces"] = dataset.images.at(own).id;
    }
    return json;
}

/// Objects drawn in on request; those that are no targets are left out.
void write(AugmentedSample& sample, const Dataset& dataset, const AugmentCommand& command,
           const fs::path& file) {
    if (command.draw) {
        std::vector<DrawnBox> boxes;
        const auto classes = static_cast<int>(dataset.classes.size());
        for (const AugmentedObject& object : sample.objects) {
            if (object.is_target) {
                boxes.push_back({object.box, dataset.classes.at(static_cast<std::size_t>(object.label - 1)),
                                 classColor(object.label - 1, classes, ColorGround::dark)});
            }
        }
        drawBoxes(sample.pixels, boxes);
    }
    writePng(sample.pixels, file);
}

/// "000012-e0003.png" for each turn, no two alike; folders in an id become part of the name.
std::vector<std::string> fileNames(const RunSamples& samples, const std::vector<RunTurn>& turns) {
    std::unordered_set<std::string> taken;
    std::vector<std::string> names;
    for (const RunTurn& turn : turns) {
        std::string id = samples.images().dataset->images[samples.imageOf(turn)].id;
        std::replace(id.begin(), id.end(), '/', '-');
        const std::string name = id + "-e" + paddedText(static_cast<std::size_t>(turn.epoch), 4);
        std::string distinct = name + ".png";
        for (int i = 2; !taken.insert(distinct).second; ++i) {
            distinct = name + "-" + std::to_string(i) + ".png";
        }
        names.push_back(std::move(distinct));
    }
    return names;
}

/// How many epochs are shown.
int shownEpochs(const AugmentCommand& command, const TrainingOptions& options,
                const std::vector<std::string>& given) {
    if (command.show > 0) {
        return command.show;
    }
    // A recipe's length may be hundreds of epochs.
    const bool is_asked_for = std::ranges::find(given, "epochs") != given.end() ||
                              (command.run.isInFile("epochs") && !command.run.isInFile("steps"));
    return is_asked_for ? std::max(1, options.epochs - command.from) : 1;
}

/// Those of the epochs that are shown, in the run's order.
std::vector<RunTurn> shownTurns(const RunTurns& run, int from, int epochs) {
    if (from >= run.epochs()) {
        throw UsageError("--from " + std::to_string(from) + ": the run has " + std::to_string(run.epochs()) +
                         " epochs, counted from 0");
    }
    std::vector<RunTurn> turns;
    for (std::int64_t epoch = from; epoch < std::int64_t{from} + epochs; ++epoch) {
        const std::vector<RunTurn> of_epoch = run.ofEpoch(epoch);
        turns.insert(turns.end(), of_epoch.begin(), of_epoch.end());
    }
    return turns;
}

/// The trainable images of the split.
std::vector<std::size_t> imagesOf(const Dataset& dataset, const TrainingOptions& options) {
    const auto selection = ImageSelection::ofSplit(dataset, options.split);
    std::vector<std::size_t> images = trainableOf(dataset, selection);
    if (images.empty()) {
        throw Error({.action = "augmenting",
                     .file = dataset.root.string(),
                     .reason = noImageReason(selection),
                     .remedy = "Choose other images, or put the images beside the annotations"});
    }
    return images;
}

/// A sample, and the images that could not be read in its place.
struct Shown {
    Json json{};
    std::vector<DatasetIssue> bad_images{};
};

std::vector<Shown> make(const RunSamples& samples, const std::vector<RunTurn>& turns,
                        const AugmentCommand& command, Context& context) {
    std::vector<std::string> names;
    if (!command.out.empty()) {
        std::filesystem::create_directories(command.out);
        names = fileNames(samples, turns);
    }
    std::vector<Shown> shown(turns.size());
    ProgressLine line = context.console.progress("Augmenting");
    const bool finished = parallelChunks(
        turns.size(), {.chunk = 8, .unit = "samples"}, context.stop,
        [&line](const Progress& progress) { line.update(progress); },
        [&](std::size_t begin, std::size_t end, int) {
            for (std::size_t i = begin; i < end; ++i) {
                AugmentedSample sample = samples.sample(turns[i], shown[i].bad_images);
                shown[i].json = asJson(sample, turns[i], samples);
                if (!names.empty()) {
                    shown[i].json["file"] = names[i];
                    write(sample, *samples.images().dataset, command, fs::path(command.out) / names[i]);
                }
            }
        });
    line.finish();
    if (!finished) {
        throwStopped("augmenting");
    }
    return shown;
}

void noteReplaced(const std::vector<Shown>& shown, Console& console) {
    std::unordered_set<std::string> told;
    for (const Shown& each : shown) {
        for (const DatasetIssue& bad : each.bad_images) {
            if (told.insert(bad.file.string()).second) {
                console.note(bad.file.string() + ": " + bad.detail.text() + " Another image replaces it.");
            }
        }
    }
}

int augment(const AugmentCommand& command, Context& context) {
    std::vector<std::string> given;
    const TrainingOptions options = command.run.read(command.folder, given);
    const DetectorSpec spec = command.run.spec();
    const auto dataset = std::make_shared<const Dataset>(readDataset(command.folder, context));
    std::vector<std::size_t> images = imagesOf(*dataset, options);
    const TrainingOptions resolved =
        resolvedOptions(options, spec.recipe, static_cast<std::int64_t>(images.size()));
    requireFitting(resolved, spec, !resolved.val_split.empty());
    const RunSamples samples(trainedImages(dataset, std::move(images), resolved), sampleInput(spec), resolved,
                             {}, trainingSizes(spec, resolved.input_scale));
    for (const Sentence& note : samples.images().notes) {
        context.console.note(note.text());
    }
    const std::vector<RunTurn> turns =
        shownTurns(samples.turns(), command.from, shownEpochs(command, options, given));
    const std::vector<Shown> shown = make(samples, turns, command, context);
    noteReplaced(shown, context.console);
    Json document = Json::array();
    for (const Shown& each : shown) {
        document.push_back(each.json);
    }
    if (!context.console.printJson(document)) {
        Table table({"image", "epoch", "objects", "filler", "done"});
        for (const Json& sample : document) {
            std::string done =
                sample.contains("replaces") ? "replaces " + sample["replaces"].get<std::string>() : "";
            for (const Json& each : sample["done"]) {
                done += (done.empty() ? "" : "; ") + each.get<std::string>();
            }
            table.add({sample["image"].get<std::string>(), std::to_string(sample["epoch"].get<int>()),
                       std::to_string(sample["objects"].size()), fixed(sample["filler"].get<double>(), 2),
                       done});
        }
        table.print(context.console.text());
    }
    return 0;
}

}  // namespace

void addAugmentCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<AugmentCommand>();
    CLI::App* augment_app =
        addCommand(app, invocation, "augment", "Make the samples that training would see", command, augment);
    augment_app->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml")
        ->required();
    command->run.addDetector(*augment_app)->required();
    augment_app->add_option("--from", command->from, "First epoch to show, counted from 0")
        ->check(CLI::NonNegativeNumber)
        ->capture_default_str();
    augment_app
        ->add_option(
            "--show", command->show,
            "How many epochs to show; default: those of --epochs, else one. The run's length decides "
            "until when there is mosaic")
        ->check(CLI::PositiveNumber);
    augment_app->add_option("--out", command->out, "Folder for the samples as PNG");
    augment_app->add_flag("--draw", command->draw, "Draw the objects into them");
    command->run.addOptions(*augment_app);
}

}  // namespace priorscope::cli
