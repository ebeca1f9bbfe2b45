#include "core/formats/labelme/labelme_writer.hpp"

#include "core/base/json/json_values.hpp"
#include "core/base/text/number_text.hpp"
#include "core/formats/writing/output_folder.hpp"
#include "core/formats/writing/write_plan.hpp"

namespace priorscope {
namespace {

std::string pointText(double x, double y) {
    return "[" + significantText(x, 10) + ", " + significantText(y, 10) + "]";
}

std::string flagsText(const Annotation& object) {
    std::string text;
    const auto add = [&text](const char* name, bool is_set) {
        if (is_set) {
            text += (text.empty() ? "\"" : ", \"") + std::string(name) + "\": true";
        }
    };
    add("difficult", object.difficult && !object.crowd);
    add("truncated", object.truncated);
    add("occluded", object.occluded);
    add("iscrowd", object.crowd);
    return "{" + text + "}";
}

std::string textOf(const Dataset& dataset, const PlannedImage& planned) {
    const ImageRow record = dataset.images[planned.index];
    const FramedImage framed = inFrame(record, Frame::shown);
    std::string shapes;
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        const Annotation& object = record.objects[i];
        const VocBox& box = framed.boxes[i];
        shapes += std::string(i == 0 ? "\n" : ",\n") +
                  "    {\"label\": " + jsonText(dataset.className(object.label)) + ", \"points\": [" +
                  pointText(box.xmin - 1.0, box.ymin - 1.0) + ", " + pointText(box.xmax, box.ymax) +
                  "], \"group_id\": null, \"shape_type\": \"rectangle\", \"flags\": " + flagsText(object) +
                  (object.pose.empty() ? "" : ", \"pose\": " + jsonText(object.pose.text())) + "}";
    }
    return "{\n  \"version\": \"5.0.1\",\n  \"flags\": {},\n  \"shapes\": [" + shapes +
           "\n  ],\n  \"imagePath\": " + jsonText(planned.name.substr(planned.name.rfind('/') + 1)) +
           ",\n  \"imageData\": null,\n  \"imageHeight\": " + std::to_string(framed.height) +
           ",\n  \"imageWidth\": " + std::to_string(framed.width) + "\n}\n";
}

}  // namespace

bool writeLabelmeDataset(const Dataset& dataset, const std::filesystem::path& folder,
                         const WriteOptions& options, const std::stop_token& stop,
                         const ProgressFn& progress) {
    const WritePlan plan = planFor(dataset, options);
    const std::vector<std::string> folders = foldersBySplit(plan, singleSplits(plan));
    OutputFolder out(folder);
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        if (stop.stop_requested()) {
            return false;
        }
        out.write(folders[i] + plan.images[i].stem + ".json", textOf(dataset, plan.images[i]));
    }
    const auto place = [&](std::size_t i) { return folders[i] + plan.images[i].name; };
    return out.finish(dataset, plan, options.images, place, stop, progress);
}

std::vector<Sentence> labelmeLosses(const Dataset& dataset, const WriteOptions& options) {
    return lossesOf(dataset, options,
                    {.format = "LabelMe",
                     .difficult = true,
                     .truncated = true,
                     .occluded = true,
                     .pose = true,
                     .crowd = true,
                     .several_splits = false,
                     .class_order = false});
}

}  // namespace priorscope
