#include "core/training/evaluation/validation_pictures.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "core/base/error.hpp"
#include "core/base/text/number_text.hpp"
#include "core/image/draw.hpp"
#include "core/training/evaluation/split_detections.hpp"

namespace priorscope {
namespace {

constexpr int kSide = 640;  // pixels
constexpr Rgb kOfGroundTruth{255, 255, 255};

/// The typeface of drawn labels has no other letters.
bool isAscii(const std::string& text) {
    return std::ranges::all_of(text, [](char each) { return static_cast<unsigned char>(each) < 0x80; });
}

std::vector<DrawnBox> drawnBoxes(const std::vector<Detection>& detections,
                                 const std::vector<std::string>& classes, const ImageRow& record) {
    std::vector<DrawnBox> boxes;
    for (const Detection& detection : detections) {
        if (detection.score < kDrawnWatchedScore) {
            continue;
        }
        const int index = detection.label - 1;
        const std::string& name = classes.at(static_cast<std::size_t>(index));
        boxes.push_back({.box = detection.box,
                         .label = (isAscii(name) ? name : "#" + std::to_string(detection.label)) + " " +
                                  fixedText(detection.score, 2),
                         .color = classColor(index, static_cast<int>(classes.size()), ColorGround::dark)});
    }
    for (const Annotation& object : record.objects) {
        boxes.push_back({.box = object.box, .label = {}, .color = kOfGroundTruth});
    }
    return boxes;
}

}  // namespace

ValidationPictures validationPictures(const Detector& detector, const Dataset& dataset,
                                      const ImageSelection& selection, int count,
                                      const std::stop_token& stop) {
    ValidationPictures pictures;
    if (count <= 0) {
        return pictures;
    }
    const std::vector<std::size_t> images = judgedImages(detector, dataset, selection).images;
    const Postprocessing& postprocessing = detector.spec().postprocessing;
    DetectionOptions options = postprocessing.detectionOptions();
    options.min_score = std::max(options.min_score, kLeastWatchedScore);
    const std::size_t chosen = std::min(images.size(), static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < chosen && !stop.stop_requested(); ++i) {
        const ImageRow record = dataset.images[images[i * images.size() / chosen]];
        try {
            const Image image = decodeImage(record.image_file, 0, record.orientation);
            auto detections =
                selectDetections(detector.detect(image, postprocessing.candidateOptions()), options);
            Image picture = thumbnail(image, kSide);
            drawBoxes(picture, drawnBoxes(detections, detector.spec().classes, record));
            pictures.drawn.push_back({.tag = "validation/" + record.id.text(),
                                      .width = picture.width,
                                      .height = picture.height,
                                      .file = jpegBytes(picture)});
            pictures.found.push_back({.id = record.id.text(), .detections = std::move(detections)});
        } catch (const Error&) {
            continue;  // the evaluation over the same images has reported it
        }
    }
    return pictures;
}

}  // namespace priorscope
