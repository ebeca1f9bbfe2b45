#include "core/training/plan/trained_images.hpp"

#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_lines.hpp"
#include "core/formats/images/image_folder.hpp"
#include "core/image/image.hpp"
#include "core/training/plan/hard_negatives.hpp"
#include "core/training/sample_stream.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

Sentence reading() {
    return Core::tr("reading the negatives");
}

/// An image as shown, without objects. @return nothing if its header cannot be read
std::optional<ImageRecord> negativeRecord(const fs::path& folder, const std::string& file) {
    const std::optional<ImageHeader> header = readImageHeader(file);
    if (!header) {
        return std::nullopt;
    }
    ImageRecord record;
    record.id = "negatives/" + fs::path(file).lexically_relative(folder).string();
    record.image_file = file;
    record.image_exists = true;
    record.width = header->shown().width;
    record.height = header->shown().height;
    record.orientation = header->orientation;
    return record;
}

void addNegatives(TrainedImages& trained, const std::string& folder) {
    const std::vector<std::string> files = negativeFiles(folder);
    auto dataset = std::make_shared<Dataset>(*trained.dataset);
    for (const std::string& file : files) {
        if (std::optional<ImageRecord> record = negativeRecord(folder, file)) {
            trained.negatives.push_back(dataset->images.size());
            dataset->images.push_back(*record);
        }
    }
    if (trained.negatives.empty()) {
        throw Error({.action = reading(),
                     .file = folder,
                     .reason = Core::tr("none of its %1 images can be read").arg(files.size()),
                     .remedy = Core::tr("Name a folder of JPEG, PNG, BMP, TIFF or WebP images")});
    }
    if (trained.negatives.size() < files.size()) {
        trained.notes.push_back(Core::tr("%1 of %2 negatives cannot be read and are left out")
                                    .arg(files.size() - trained.negatives.size())
                                    .arg(files.size()));
    }
    trained.dataset = std::move(dataset);
}

std::vector<double> classWeights(const TrainedImages& trained, const TrainingOptions& options) {
    std::vector<std::vector<int>> classes;
    for (const std::size_t image : trained.images) {
        std::vector<int>& labels = classes.emplace_back();
        for (const Annotation& object : trained.dataset->images[image].objects) {
            if (object.isTarget(options.train_on_difficult)) {
                labels.push_back(object.label);
            }
        }
    }
    return repeatFactors(classes, options.sampling_threshold);
}

[[noreturn]] void refuseLine(const std::string& file, int line, const Sentence& reason) {
    throw Error({.action = Core::tr("reading the weights of the images"),
                 .file = file + ":" + std::to_string(line),
                 .reason = reason,
                 .remedy = Core::tr("Each line has an image's id, a blank, and a number of 0 or more")});
}

/// Lines of an id and a weight. Ids that are not trained on are left out, which is noted.
std::vector<double> fileWeights(TrainedImages& trained, const std::string& file) {
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t place = 0; place < trained.images.size(); ++place) {
        places.emplace(trained.dataset->images[trained.images[place]].id, place);
    }
    std::vector<double> weights(trained.images.size(), 1.0);
    const std::string text = readFile(file, Core::tr("reading the weights of the images"));
    int last_line = 0;
    double sum = 0.0;
    std::size_t elsewhere = 0;
    const std::vector<TextLine> lines = textLines(text);
    for (const auto& [number, line] : lines) {
        last_line = number;
        const std::size_t blank = line.find_last_of(" \t");
        if (blank == std::string_view::npos) {
            refuseLine(file, number, Core::tr("there is no weight"));
        }
        const std::string_view figure = line.substr(blank + 1);
        const double weight = numberFromText(figure).value_or(-1.0);
        if (!(weight >= 0.0 && weight < 1e12)) {
            refuseLine(file, number, Core::tr("\"%1\" is no weight").arg(std::string(figure)));
        }
        const auto place = places.find(withoutBlanksAtEnd(line.substr(0, blank)));
        if (place != places.end()) {
            weights[place->second] = weight;
        } else {
            ++elsewhere;
        }
    }
    if (elsewhere == lines.size()) {
        throw Error(
            {.action = Core::tr("reading the weights of the images"),
             .file = file,
             .reason = Core::tr("none of its lines (%1) names an image that is trained on").arg(elsewhere),
             .remedy = Core::tr("Each line has an image's id as the program shows it, a blank and a number; "
                                "name images of the split that is trained on")});
    }
    if (elsewhere > 0) {
        trained.notes.push_back(Core::tr("Weights of images that are not trained on are left out: %1 of %2")
                                    .arg(elsewhere)
                                    .arg(lines.size()));
    }
    for (const double weight : weights) {
        sum += weight;
    }
    if (!(sum > 0.0)) {
        refuseLine(file, last_line, Core::tr("every image that is trained on has the weight 0"));
    }
    return weights;
}

}  // namespace

std::vector<std::size_t> TrainedImages::all() const {
    std::vector<std::size_t> both = images;
    both.insert(both.end(), negatives.begin(), negatives.end());
    return both;
}

std::vector<std::string> negativeFiles(const std::string& negatives) {
    std::error_code error;
    if (!fs::exists(negatives, error)) {
        throw Error({.action = reading(),
                     .file = negatives,
                     .reason = Core::tr("there is no such folder or file"),
                     .remedy = Core::tr("Name a folder of images, or a file with an image on each line")});
    }
    if (!fs::is_regular_file(negatives, error)) {
        return imagesBelow(negatives);
    }
    std::vector<std::string> files;
    const std::string text = readFile(negatives, reading());
    for (const TextLine& line : textLines(text)) {
        files.push_back((fs::absolute(negatives).parent_path() / line.text).lexically_normal().string());
    }
    if (files.empty()) {
        throw Error({.action = reading(),
                     .file = negatives,
                     .reason = Core::tr("the list names no image"),
                     .remedy = Core::tr("Name a folder of images, or a file with an image on each line")});
    }
    return files;
}

TrainedImages trainedImages(const std::shared_ptr<const Dataset>& dataset, std::vector<std::size_t> images,
                            const TrainingOptions& options) {
    TrainedImages trained{.dataset = dataset, .images = std::move(images)};
    if (options.sampling == "classes") {
        trained.weights = classWeights(trained, options);
    } else if (options.sampling == "file") {
        trained.weights = fileWeights(trained, options.sampling_weights);
    }
    if (!options.negatives.empty()) {
        addNegatives(trained, options.negatives);
    }
    if (!options.hard_negatives.empty()) {
        HardNegatives crops = hardNegatives(*trained.dataset, trained.all(), options.hard_negatives);
        trained.crops = std::move(crops.crops);
        trained.notes.insert(trained.notes.end(), crops.notes.begin(), crops.notes.end());
    }
    return trained;
}

}  // namespace priorscope
