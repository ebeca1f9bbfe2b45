// slices
#include <memory>

#include "app/cli/command.hpp"
#include "app/cli/judged_pass.hpp"
#include "core/evaluation/rescoring/class_curves.hpp"

namespace priorscope::cli {
namespace {

struct SlicesCommand {
    JudgedPassArguments pass;
    float min_score = DetectionOptions{}.min_score;
};

/// A group with its figures.
struct Row {
    std::string name;
    SliceCounts counts;
    std::optional<double> map_voc07;
};

std::vector<Row> rowsOf(const JudgedPass& pass, SliceKind kind, float min_score) {
    std::vector<Row> rows;
    for (const SliceCounts& counts :
         countSlices(pass.slices, kind, pass.found.candidates, pass.kept, pass.judged, min_score)) {
        const auto bin = static_cast<int>(rows.size());
        const SplitCurves curves =
            curvesOf(splitOfSlice(pass.slices, {kind, bin}, pass.found.candidates, pass.kept, pass.judged),
                     pass.found.mapping.judged)
                .value();
        rows.push_back({sliceBinName(kind, bin), counts, curves.map_voc07});
    }
    return rows;
}

Json rowsJson(const std::vector<Row>& rows) {
    Json json = Json::array();
    for (const Row& row : rows) {
        json.push_back({{"group", row.name},
                        {"objects", row.counts.objects},
                        {"found", row.counts.found},
                        {"recall", jsonOrNull(row.counts.recall())},
                        {"right", row.counts.right},
                        {"wrong", row.counts.wrong},
                        {"precision", jsonOrNull(row.counts.precision())},
                        {"map_voc07", jsonOrNull(row.map_voc07)}});
    }
    return json;
}

void print(const std::string& kind, const std::vector<Row>& rows, std::ostream& out) {
    Table table({kind, "objects", "found", "recall", "right", "wrong", "precision", "mAP (VOC07)"});
    for (const Row& row : rows) {
        table.add({row.name, std::to_string(row.counts.objects), std::to_string(row.counts.found),
                   fixed(row.counts.recall(), 3), std::to_string(row.counts.right),
                   std::to_string(row.counts.wrong), fixed(row.counts.precision(), 3),
                   fixed(row.map_voc07, 3)});
    }
    table.print(out);
}

int slices(const SlicesCommand& command, Context& context) {
    JudgedPassArguments arguments = command.pass;
    arguments.has_brightness = true;
    const JudgedPass pass = judgedPass(arguments, "Detecting", "detecting", context);
    Json kinds = Json::object();
    if (!context.console.json()) {
        pass.chosen.print(context.console.text());
    }
    for (std::size_t i = 0; i < kSliceKinds; ++i) {
        const auto kind = static_cast<SliceKind>(i);
        const std::vector<Row> rows = rowsOf(pass, kind, command.min_score);
        if (rows.empty()) {
            continue;
        }
        kinds[sliceKindName(kind)] = rowsJson(rows);
        if (!context.console.json()) {
            print(sliceKindName(kind), rows, context.console.text());
        }
    }
    Json document{{"min_score", command.min_score}, {"match_iou", command.pass.match_iou}, {"slices", kinds}};
    pass.chosen.addTo(document);
    context.console.printJson(document);
    return 0;
}

}  // namespace

void addSlicesCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<SlicesCommand>();
    CLI::App* slices_app = addCommand(app, invocation, "slices",
                                      "Which objects are hard: figures by size, shape, surroundings, "
                                      "brightness, best prior and feature map",
                                      command, slices);
    addJudgedPass(*slices_app, command->pass);
    slices_app->add_option("--min-score", command->min_score, "Detections below it are not counted")
        ->check(between(0.0, 1.0))
        ->capture_default_str();
}

}  // namespace priorscope::cli
