#include "core/formats/cvat/cvat_writer.hpp"

#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/formats/writing/output_folder.hpp"
#include "core/formats/writing/write_plan.hpp"

namespace priorscope {
namespace {

std::string attribute(const char* name, const std::string& value) {
    return std::string(" ") + name + "=\"" + xmlText(value) + "\"";
}

std::string edge(const char* name, double pixels) {
    return attribute(name, significantText(pixels, 10));
}

std::string metaText(const Dataset& dataset) {
    std::string text =
        "  <meta>\n    <task>\n      <name>" + xmlText(dataset.name) + "</name>\n      <labels>\n";
    for (const std::string& name : dataset.classes) {
        text += "        <label>\n          <name>" + xmlText(name) + "</name>\n          <attributes>\n";
        for (const char* flag : {"difficult", "truncated", "iscrowd"}) {
            text += std::string("            <attribute><name>") + flag +
                    "</name><mutable>False</mutable><input_type>checkbox</input_type>"
                    "<default_value>false</default_value><values>false</values></attribute>\n";
        }
        text +=
            "            <attribute><name>pose</name><mutable>False</mutable><input_type>text</input_type>"
            "<default_value></default_value><values></values></attribute>\n"
            "          </attributes>\n        </label>\n";
    }
    return text + "      </labels>\n    </task>\n  </meta>\n";
}

std::string boxText(const std::string& label, const Annotation& object, const VocBox& box) {
    std::string text = "    <box" + attribute("label", label) + attribute("source", "manual") +
                       attribute("occluded", object.occluded ? "1" : "0") + edge("xtl", box.xmin - 1.0) +
                       edge("ytl", box.ymin - 1.0) + edge("xbr", box.xmax) + edge("ybr", box.ymax) +
                       attribute("z_order", "0") + ">\n";
    const auto add = [&text](const char* name, const std::string& value) {
        text += "      <attribute" + attribute("name", name) + ">" + xmlText(value) + "</attribute>\n";
    };
    add("difficult", object.difficult && !object.crowd ? "true" : "false");
    add("truncated", object.truncated ? "true" : "false");
    add("iscrowd", object.crowd ? "true" : "false");
    if (!object.pose.empty()) {
        add("pose", object.pose);
    }
    return text + "    </box>\n";
}

}  // namespace

bool writeCvatDataset(const Dataset& dataset, const std::filesystem::path& folder,
                      const WriteOptions& options, const std::stop_token& stop, const ProgressFn& progress) {
    const WritePlan plan = planFor(dataset, options);
    const SingleSplits splits = singleSplits(plan);
    OutputFolder out(folder);
    std::string text =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<annotations>\n  <version>1.1</version>\n" +
        metaText(dataset);
    for (std::size_t i = 0; i < plan.images.size(); ++i) {
        if (stop.stop_requested()) {
            return false;
        }
        const ImageRow record = dataset.images[plan.images[i].index];
        const FramedImage framed = inFrame(record, Frame::shown);
        text += "  <image" + attribute("id", std::to_string(i)) + attribute("name", plan.images[i].name) +
                (splits.of[i].empty() ? "" : attribute("subset", splits.of[i])) +
                attribute("width", std::to_string(framed.width)) +
                attribute("height", std::to_string(framed.height)) + ">\n";
        for (std::size_t o = 0; o < record.objects.size(); ++o) {
            const Annotation& object = record.objects[o];
            text += boxText(dataset.className(object.label), object, framed.boxes[o]);
        }
        text += "  </image>\n";
    }
    out.write("annotations.xml", text + "</annotations>\n");
    const auto place = [&plan](std::size_t i) { return "images/" + plan.images[i].name; };
    return out.finish(dataset, plan, options.images, place, stop, progress);
}

std::vector<Sentence> cvatLosses(const Dataset& dataset, const WriteOptions& options) {
    return lossesOf(dataset, options,
                    {.format = "CVAT",
                     .difficult = true,
                     .truncated = true,
                     .occluded = true,
                     .pose = true,
                     .crowd = true,
                     .several_splits = false});
}

}  // namespace priorscope
