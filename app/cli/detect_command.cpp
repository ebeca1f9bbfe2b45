// detect
#include <filesystem>
#include <optional>
#include <set>
#include <system_error>

#include "app/cli/command.hpp"
#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/formats/images/image_folder.hpp"
#include "core/image/draw.hpp"

namespace priorscope::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 8;

struct DetectCommand {
    std::string checkpoint;
    std::vector<std::string> images;
    float min_score = DetectionOptions{}.min_score;
    std::optional<float> nms_iou;  ///< none: the detector's own
    std::optional<int> top_k;
    ComputeArguments compute;
    std::string draw;
};

/// A readable image.
struct Input {
    std::string name;
    Image image;
};

struct Result {
    std::string name;
    int width = 0;
    int height = 0;
    std::vector<Detection> detections;
};

Json resultAsJson(const Result& result, const std::vector<std::string>& classes) {
    Json detections = Json::array();
    for (const Detection& detection : result.detections) {
        const double w = result.width;
        const double h = result.height;
        const Box& box = detection.box;
        detections.push_back({{"label", classes.at(static_cast<std::size_t>(detection.label - 1))},
                              {"score", detection.score},
                              {"box", {box.x_min * w, box.y_min * h, box.x_max * w, box.y_max * h}}});
    }
    return {{"image", result.name},
            {"width", result.width},
            {"height", result.height},
            {"detections", std::move(detections)}};
}

void printResults(const std::vector<Result>& results, const std::vector<std::string>& classes,
                  std::ostream& out) {
    for (const Result& result : results) {
        out << result.name << ": " << result.detections.size() << " detections\n";
        Table table({"  class", "score", "left", "top", "right", "bottom"});
        for (const Detection& detection : result.detections) {
            const Box& box = detection.box;
            table.add({"  " + classes.at(static_cast<std::size_t>(detection.label - 1)),
                       fixed(detection.score, 3), fixed(box.x_min * static_cast<float>(result.width), 1),
                       fixed(box.y_min * static_cast<float>(result.height), 1),
                       fixed(box.x_max * static_cast<float>(result.width), 1),
                       fixed(box.y_max * static_cast<float>(result.height), 1)});
        }
        if (!result.detections.empty()) {
            table.print(out);
        }
    }
}

/// Writes images with their detections as PNG. Images of the same name from different folders are numbered.
class Drawing {
  public:
    Drawing(const std::string& folder, const std::vector<std::string>& classes)
        : m_folder(folder), m_classes(classes) {
        std::error_code error;
        fs::create_directories(m_folder, error);
        if (error) {
            throw Error({.action = "making the folder for drawings",
                         .file = m_folder.string(),
                         .reason = error.message(),
                         .remedy = "Choose another folder"});
        }
    }

    void write(Input input, const std::vector<Detection>& detections) {
        std::vector<DrawnBox> boxes;
        for (const Detection& detection : detections) {
            const int index = detection.label - 1;
            const std::string& name = m_classes.at(static_cast<std::size_t>(index));
            boxes.push_back({detection.box, name + " " + fixed(detection.score, 2),
                             classColor(index, static_cast<int>(m_classes.size()), ColorGround::dark)});
        }
        drawBoxes(input.image, boxes);
        const std::string stem = fs::path(input.name).stem().string();
        std::string name = stem;
        for (int number = 2; !m_used.insert(name).second; ++number) {
            name = stem + "-" + std::to_string(number);
        }
        writePng(input.image, m_folder / (name + ".png"));
    }

  private:
    fs::path m_folder;
    const std::vector<std::string>& m_classes;
    std::set<std::string> m_used;
};

/// The given files, and those below the given folders.
std::vector<std::string> imageFiles(const std::vector<std::string>& named) {
    std::vector<std::string> files;
    for (const std::string& each : named) {
        std::error_code ignored;  // if it is not a folder, decoding it as an image reports the reason
        if (fs::is_directory(each, ignored)) {
            const std::vector<std::string> below = imagesBelow(each);
            files.insert(files.end(), below.begin(), below.end());
        } else {
            files.push_back(each);
        }
    }
    return files;
}

void showResults(const std::vector<Result>& results, const std::vector<std::string>& classes,
                 Context& context) {
    Json document = Json::array();
    for (const Result& result : results) {
        document.push_back(resultAsJson(result, classes));
    }
    if (!context.console.printJson(document)) {
        printResults(results, classes, context.console.text());
    }
}

int detect(const DetectCommand& command, Context& context) {
    configureCompute();
    const std::vector<std::string> files = imageFiles(command.images);
    const ComputeContext compute = command.compute.context(context.console);
    const Detector detector = loadDetector(command.checkpoint).detector.on(compute);
    const std::vector<std::string>& classes = detector.spec().classes;
    std::optional<Drawing> drawing;
    if (!command.draw.empty()) {
        drawing.emplace(command.draw, classes);
    }
    const Postprocessing& own = detector.spec().postprocessing;
    const DetectionOptions options{.min_score = command.min_score,
                                   .nms_iou = command.nms_iou.value_or(own.nms_iou),
                                   .top_k = command.top_k.value_or(own.top_k)};
    const CandidateOptions candidate_options{.floor = std::min(command.min_score, 0.99F) * 0.999F,
                                             .per_class = own.per_class};
    ProgressLine line = context.console.progress("Detecting");
    std::vector<Result> results;
    bool failed = false;
    for (std::size_t begin = 0; begin < files.size(); begin += kBatch) {
        if (context.stop.stop_requested()) {
            throwStopped("detecting");
        }
        std::vector<Image> images;
        std::vector<std::string> names;
        for (std::size_t i = begin; i < std::min(begin + kBatch, files.size()); ++i) {
            try {
                images.push_back(decodeShown(files[i]));
                names.push_back(files[i]);
            } catch (const Error& error) {
                // One bad image does not stop the others, but the command fails at the end.
                line.finish();
                context.console.note(std::string("priorscope-cli: ") + error.what());
                failed = true;
            }
        }
        const std::vector<Candidates> found =
            images.empty() ? std::vector<Candidates>{} : detector.detect(images, candidate_options);
        for (std::size_t i = 0; i < images.size(); ++i) {
            Result result{names[i], images[i].width, images[i].height, selectDetections(found[i], options)};
            if (drawing) {
                drawing->write({names[i], std::move(images[i])}, result.detections);
            }
            results.push_back(std::move(result));
        }
        line.update({.done = static_cast<std::int64_t>(std::min(begin + kBatch, files.size())),
                     .total = static_cast<std::int64_t>(files.size()),
                     .unit = "images"});
    }
    line.finish();
    if (failed && results.empty()) {
        return 1;
    }
    showResults(results, classes, context);
    return failed ? 1 : 0;
}

}  // namespace

void addDetectCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<DetectCommand>();
    CLI::App* detect_app = addCommand(app, invocation, "detect", "Detect objects in images", command, detect);
    detect_app->add_option("CHECKPOINT", command->checkpoint, kCheckpointHelp)->required();
    detect_app->add_option("IMAGE", command->images, "Image files, or folders of them")->required();
    detect_app->add_option("--min-score", command->min_score, "Minimum score")
        ->check(CLI::Range(0.0, 1.0))
        ->capture_default_str();
    detect_app
        ->add_option(
            "--nms-iou", command->nms_iou,
            "Boxes of a class that overlap more are suppressed; default: the detector's, usually 0.45")
        ->check(CLI::Range(0.0, 1.0));
    detect_app
        ->add_option("--top-k", command->top_k,
                     "Maximum detections per image; default: the detector's, usually 200")
        ->check(CLI::Range(1, 100000));
    addCompute(*detect_app, command->compute);
    detect_app->add_option("--draw", command->draw, "Folder for pictures with the detections drawn in");
}

}  // namespace priorscope::cli
