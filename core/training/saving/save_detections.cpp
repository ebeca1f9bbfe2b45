#include "core/training/saving/save_detections.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/formats/voc/annotation_writer.hpp"
#include "core/image/draw.hpp"
#include "core/image/image.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

Sentence saving() {
    return Core::tr("saving the detections");
}

[[noreturn]] void refuse(const fs::path& file, const Sentence& reason, const Sentence& remedy) {
    throw Error({.action = saving(), .file = file.string(), .reason = reason, .remedy = remedy});
}

void makeFolder(const fs::path& folder) {
    std::error_code fault;
    fs::create_directories(folder, fault);
    if (fault) {
        refuse(folder, fault.message(), Core::tr("Choose another folder, or change the permissions"));
    }
}

/// That a file can be put there; nothing remains of it.
void requireWritable(const fs::path& file) {
    const AtomicFile probe(saving(), file);
}

/// @param ending  ".xml"
fs::path fileOf(const SavingOptions& options, const FoundImage& image, const char* ending) {
    return options.target / (image.id + ending);
}

void requireTarget(const SavingOptions& options) {
    if (options.target.empty()) {
        refuse({}, Core::tr("no file is named"), Core::tr("Name a file or a folder"));
    }
    std::error_code unreadable;  // then writing says why
    const bool is_folder = fs::is_directory(options.target, unreadable);
    if (isFolderFormat(options.format)) {
        if (!is_folder && fs::exists(options.target, unreadable)) {
            refuse(options.target,
                   Core::tr("this format is a folder of files, and there is a file of that name"),
                   Core::tr("Choose another folder"));
        }
        makeFolder(options.target);
        requireWritable(options.target / "detections");
    } else if (is_folder) {
        refuse(options.target, Core::tr("this format is a single file, and that is a folder"),
               Core::tr("Name a file in it"));
    } else {
        requireWritable(options.target);
    }
}

void requireNoAnnotations(const SavingOptions& options, std::span<const FoundImage> images) {
    std::size_t there = 0;
    fs::path first;
    for (const FoundImage& image : images) {
        std::error_code unreadable;  // then writing says why
        const fs::path file = fileOf(options, image, ".xml");
        if (fs::exists(fs::symlink_status(file, unreadable))) {
            first = there == 0 ? file : first;
            ++there;
        }
    }
    if (there > 0) {
        refuse(first, Core::tr("annotations that are there would be replaced: %1").arg(there),
               Core::tr("Choose another folder, or allow to replace them"));
    }
}

/// Pictures may lie where the images do: those must outlive them.
void requireOtherThanImages(const SavingOptions& options, std::span<const FoundImage> images) {
    std::set<fs::path> sources;
    std::error_code unreadable;  // then reading says why
    for (const FoundImage& image : images) {
        sources.insert(fs::weakly_canonical(image.file, unreadable));
    }
    const auto require = [&](const fs::path& file) {
        if (sources.contains(fs::weakly_canonical(file, unreadable))) {
            refuse(file, Core::tr("this image itself would be replaced"), Core::tr("Choose another place"));
        }
    };
    if (!isFolderFormat(options.format)) {
        require(options.target);
        if (readImageHeader(options.target)) {
            refuse(options.target, Core::tr("there is an image of this name"),
                   Core::tr("Choose another place"));
        }
    } else if (options.format == DetectionFormat::pictures) {
        for (const FoundImage& image : images) {
            require(fileOf(options, image, ".png"));
        }
    }
}

/// Reading takes every text file of the folder.
void requireNoOtherResults(const SavingOptions& options, const std::vector<std::string>& files) {
    std::error_code unreadable;  // then writing says why
    for (fs::directory_iterator at(options.target, unreadable), end; !unreadable && at != end;
         at.increment(unreadable)) {
        const std::string name = at->path().filename().string();
        if (at->path().extension() == ".txt" && std::ranges::find(files, name) == files.end()) {
            refuse(at->path(), Core::tr("it would be read together with the detections that are saved here"),
                   Core::tr("Choose another folder"));
        }
    }
}

CocoNumbers numbersFor(const SavingOptions& options, const std::vector<std::string>& classes,
                       std::span<const FoundImage> images) {
    return options.coco_instances.empty() ? ownCocoNumbers(images, classes)
                                          : cocoNumbersOf(options.coco_instances, images, classes);
}

/// An image that is listed twice is saved once.
std::vector<FoundImage> withoutRepeats(std::span<const FoundImage> images) {
    std::vector<FoundImage> once;
    std::set<std::string_view> ids;
    for (const FoundImage& image : images) {
        if (ids.insert(image.id).second) {
            once.push_back(image);
        }
    }
    return once;
}

/// Writes what was found; checked before.
class Writer {
  public:
    Writer(const SavingOptions& options, const std::vector<std::string>& classes,
           std::span<const FoundImage> images)
        : m_options(options), m_classes(classes), m_images(images) {}

    /// @return nothing if stopped
    std::optional<SavedCount> write(const std::stop_token& stop, const ProgressFn& progress);

  private:
    void put(const fs::path& file, std::string_view text);
    void putTogether();
    void putCoco();
    void putVoc();
    void putAnnotation(const FoundImage& image);
    void putPicture(const FoundImage& image);

    const SavingOptions& m_options;
    const std::vector<std::string>& m_classes;
    std::span<const FoundImage> m_images;
    SavedCount m_count;
};

void Writer::put(const fs::path& file, std::string_view text) {
    writeFileAtomically(saving(), file, text,
                        isFolderFormat(m_options.format) ? Durability::quick : Durability::flushed);
    ++m_count.files;
}

void Writer::putCoco() {
    const CocoNumbers numbers = numbersFor(m_options, m_classes, m_images);
    // Both are written before either replaces one that was there: numbers must not get others' names.
    const auto written = [](AtomicFile& file, std::string_view text) {
        file.write(text.data(), text.size());
        file.flush();
    };
    AtomicFile names(saving(), cocoNamesFile(m_options.target));
    AtomicFile results(saving(), m_options.target);
    written(names, cocoNamesText(m_images, m_classes, numbers));
    written(results, cocoResultsText(m_images, numbers));
    names.commit();
    results.commit();
    m_count.files += 2;
}

void Writer::putVoc() {
    const std::vector<std::string> files = vocResultsFiles(m_images, m_classes);
    for (std::size_t i = 0; i < files.size(); ++i) {
        put(m_options.target / files[i], vocResultsText(m_images, static_cast<int>(i) + 1));
    }
}

void Writer::putAnnotation(const FoundImage& image) {
    ProposedAnnotation annotation{.folder = shownName(image.file.parent_path().filename().string()),
                                  .file_name = shownName(image.file.filename().string()),
                                  .width = image.width,
                                  .height = image.height,
                                  .orientation = image.orientation};
    for (const Detection& detection : image.detections) {
        annotation.objects.push_back({.name = m_classes.at(static_cast<std::size_t>(detection.label - 1)),
                                      .box = detection.box,
                                      .score = detection.score});
    }
    const fs::path file = fileOf(m_options, image, ".xml");
    makeFolder(file.parent_path());
    if (!m_options.may_replace_annotations) {
        requireNoAnnotations(m_options, std::span(&image, 1));  // one may have been saved meanwhile
    }
    put(file, proposedAnnotationText(annotation));
}

void Writer::putPicture(const FoundImage& image) {
    Image picture = decodeImage(image.file, 0, image.orientation);
    drawDetections(picture, image.detections, m_classes);
    const fs::path file = fileOf(m_options, image, ".png");
    makeFolder(file.parent_path());
    writePng(picture, file);
    ++m_count.files;
}

/// The formats that are not a file for each image.
void Writer::putTogether() {
    if (m_options.format == DetectionFormat::json) {
        put(m_options.target, detectionsDocument(m_images, m_classes)
                                      .dump(2, ' ', false, nlohmann::json::error_handler_t::replace) +
                                  "\n");
    } else if (m_options.format == DetectionFormat::csv) {
        put(m_options.target, detectionsCsv(m_images, m_classes));
    } else if (m_options.format == DetectionFormat::coco) {
        putCoco();
    } else if (m_options.format == DetectionFormat::voc) {
        putVoc();
    }
}

std::optional<SavedCount> Writer::write(const std::stop_token& stop, const ProgressFn& progress) {
    m_count.images = m_images.size();
    for (const FoundImage& image : m_images) {
        m_count.detections += image.detections.size();
    }
    const auto total = static_cast<std::int64_t>(m_images.size());
    const auto report = [&](std::int64_t done) {
        if (progress) {
            progress({.done = done, .total = total, .unit = "images"});
        }
    };
    const bool is_by_image =
        m_options.format == DetectionFormat::annotations || m_options.format == DetectionFormat::pictures;
    std::int64_t done = 0;
    for (const FoundImage& image : is_by_image ? m_images : std::span<const FoundImage>()) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        m_options.format == DetectionFormat::pictures ? putPicture(image) : putAnnotation(image);
        report(++done);
    }
    if (!is_by_image) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        putTogether();
        report(total);
    }
    return m_count;
}

}  // namespace

const std::vector<DetectionFormat>& detectionFormats() {
    static const std::vector<DetectionFormat> kFormats{
        DetectionFormat::json, DetectionFormat::coco,        DetectionFormat::voc,
        DetectionFormat::csv,  DetectionFormat::annotations, DetectionFormat::pictures};
    return kFormats;
}

const char* detectionFormatName(DetectionFormat format) {
    switch (format) {
        case DetectionFormat::json:
            return "json";
        case DetectionFormat::coco:
            return "coco";
        case DetectionFormat::voc:
            return "voc";
        case DetectionFormat::csv:
            return "csv";
        case DetectionFormat::annotations:
            return "annotations";
        case DetectionFormat::pictures:
            return "pictures";
    }
    return "";
}

bool isFolderFormat(DetectionFormat format) {
    return format == DetectionFormat::voc || format == DetectionFormat::annotations ||
           format == DetectionFormat::pictures;
}

void requireSavable(const SavingOptions& options, const std::vector<std::string>& classes,
                    std::span<const FoundImage> images) {
    if (options.format == DetectionFormat::voc) {
        vocResultsFiles(images, classes);
    } else if (options.format == DetectionFormat::coco) {
        numbersFor(options, classes, images);
    }
    requireOtherThanImages(options, images);
    requireTarget(options);
    if (options.format == DetectionFormat::voc) {
        requireNoOtherResults(options, vocResultsFiles(images, classes));
    }
    if (options.format == DetectionFormat::annotations && !options.may_replace_annotations) {
        requireNoAnnotations(options, images);
    }
}

std::optional<SavedCount> saveDetections(const SavingOptions& options,
                                         const std::vector<std::string>& classes,
                                         std::span<const FoundImage> images, std::stop_token stop,
                                         const ProgressFn& progress) {
    const std::vector<FoundImage> once = withoutRepeats(images);
    requireSavable(options, classes, once);
    return Writer(options, classes, once).write(stop, progress);
}

std::vector<FoundImage> foundImages(const Dataset& dataset, const SplitDetections& split,
                                    const KeptCandidates& kept, float min_score) {
    std::vector<FoundImage> images;
    images.reserve(split.images.size());
    for (std::size_t i = 0; i < split.images.size(); ++i) {
        const ImageRow record = dataset.images[split.images[i]];
        FoundImage found{.id = record.id,
                         .file = record.image_file,
                         .width = std::max(record.width, 1),
                         .height = std::max(record.height, 1),
                         .orientation = record.orientation};
        const StoredCandidates candidates = split.candidates.image(i);
        for (const std::uint32_t each : kept.image(i)) {
            const Candidate candidate = candidates.at(each);
            if (candidate.score < min_score) {
                break;  // by falling score
            }
            found.detections.push_back(candidate);
        }
        images.push_back(std::move(found));
    }
    return images;
}

void drawDetections(Image& image, std::span<const Detection> detections,
                    const std::vector<std::string>& classes) {
    std::vector<DrawnBox> boxes;
    for (const Detection& detection : detections) {
        const int index = detection.label - 1;
        boxes.push_back({detection.box,
                         classes.at(static_cast<std::size_t>(index)) + " " + fixedText(detection.score, 2),
                         classColor(index, static_cast<int>(classes.size()), ColorGround::dark)});
    }
    drawBoxes(image, boxes);
}

}  // namespace priorscope
