#include "core/formats/coco/coco_writer.hpp"

#include "core/base/json/json_values.hpp"
#include "core/base/text/number_text.hpp"
#include "core/formats/writing/output_folder.hpp"
#include "core/formats/writing/write_plan.hpp"

namespace priorscope {
namespace {

/// Enough for any pixel, without the last bits of a sum.
std::string coordinate(double pixels) {
    return significantText(pixels, 10);
}

class CocoText {
  public:
    explicit CocoText(const Dataset& dataset) : m_dataset(dataset) {}

    void add(const PlannedImage& planned, std::size_t number) {
        const ImageRow record = m_dataset.images[planned.index];
        const FramedImage framed = inFrame(record, Frame::stored);
        m_images += m_images.empty() ? "\n" : ",\n";
        m_images += R"({"id": )" + std::to_string(number) + R"(, "file_name": )" + jsonText(planned.name) +
                    R"(, "width": )" + std::to_string(framed.width) + R"(, "height": )" +
                    std::to_string(framed.height) + "}";
        for (std::size_t i = 0; i < record.objects.size(); ++i) {
            add(record.objects[i], framed.boxes[i], number);
        }
    }

    std::string document() const {
        std::string categories;
        for (std::size_t i = 0; i < m_dataset.classes.size(); ++i) {
            categories += (i == 0 ? "\n" : ",\n") + (R"({"id": )" + std::to_string(i + 1)) + R"(, "name": )" +
                          jsonText(m_dataset.classes[i]) + R"(, "supercategory": ""})";
        }
        return R"({"info": {"description": )" + jsonText(m_dataset.name) + "},\n\"licenses\": [],\n" +
               "\"images\": [" + m_images + "\n],\n\"annotations\": [" + m_annotations +
               "\n],\n\"categories\": [" + categories + "\n]}\n";
    }

  private:
    void add(const Annotation& object, const VocBox& box, std::size_t image) {
        const double width = box.xmax - box.xmin + 1.0;
        const double height = box.ymax - box.ymin + 1.0;
        m_annotations += m_annotations.empty() ? "\n" : ",\n";
        m_annotations += R"({"id": )" + std::to_string(++m_count) + R"(, "image_id": )" +
                         std::to_string(image) + R"(, "category_id": )" + std::to_string(object.label) +
                         R"(, "bbox": [)" + coordinate(box.xmin - 1.0) + ", " + coordinate(box.ymin - 1.0) +
                         ", " + coordinate(width) + ", " + coordinate(height) + R"(], "area": )" +
                         coordinate(width * height) + R"(, "iscrowd": )" + (object.crowd ? "1" : "0") +
                         R"(, "segmentation": [])";
        m_annotations += object.difficult && !object.crowd ? R"(, "difficult": 1)" : "";
        m_annotations += object.truncated ? R"(, "truncated": 1)" : "";
        m_annotations += object.occluded ? R"(, "occluded": 1)" : "";
        m_annotations += object.pose.empty() ? "" : R"(, "pose": )" + jsonText(object.pose.text());
        m_annotations += "}";
    }

    const Dataset& m_dataset;
    std::string m_images;
    std::string m_annotations;
    std::size_t m_count = 0;
};

}  // namespace

bool writeCocoDataset(const Dataset& dataset, const std::filesystem::path& folder,
                      const WriteOptions& options, const std::stop_token& stop, const ProgressFn& progress) {
    const WritePlan plan = planFor(dataset, options);
    OutputFolder out(folder);
    const auto write = [&](const std::string& name, const std::vector<std::size_t>& images) {
        CocoText text(dataset);
        for (const std::size_t image : images) {
            if (stop.stop_requested()) {
                return false;
            }
            text.add(plan.images[image], image + 1);
        }
        out.write("annotations/" + name + ".json", text.document());
        return true;
    };
    for (const auto& [name, images] : plan.splits) {
        if (!write("instances_" + name, images)) {
            return false;
        }
    }
    const std::vector<std::size_t> unlisted = plan.unlisted();
    if ((plan.splits.empty() || !unlisted.empty()) && !write("instances", unlisted)) {
        return false;
    }
    const auto place = [&plan](std::size_t i) { return "images/" + plan.images[i].name; };
    return out.finish(dataset, plan, options.images, place, stop, progress);
}

std::vector<Sentence> cocoLosses(const Dataset& dataset, const WriteOptions& options) {
    return lossesOf(dataset, options,
                    {.format = "COCO",
                     .difficult = true,
                     .truncated = true,
                     .occluded = true,
                     .pose = true,
                     .crowd = true});
}

}  // namespace priorscope
