#include "core/formats/openimages/open_images_writer.hpp"

#include <map>

#include "core/base/text/csv_cell.hpp"
#include "core/base/text/number_text.hpp"
#include "core/formats/writing/output_folder.hpp"
#include "core/formats/writing/write_plan.hpp"

namespace priorscope {
namespace {

struct SplitTables {
    std::string boxes =
        "ImageID,Source,LabelName,Confidence,XMin,XMax,YMin,YMax,IsOccluded,IsTruncated,IsGroupOf,"
        "IsDepiction,"
        "IsInside\n";
    std::string images = "ImageID,Subset\n";
};

std::string labelName(int label) {
    return "/c/" + std::to_string(label);
}

std::string rowsOf(const ImageRow& record, const std::string& id) {
    constexpr int kDecimals = 10;
    const FramedImage framed = inFrame(record, Frame::stored);
    std::string rows;
    for (std::size_t i = 0; i < record.objects.size(); ++i) {
        const Annotation& object = record.objects[i];
        const VocBox& box = framed.boxes[i];
        rows += csvCell(id) + ",xclick," + labelName(object.label) + ",1";
        for (const double fraction : {(box.xmin - 1.0) / framed.width, box.xmax / framed.width,
                                      (box.ymin - 1.0) / framed.height, box.ymax / framed.height}) {
            rows += "," + fixedText(fraction, kDecimals);
        }
        for (const bool flag : {object.occluded, object.truncated, object.crowd, false, false}) {
            rows += flag ? ",1" : ",0";
        }
        rows += "\n";
    }
    return rows;
}

}  // namespace

bool writeOpenImagesDataset(const Dataset& dataset, const std::filesystem::path& folder,
                            const WriteOptions& options, const std::stop_token& stop,
                            const ProgressFn& progress) {
    const WritePlan plan = planFor(dataset, options);
    const SingleSplits splits = singleSplits(plan);
    const std::vector<std::string> folders = foldersBySplit(plan, splits);
    std::map<std::string, SplitTables> tables;
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        if (stop.stop_requested()) {
            return false;
        }
        SplitTables& table = tables[splits.of[i]];
        // A stem that begins with the split's name lies in its folder already.
        const std::string id = plan.images[i].stem;
        table.images += csvCell(id) + "," + csvCell(splits.of[i]) + "\n";
        table.boxes += rowsOf(dataset.images[plan.images[i].index], id);
    }
    OutputFolder out(folder);
    for (const auto& [name, table] : tables) {
        const std::string prefix = name.empty() ? std::string() : name + "-";
        out.write(prefix + "annotations-bbox.csv", table.boxes);
        out.write(prefix + "images.csv", table.images);
    }
    std::string descriptions;
    for (std::size_t i = 0; i < dataset.classes.size(); ++i) {
        descriptions += labelName(static_cast<int>(i) + 1) + "," + csvCell(dataset.classes[i]) + "\n";
    }
    out.write("class-descriptions-boxable.csv", descriptions);
    const auto place = [&](std::size_t i) {
        return (splits.of[i].empty() ? "images/" : folders[i]) + plan.images[i].name;
    };
    return out.finish(dataset, plan, options.images, place, stop, progress);
}

std::vector<Sentence> openImagesLosses(const Dataset& dataset, const WriteOptions& options) {
    return lossesOf(dataset, options,
                    {.format = "Open Images",
                     .truncated = true,
                     .occluded = true,
                     .crowd = true,
                     .several_splits = false,
                     .class_order = false});
}

}  // namespace priorscope
