#include "core/formats/voc/voc_writer.hpp"

#include <algorithm>
#include <cmath>

#include "core/formats/voc/annotation_writer.hpp"
#include "core/formats/writing/output_folder.hpp"
#include "core/formats/writing/write_plan.hpp"

namespace priorscope {
namespace {

constexpr const char* kImages = "JPEGImages";

VocBox wholePixelsOf(const VocBox& box) {
    const double xmin = std::round(box.xmin);
    const double ymin = std::round(box.ymin);
    return {xmin, ymin, std::max(std::round(box.xmax), xmin), std::max(std::round(box.ymax), ymin)};
}

std::string textOf(const Dataset& dataset, const PlannedImage& planned) {
    const ImageRow record = dataset.images[planned.index];
    const FramedImage framed = inFrame(record, Frame::stored);
    WrittenAnnotation annotation{.folder = kImages,
                                 .file_name = planned.name.substr(planned.name.rfind('/') + 1),
                                 .database = dataset.name,
                                 .width = framed.width,
                                 .height = framed.height,
                                 .verified = record.verified};
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        const Annotation& object = record.objects[i];
        annotation.objects.push_back({.name = dataset.className(object.label),
                                      .box = wholePixelsOf(framed.boxes[i]),
                                      .difficult = object.difficult,
                                      .truncated = object.truncated,
                                      .occluded = object.occluded,
                                      .pose = object.pose});
    }
    return annotationText(annotation);
}

}  // namespace

bool writeVocDataset(const Dataset& dataset, const std::filesystem::path& folder, const WriteOptions& options,
                     const std::stop_token& stop, const ProgressFn& progress) {
    const WritePlan plan = planFor(dataset, options);
    OutputFolder out(folder);
    out.makeFolder("Annotations");
    out.makeFolder(kImages);
    for (const PlannedImage& image : plan.images) {
        if (stop.stop_requested()) {
            return false;
        }
        out.write("Annotations/" + image.stem + ".xml", textOf(dataset, image));
    }
    for (const auto& [name, images] : plan.splits) {
        std::string list;
        for (const std::size_t image : images) {
            list += plan.images[image].stem + "\n";
        }
        out.write("ImageSets/Main/" + name + ".txt", list);
    }
    const auto place = [&plan](std::size_t i) { return kImages + ("/" + plan.images[i].name); };
    return out.finish(dataset, plan, options.images, place, stop, progress);
}

std::vector<Sentence> vocLosses(const Dataset& dataset, const WriteOptions& options) {
    return lossesOf(dataset, options,
                    {.format = "VOC",
                     .difficult = true,
                     .truncated = true,
                     .occluded = true,
                     .pose = true,
                     .verified = true,
                     .parts_of_pixels = false,
                     .class_order = false});
}

}  // namespace priorscope
