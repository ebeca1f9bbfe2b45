#include "core/formats/gathered/gathering.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "core/base/parallel.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/unicode.hpp"
#include "core/dataset/issue_kind.hpp"
#include "core/formats/gathered/dataset_findings.hpp"
#include "core/formats/images/image_index.hpp"
#include "core/formats/images/picture_frame.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

/// The image's own annotation file; that of many images where there is a line in it, else the image, which a
/// window can show.
const fs::path& placeOfFindings(const Gathering& gathering, const GatheredImage& image, int line) {
    if (!image.record.annotation_file.empty()) {
        return image.record.annotation_file;
    }
    return line > 0 || !image.record.image_exists ? gathering.sources[image.source].file
                                                  : image.record.image_file;
}

bool readHeaders(const Gathering& gathering, std::vector<PictureFrame>& frames, const std::stop_token& stop,
                 const ProgressFn& progress) {
    return parallelChunks(frames.size(),
                          {.chunk = 64, .workers = std::min(defaultWorkers(), 8), .unit = "images"}, stop,
                          progress, [&](std::size_t begin, std::size_t end, int) {
                              for (std::size_t i = begin; i < end; ++i) {
                                  const ImageRecord& record = gathering.images[i].record;
                                  frames[i].image_exists = record.image_exists;
                                  if (record.image_exists) {
                                      frames[i].header = readImageHeader(record.image_file);
                                      if (!frames[i].header) {
                                          frames[i].fault = imageFault(record.image_file);
                                      }
                                  }
                              }
                          });
}

/// Fractions refer to the image in one orientation, whatever its size.
void decideForFractions(PictureFrame& frame, OrientationSetting setting) {
    if (!frame.header) {
        frame.doubts.push_back(
            frame.fault.empty()
                ? PairingFinding{IssueKind::no_size,
                                 Core::tr("Boxes in fractions need the image, which is not "
                                          "there; it is not used for training.")}
                : PairingFinding{IssueKind::bad_image,
                                 Core::tr("The image cannot be decoded: %1").arg(frame.fault)});
        return;
    }
    const bool as_shown = setting == OrientationSetting::shown;
    const ImageSize size =
        as_shown ? frame.header->shown() : ImageSize{frame.header->width, frame.header->height};
    frame.width = size.width;
    frame.height = size.height;
    frame.orientation = as_shown ? frame.header->orientation : 1;
    if (frame.header->orientation != 1) {
        frame.doubts.push_back(
            {IssueKind::orientation,
             (as_shown
                  ? Core::tr("EXIF rotates the image (orientation %1), and boxes in fractions do not say "
                             "whether they refer to it as stored or as shown. They are taken as shown. Check "
                             "the boxes on the image, or save the pixels rotated and without EXIF.")
                  : Core::tr(
                        "EXIF rotates the image (orientation %1), and boxes in fractions do not say "
                        "whether they refer to it as stored or as shown. They are taken as stored. Check "
                        "the boxes on the image, or save the pixels rotated and without EXIF."))
                 .arg(frame.header->orientation),
             true});
    }
}

double rounded(double value) {
    constexpr double kSnap = 0.01;  // pixels: six decimals of a fraction, in images of up to 10,000 pixels
    const double nearest = std::round(value);
    return std::abs(value - nearest) < kSnap ? nearest : value;
}

/// Edges in fractions become VOC's pixels.
void pixelsFromEdges(ImageRecord& record) {
    for (Annotation& object : record.objects) {
        const VocBox& edges = object.voc;
        object.voc = {rounded(edges.xmin * record.width + 1.0), rounded(edges.ymin * record.height + 1.0),
                      rounded(edges.xmax * record.width), rounded(edges.ymax * record.height)};
    }
}

void placeImage(const Gathering& gathering, GatheredImage& image, const PictureFrame& frame) {
    ImageRecord& record = image.record;
    record.width = frame.width;
    record.height = frame.height;
    record.orientation = frame.orientation;
    for (const PairingFinding& doubt : frame.doubts) {
        const bool of_image = doubt.kind == IssueKind::bad_image && record.image_exists;
        image.issues.push_back(
            {.kind = doubt.kind,
             .file = of_image ? record.image_file : placeOfFindings(gathering, image, image.line),
             .line = of_image ? 0 : image.line,
             .detail = doubt.detail,
             .fixable = doubt.fixable});
    }
    if (gathering.unit == BoxUnit::fractions && record.width > 0) {
        pixelsFromEdges(record);
    }
    for (BoxFinding& finding : placeBoxes(record, 1.0, gathering.box_text)) {
        const int line = record.objects[finding.object].line;
        image.issues.push_back({.kind = finding.kind,
                                .file = placeOfFindings(gathering, image, line),
                                .line = line,
                                .object = describedObject(image, finding.object, gathering.names),
                                .detail = std::move(finding.detail),
                                .fixable = finding.fixable});
    }
}

bool place(Gathering& gathering, const ReadOptions& options, const std::stop_token& stop,
           const ProgressFn& progress) {
    std::vector<PictureFrame> frames(gathering.images.size());
    const bool needs_headers = options.check_images || gathering.unit == BoxUnit::fractions;
    if (needs_headers && !readHeaders(gathering, frames, stop, progress)) {
        return false;
    }
    for (std::size_t i = 0; i < frames.size(); ++i) {
        frames[i].said_width = gathering.images[i].said_width;
        frames[i].said_height = gathering.images[i].said_height;
        frames[i].objects = &gathering.images[i].record.objects;
    }
    if (gathering.unit == BoxUnit::pixels) {
        decideFrames(frames, gathering.orientation, gathering.size_name);
    } else {
        for (PictureFrame& frame : frames) {
            decideForFractions(frame, gathering.orientation);
        }
    }
    for (std::size_t i = 0; i < frames.size(); ++i) {
        placeImage(gathering, gathering.images[i], frames[i]);
    }
    return true;
}

std::vector<std::string> classesOf(const Gathering& gathering, const ReadOptions& options) {
    std::vector<std::string> classes;
    if (!options.classes.empty()) {
        std::transform(options.classes.begin(), options.classes.end(), std::back_inserter(classes),
                       cleanedClassName);
        return classes;
    }
    if (!gathering.classes.empty()) {
        return gathering.classes;
    }
    std::vector<bool> occurs(gathering.names.names().size(), false);
    for (const GatheredImage& image : gathering.images) {
        for (const Annotation& object : image.record.objects) {
            occurs[static_cast<std::size_t>(object.label)] = true;
        }
    }
    for (std::size_t i = 0; i < occurs.size(); ++i) {
        if (occurs[i]) {
            classes.push_back(gathering.names.names()[i]);
        }
    }
    std::sort(classes.begin(), classes.end());
    return classes;
}

/// Ids of names become labels; objects of unknown classes are left out and reported.
void applyLabels(Gathering& gathering, const std::vector<std::string>& classes) {
    std::unordered_map<std::string_view, int> labels;
    for (const std::string& name : classes) {
        labels.emplace(name, static_cast<int>(labels.size()) + 1);
    }
    std::vector<int> label_of;
    for (const std::string& name : gathering.names.names()) {
        const auto found = labels.find(name);
        label_of.push_back(found == labels.end() ? 0 : found->second);
    }
    for (GatheredImage& image : gathering.images) {
        std::vector<Annotation>& objects = image.record.objects;
        for (std::size_t i = 0; i < objects.size(); ++i) {
            if (label_of[static_cast<std::size_t>(objects[i].label)] == 0) {
                image.issues.push_back(
                    {.kind = IssueKind::unknown_class,
                     .file = placeOfFindings(gathering, image, objects[i].line),
                     .line = objects[i].line,
                     .object = describedObject(image, i, gathering.names),
                     .detail = Core::tr("The class is not in the class list; the object is left out.")});
            }
        }
        for (Annotation& object : objects) {
            object.label = label_of[static_cast<std::size_t>(object.label)];
        }
        std::erase_if(objects, [](const Annotation& object) { return object.label == 0; });
    }
}

/// An id without the ending of its image where that tells images apart, else with it, else after the split or
/// the file that describes it, else with a number.
void nameImages(Gathering& gathering) {
    const auto collisions = [&gathering] {
        std::map<std::string, std::vector<std::size_t>> named;
        for (std::size_t i = 0; i < gathering.images.size(); ++i) {
            named[gathering.images[i].record.id].push_back(i);
        }
        std::erase_if(named, [](const auto& each) { return each.second.size() < 2; });
        return named;
    };
    for (GatheredImage& image : gathering.images) {
        image.record.id = std::string(withoutKnownEnding(image.name));
    }
    for (const auto& [id, images] : collisions()) {
        for (const std::size_t i : images) {
            gathering.images[i].record.id = gathering.images[i].name;
        }
    }
    for (const auto& [id, images] : collisions()) {
        for (const std::size_t i : images) {
            const GatheredSource& source = gathering.sources[gathering.images[i].source];
            gathering.images[i].record.id =
                (source.split.empty() ? shownName(source.file.stem().native()) : source.split) + "/" +
                std::string(withoutKnownEnding(gathering.images[i].name));
        }
    }
    for (auto left = collisions(); !left.empty(); left = collisions()) {
        for (const auto& [id, images] : left) {
            for (std::size_t i = 1; i < images.size(); ++i) {
                gathering.images[images[i]].record.id += "-" + std::to_string(i + 1);
            }
        }
    }
}

/// Moves the images, sorted by id, with their findings.
void takeImages(Gathering& gathering, Dataset& dataset) {
    std::vector<std::size_t> order(gathering.images.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&gathering](std::size_t a, std::size_t b) {
        return gathering.images[a].record.id < gathering.images[b].record.id;
    });
    std::vector<std::size_t> positions(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        GatheredImage& image = gathering.images[order[i]];
        positions[order[i]] = i;
        dataset.images.push_back(image.record);
        image.record = {};
        dataset.issues.insert(dataset.issues.end(), std::make_move_iterator(image.issues.begin()),
                              std::make_move_iterator(image.issues.end()));
    }
    dataset.images.shrink();
    for (const GatheredSplit& split : gathering.splits) {
        std::vector<std::size_t>& indices = dataset.splits[split.name];
        for (const std::size_t image : split.images) {
            indices.push_back(positions[image]);
        }
    }
}

}  // namespace

GatheredSplit& Gathering::split(const std::string& name) {
    const auto found = std::find_if(splits.begin(), splits.end(),
                                    [&name](const GatheredSplit& each) { return each.name == name; });
    return found != splits.end() ? *found : splits.emplace_back(GatheredSplit{.name = name});
}

void Gathering::report(IssueKind kind, const fs::path& file, int line, std::string object, Sentence detail) {
    issues.push_back(
        {.kind = kind, .file = file, .line = line, .object = std::move(object), .detail = std::move(detail)});
}

void Gathering::reportEncoding(const fs::path& file, const std::string& encoding) {
    if (!encoding.empty()) {
        report(IssueKind::encoding, file, 0, {},
               Core::tr("The file is read as %1. Save it as UTF-8.").arg(encoding));
    }
}

void Gathering::reportCrowds(const fs::path& file, std::size_t count) {
    if (count > 0) {
        report(IssueKind::unusual_element, file, 0, {},
               Core::tr(
                   "Crowd regions (iscrowd): %1. They are never trained on, and in evaluation detections of "
                   "them count neither as right nor as wrong.")
                   .arg(count));
    }
}

void Gathering::keepSplit(const std::string& name) {
    if (name.empty()) {
        return;
    }
    const auto found = std::find_if(splits.begin(), splits.end(),
                                    [&name](const GatheredSplit& each) { return each.name == name; });
    if (found == splits.end()) {
        Dataset known;
        known.root = root;
        for (const GatheredSplit& each : splits) {
            known.splits[each.name];
        }
        known.splitIndices(name);
        return;
    }
    std::vector<std::size_t> position(images.size(), std::string::npos);
    std::vector<GatheredImage> kept;
    GatheredSplit split{.name = name};
    for (const std::size_t image : found->images) {
        if (position[image] == std::string::npos) {
            position[image] = kept.size();
            kept.push_back(std::move(images[image]));
        }
        split.images.push_back(position[image]);
    }
    images = std::move(kept);
    splits = {std::move(split)};
    reports_other_images = false;
}

std::optional<Dataset> datasetFrom(Gathering gathering, const ReadOptions& options,
                                   const std::stop_token& stop, const ProgressFn& progress) {
    gathering.keepSplit(options.split);
    findImages(gathering, options.check_images);
    nameImages(gathering);
    if (!place(gathering, options, stop, progress)) {
        return std::nullopt;
    }
    Dataset dataset;
    dataset.root = gathering.root;
    dataset.name = shownName(fs::absolute(gathering.root).lexically_normal().filename().native());
    if (dataset.name.empty()) {
        dataset.name =
            shownName(fs::absolute(gathering.root).lexically_normal().parent_path().filename().native());
    }
    dataset.classes = classesOf(gathering, options);
    applyLabels(gathering, dataset.classes);
    dataset.issues = std::move(gathering.issues);
    takeImages(gathering, dataset);
    reportOverlaps(dataset);
    for (DatasetIssue& finding : classNameFindings(dataset.classes, occurrencesOf(dataset))) {
        if (finding.file.empty() && !gathering.sources.empty()) {
            finding.file = gathering.sources.front().file;
        }
        dataset.issues.push_back(std::move(finding));
    }
    dataset.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - gathering.started).count();
    return dataset;
}

std::string describedObject(const GatheredImage& image, std::size_t object, const NameTable& names) {
    const std::vector<Annotation>& objects = image.record.objects;
    const int label = objects[object].label;
    const auto count =
        std::count_if(objects.begin(), objects.begin() + static_cast<std::ptrdiff_t>(object) + 1,
                      [label](const Annotation& other) { return other.label == label; });
    std::string text = names.names()[static_cast<std::size_t>(label)] + " " + std::to_string(count);
    if (object < image.object_ids.size()) {
        text += " (id " + std::to_string(image.object_ids[object]) + ")";
    }
    return text;
}

std::string plainImageName(std::string_view name) {
    std::string text = shownName(name);
    std::replace(text.begin(), text.end(), '\\', '/');
    if (text.size() > 1 && text[1] == ':') {
        text.erase(0, 2);
    }
    if (const std::size_t scheme = text.find("://"); scheme != std::string::npos) {
        text.erase(0, scheme + 3);
    }
    std::string plain;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('/', begin), text.size());
        const std::string_view part = std::string_view(text).substr(begin, end - begin);
        if (!part.empty() && part != "." && part != "..") {
            plain += (plain.empty() ? "" : "/") + std::string(part);
        }
        begin = end + 1;
    }
    return plain;
}

bool hasVocLayout(const fs::path& folder) {
    std::error_code ignored;
    constexpr int kEnough = 64;
    int seen = 0;
    for (fs::directory_iterator it(folder / "Annotations", ignored), end;
         !ignored && it != end && seen < kEnough; it.increment(ignored), ++seen) {
        if (caseFolded(shownName(it->path().extension().native())) == ".xml") {
            return true;
        }
    }
    return false;
}

}  // namespace priorscope
