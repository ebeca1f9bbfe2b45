#include "core/formats/yolo/yolo_writer.hpp"

#include <algorithm>

#include "core/base/json/json_values.hpp"
#include "core/base/text/number_text.hpp"
#include "core/formats/writing/output_folder.hpp"
#include "core/formats/writing/write_plan.hpp"

namespace priorscope {
namespace {

std::string labelsOf(const ImageRow& record) {
    constexpr int kDecimals = 10;
    const FramedImage framed = inFrame(record, Frame::shown);
    std::string text;
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        if (record.objects[i].crowd) {
            continue;
        }
        // Readers refuse what is not within the image.
        const VocBox& box = framed.boxes[i];
        const double left = std::max(box.xmin - 1.0, 0.0);
        const double top = std::max(box.ymin - 1.0, 0.0);
        const double right = std::min(box.xmax, static_cast<double>(framed.width));
        const double bottom = std::min(box.ymax, static_cast<double>(framed.height));
        if (left >= right || top >= bottom) {
            continue;
        }
        text += std::to_string(record.objects[i].label - 1);
        for (const double fraction :
             {(left + right) / 2.0 / framed.width, (top + bottom) / 2.0 / framed.height,
              (right - left) / framed.width, (bottom - top) / framed.height}) {
            text += " " + fixedText(fraction, kDecimals);
        }
        text += "\n";
    }
    return text;
}

/// @return [images] paths below images and labels, without ending
std::vector<std::string> stemsOf(const WritePlan& plan, bool in_folders) {
    const std::vector<std::string> folders =
        in_folders ? foldersBySplit(plan, singleSplits(plan)) : std::vector<std::string>(plan.images.size());
    std::vector<std::string> stems;
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        stems.push_back(folders[i] + plan.images[i].stem);
    }
    return stems;
}

/// JSON's texts are YAML's, too.
std::string descriptionText(const Dataset& dataset, const WritePlan& plan, bool in_folders) {
    std::string text;
    for (const auto& [name, images] : plan.splits) {
        text += jsonText(name) + ": " + jsonText(in_folders ? "images/" + name : name + ".txt") + "\n";
    }
    text += "nc: " + std::to_string(dataset.classes.size()) + "\nnames:\n";
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        text += "  " + std::to_string(i) + ": " + jsonText(dataset.classes[i]) + "\n";
    }
    return text;
}

}  // namespace

bool writeYoloDataset(const Dataset& dataset, const std::filesystem::path& folder,
                      const WriteOptions& options, const std::stop_token& stop, const ProgressFn& progress) {
    const WritePlan plan = planFor(dataset, options);
    const bool in_folders = !plan.splits.empty() && !plan.hasOverlaps() && plan.unlisted().empty();
    const std::vector<std::string> stems = stemsOf(plan, in_folders);
    const auto nameOf = [&](std::size_t image) {
        return stems[image] + plan.images[image].name.substr(plan.images[image].stem.size());
    };
    OutputFolder out(folder);
    out.makeFolder("images");
    out.makeFolder("labels");
    out.write("data.yaml", descriptionText(dataset, plan, in_folders));
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        if (stop.stop_requested()) {
            return false;
        }
        out.write("labels/" + stems[i] + ".txt", labelsOf(dataset.images[plan.images[i].index]));
    }
    for (const auto& [name, images] : plan.splits) {
        std::string lines;
        for (const std::size_t image : images) {
            lines += "./images/" + nameOf(image) + "\n";
        }
        if (in_folders) {
            out.makeFolder("images/" + name);
        } else {
            out.write(name + ".txt", lines);
        }
    }
    const auto place = [&](std::size_t i) { return "images/" + nameOf(i); };
    return out.finish(dataset, plan, options.images, place, stop, progress);
}

std::vector<Sentence> yoloLosses(const Dataset& dataset, const WriteOptions& options) {
    return lossesOf(dataset, options, {.format = "YOLO", .outside = false});
}

}  // namespace priorscope
