// augment
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/cli/command.hpp"
#include "app/cli/option_arguments.hpp"
#include "core/augmentation/sample_maker.hpp"
#include "core/base/error.hpp"
#include "core/base/parallel.hpp"
#include "core/base/text/number_text.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/image/class_color.hpp"
#include "core/image/draw.hpp"
#include "core/model/detector_spec.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/plan/training_option_table.hpp"

namespace priorscope::cli {
namespace {

namespace fs = std::filesystem;

struct AugmentCommand {
    std::string folder;
    std::string model;
    bool draw = false;
    std::string out;
    TableArguments<TrainingOptions> options{trainingOptionTable()};
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

Json asJson(const AugmentedSample& sample, const Dataset& dataset, int epoch, int size) {
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
    return {{"image", dataset.images.at(sample.image).id},
            {"epoch", epoch},
            {"size", size},
            {"done", done},
            {"objects", objects},
            {"ignored", ignored},
            {"of", sample.objects_before},
            {"mean", figures.mean},
            {"std", figures.std},
            {"filler", sample.filler}};
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

/// "000012-e0003.png"; folders in an id become part of the name.
std::string fileName(const std::string& id, int epoch) {
    std::string name = id;
    std::replace(name.begin(), name.end(), '/', '-');
    return name + "-e" + paddedText(static_cast<std::size_t>(epoch), 4) + ".png";
}

TrainingOptions optionsOf(const AugmentCommand& command) {
    std::vector<std::string> changed;
    const TrainingOptions options = command.options.read(changed);
    for (const Problem& problem : options.validate()) {
        throw UsageError(problem.field + " " + problem.message);
    }
    return options;
}

int augment(const AugmentCommand& command, Context& context) {
    const TrainingOptions options = optionsOf(command);
    const DetectorSpec spec = loadDetectorSpec(command.model);
    const auto dataset = std::make_shared<const Dataset>(readDataset(command.folder, context));
    const std::vector<std::size_t> images =
        trainableOf(*dataset, ImageSelection::ofSplit(*dataset, options.split));
    const SampleInput input = sampleInput(spec);
    const TrainedImages trained = trainedImages(dataset, images, options);
    for (const Sentence& note : trained.notes) {
        context.console.note(note.text());
    }
    const SampleMaker maker(trained.dataset, trained.all(), options.train_on_difficult, options.augmentation,
                            input, trained.crops);
    if (!command.out.empty()) {
        fs::create_directories(command.out);
    }
    const std::size_t count = images.size() * static_cast<std::size_t>(std::max(1, options.epochs));
    std::vector<Json> samples(count);
    ProgressLine line = context.console.progress("Augmenting");
    const bool finished = parallelChunks(
        count, {.chunk = 8, .unit = "samples"}, context.stop,
        [&line](const Progress& progress) { line.update(progress); },
        [&](std::size_t begin, std::size_t end, int) {
            for (std::size_t i = begin; i < end; ++i) {
                const auto epoch = static_cast<int>(i / images.size());
                AugmentedSample sample = maker.sample({.seed = options.seed,
                                                       .epoch = static_cast<std::uint64_t>(epoch),
                                                       .place = i % images.size()});
                samples[i] = asJson(sample, *dataset, epoch, input.size);
                if (!command.out.empty()) {
                    write(sample, *dataset, command,
                          fs::path(command.out) / fileName(dataset->images.at(sample.image).id, epoch));
                }
            }
        });
    line.finish();
    if (!finished) {
        throwStopped("augmenting");
    }
    Json document = samples;
    if (!context.console.printJson(document)) {
        Table table({"image", "epoch", "objects", "filler", "done"});
        for (const Json& sample : samples) {
            std::string done;
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
    augment_app->add_option("--model", command->model, modelHelp())->required();
    augment_app->add_option("--out", command->out, "Folder for the samples as PNG");
    augment_app->add_flag("--draw", command->draw, "Draw the objects into them");
    command->options.add(*augment_app);
}

}  // namespace priorscope::cli
