// detect
#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <system_error>

#include "app/cli/command.hpp"
#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/detection/operating_point.hpp"
#include "core/formats/images/image_folder.hpp"
#include "core/training/saving/save_detections.hpp"

namespace priorscope::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBatch = 8;

/// --save and what belongs to it.
struct SaveArguments {
    std::string target;
    std::string format;
    std::string coco_instances;
    bool may_replace = false;

    bool isWanted() const { return !target.empty(); }
    SavingOptions options() const {
        const auto& formats = detectionFormats();
        const auto named = std::ranges::find_if(
            formats, [this](DetectionFormat each) { return format == detectionFormatName(each); });
        return {.format = named == formats.end() ? DetectionFormat::json : *named,
                .target = target,
                .may_replace_annotations = may_replace,
                .coco_instances = coco_instances};
    }
    /// @throws UsageError
    void check() const {
        if (isWanted() == format.empty()) {
            throw UsageError("--save and --format belong together");
        }
        if (!coco_instances.empty() && format != "coco") {
            throw UsageError("--coco-ids is for --format coco");
        }
        if (may_replace && format != "annotations") {
            throw UsageError("--overwrite is for --format annotations");
        }
    }
};

struct DetectCommand {
    std::string checkpoint;
    std::vector<std::string> images;
    std::optional<float> min_score;  ///< none: the operating point's, else what Detect shows
    std::optional<float> nms_iou;    ///< none: the operating point's, else the detector's own
    std::optional<int> top_k;
    bool ignores_kept = false;  ///< the operating point
    ComputeArguments compute;
    SaveArguments save;
    std::string draw;
};

void printResults(const std::vector<FoundImage>& results, const std::vector<std::string>& classes,
                  std::ostream& out) {
    for (const FoundImage& result : results) {
        out << result.file.string() << ": " << result.detections.size() << " detections\n";
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
    /// @throws Error if the folder cannot be made, or one of the images would be replaced
    Drawing(const std::string& folder, const std::vector<std::string>& classes,
            const std::vector<FoundImage>& images)
        : m_folder(folder), m_classes(classes) {
        std::error_code error;
        fs::create_directories(m_folder, error);
        if (error) {
            throw Error({.action = "making the folder for drawings",
                         .file = m_folder.string(),
                         .reason = error.message(),
                         .remedy = "Choose another folder"});
        }
        requireOtherThan(images);
    }

    void write(Image image, const std::string& file, const std::vector<Detection>& detections) {
        drawDetections(image, detections, m_classes);
        const std::string stem = fs::path(file).stem().string();
        std::string name = stem;
        for (int number = 2; !m_used.insert(name).second; ++number) {
            name = stem + "-" + std::to_string(number);
        }
        writePng(image, m_folder / (name + ".png"));
    }

  private:
    /// A drawing never has the name of an image in the same folder unless both are PNG.
    void requireOtherThan(const std::vector<FoundImage>& images) const {
        for (const FoundImage& image : images) {
            std::error_code absent;  // then it is not there
            if (image.file.extension() == ".png" &&
                fs::equivalent(image.file, m_folder / image.file.filename(), absent)) {
                throw Error({.action = "drawing the detections",
                             .file = image.file.string(),
                             .reason = "this image itself would be replaced",
                             .remedy = "Choose another folder"});
            }
        }
    }

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

void showResults(const std::vector<FoundImage>& results, const std::vector<std::string>& classes,
                 Context& context) {
    if (!context.console.printJson(detectionsDocument(results, classes))) {
        printResults(results, classes, context.console.text());
    }
}

/// The images without their detections; their sizes are not known yet.
std::vector<FoundImage> namedImages(const std::vector<std::string>& files) {
    const std::vector<std::string> ids = idsOfFiles({files.begin(), files.end()});
    std::vector<FoundImage> images;
    for (std::size_t i = 0; i < files.size(); ++i) {
        images.push_back({.id = ids[i], .file = files[i]});
    }
    return images;
}

void save(const SaveArguments& arguments, const std::vector<FoundImage>& results,
          const std::vector<std::string>& classes, Context& context) {
    ProgressLine line = context.console.progress("Saving");
    const auto saved = saveDetections(arguments.options(), classes, results, context.stop,
                                      [&line](const Progress& progress) { line.update(progress); });
    line.finish();
    if (!saved) {
        throwStopped("saving the detections");
    }
    context.console.note("Saved in " + arguments.target + ": " + std::to_string(saved->detections) +
                         " detections in " + std::to_string(saved->images) + " images");
}

/// The operating point that is kept with the checkpoint, else the detector's own; what was given replaces
/// its part.
OperatingPoint pointOf(const DetectCommand& command, const LoadedDetector& loaded, Context& context) {
    const DetectorSpec& spec = loaded.detector.spec();
    OperatingPoint point = operatingPointAt(
        {.nms_iou = spec.postprocessing.nms_iou, .top_k = spec.postprocessing.top_k}, spec.classes.size());
    bool is_kept = false;
    if (!command.ignores_kept) {
        const KeptOperatingPoint kept = keptOperatingPoint(loaded);
        is_kept = kept.point.has_value();
        if (kept.point) {
            point = *kept.point;
        } else if (!kept.ignored.empty()) {
            context.console.note(kept.ignored);
        }
    }
    if (command.min_score) {
        point.scores.assign(point.scores.size(), *command.min_score);
    }
    point.nms_iou = command.nms_iou.value_or(point.nms_iou);
    point.top_k = command.top_k.value_or(point.top_k);
    if (is_kept) {
        context.console.note(Core::tr("Operating point: %1").arg(describe(point)));
    }
    return point;
}

/// Decodes and detects; images that cannot be read are noted.
class DetectionPass {
  public:
    DetectionPass(const DetectCommand& command, const Detector& detector, OperatingPoint point,
                  const std::vector<FoundImage>& named, Context& context)
        : m_detector(detector),
          m_context(context),
          m_classes(detector.spec().classes),
          m_point(std::move(point)),
          m_candidates{.floor = std::min(m_point.scoreRange().first, 0.99F) * 0.999F,
                       .per_class = detector.spec().postprocessing.per_class} {
        if (!command.draw.empty()) {
            m_drawing.emplace(command.draw, m_classes, named);
        }
    }

    /// @return those that could be read
    std::vector<FoundImage> over(std::vector<FoundImage> named) {
        ProgressLine line = m_context.console.progress("Detecting");
        for (std::size_t begin = 0; begin < named.size(); begin += kBatch) {
            if (m_context.stop.stop_requested()) {
                throwStopped("detecting");
            }
            const std::size_t end = std::min(begin + kBatch, named.size());
            detectIn(std::span(named).subspan(begin, end - begin), line);
            line.update({.done = static_cast<std::int64_t>(end),
                         .total = static_cast<std::int64_t>(named.size()),
                         .unit = "images"});
        }
        line.finish();
        return std::move(m_results);
    }
    bool failed() const { return m_failed; }

  private:
    void detectIn(std::span<FoundImage> batch, ProgressLine& line) {
        std::vector<Image> images;
        std::vector<FoundImage> found;
        for (FoundImage& each : batch) {
            try {
                images.push_back(decodeShown(each.file));
                found.push_back(std::move(each));
            } catch (const Error& error) {
                // One bad image does not stop the others, but the command fails at the end.
                line.finish();
                m_context.console.note(std::string("priorscope-cli: ") + error.what());
                m_failed = true;
            }
        }
        if (images.empty()) {
            return;
        }
        const std::vector<Candidates> candidates = m_detector.detect(images, m_candidates);
        for (std::size_t i = 0; i < images.size(); ++i) {
            FoundImage& result = found[i];
            const auto header = readImageHeader(result.file);
            result.orientation = header ? header->orientation : 1;
            result.width = images[i].width;
            result.height = images[i].height;
            result.detections = selectDetections(candidates[i], m_point);
            if (m_drawing) {
                m_drawing->write(std::move(images[i]), result.file.string(), result.detections);
            }
            m_results.push_back(std::move(result));
        }
    }

    const Detector& m_detector;
    Context& m_context;
    const std::vector<std::string>& m_classes;
    OperatingPoint m_point;
    CandidateOptions m_candidates;
    std::optional<Drawing> m_drawing;
    std::vector<FoundImage> m_results;
    bool m_failed = false;
};

int detect(const DetectCommand& command, Context& context) {
    command.save.check();
    configureCompute();
    std::vector<FoundImage> images = namedImages(imageFiles(command.images));
    const ComputeContext compute = command.compute.context(context.console);
    const LoadedDetector loaded = loadDetector(command.checkpoint);
    const OperatingPoint point = pointOf(command, loaded, context);
    const Detector detector = loaded.detector.on(compute);
    const std::vector<std::string>& classes = detector.spec().classes;
    if (command.save.isWanted()) {
        requireSavable(command.save.options(), classes, images);
    }
    DetectionPass pass(command, detector, point, images, context);
    const std::vector<FoundImage> results = pass.over(std::move(images));
    if (pass.failed() && results.empty()) {
        return 1;
    }
    if (command.save.isWanted()) {
        save(command.save, results, classes, context);
    }
    if (!command.save.isWanted() || context.console.json()) {
        showResults(results, classes, context);
    }
    return pass.failed() ? 1 : 0;
}

void addSave(CLI::App& command, SaveArguments& arguments) {
    std::vector<std::string> names;
    for (const DetectionFormat format : detectionFormats()) {
        names.emplace_back(detectionFormatName(format));
    }
    command.add_option("--save", arguments.target,
                       "File, or folder for voc, annotations and pictures, to save the detections in");
    command
        .add_option(
            "--format", arguments.format,
            "json: as --json prints them; coco: COCO results, and NAME.images.json, which says what their "
            "ids mean: images have the number that their name spells, else 1, 2, …, classes 1, 2, … in the "
            "detector's order (score reads both files; pycocotools takes NAME.images.json as ground truth "
            "without annotations); voc: comp4_det_test_CLASS.txt, pixels from 1, both ends inclusive; csv: a "
            "row a detection, edges in pixels from 0; annotations: VOC's XML, an image a file, in whole "
            "pixels, with <score> and marked verified=\"no\"; pictures: PNG with the boxes")
        ->check(CLI::IsMember(names));
    command.add_option("--coco-ids", arguments.coco_instances,
                       "COCO's instances, whose ids coco results have: images by file name, classes by name");
    command.add_flag("--overwrite", arguments.may_replace, "Replace annotations that are there");
}

}  // namespace

void addDetectCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<DetectCommand>();
    CLI::App* detect_app = addCommand(app, invocation, "detect", "Detect objects in images", command, detect);
    detect_app->add_option("CHECKPOINT", command->checkpoint, kCheckpointHelp)->required();
    detect_app->add_option("IMAGE", command->images, "Image files, or folders of them")->required();
    detect_app
        ->add_option("--min-score", command->min_score,
                     "Minimum score; default: the operating point's (command thresholds), else 0.2")
        ->check(between(0.0, 1.0));
    detect_app
        ->add_option(
            "--nms-iou", command->nms_iou,
            "Boxes of a class that overlap more are suppressed; default: the operating point's, else "
            "the detector's, usually 0.45")
        ->check(between(0.0, 1.0));
    detect_app
        ->add_option("--top-k", command->top_k,
                     "Maximum detections per image; default: the operating point's, else the detector's, "
                     "usually 200")
        ->check(CLI::Range(1, 100000));
    detect_app->add_flag("--no-operating-point", command->ignores_kept,
                         "Do not use the operating point that is kept with the checkpoint");
    addCompute(*detect_app, command->compute);
    addSave(*detect_app, command->save);
    detect_app->add_option("--draw", command->draw, "Folder for pictures with the detections drawn in");
}

}  // namespace priorscope::cli
