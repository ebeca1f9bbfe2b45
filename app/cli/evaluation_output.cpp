#include "app/cli/evaluation_output.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace priorscope::cli {
namespace {

Json classAsJson(const ClassEvaluation& each) {
    return {{"ap_voc07", jsonOrNull(each.ap_voc07)},
            {"ap_voc10", jsonOrNull(each.ap_voc10)},
            {"ap50", jsonOrNull(each.ap50)},
            {"positives", each.positives}};
}

/// The classes of the data, then those that only the detector has, whose figures are null.
Json evaluationAsJson(const Evaluation& evaluation) {
    Json classes = Json::object();
    for (const ClassEvaluation& each : evaluation.classes) {
        classes[each.name] = classAsJson(each);
    }
    for (const std::string& name : evaluation.gaps.without_objects) {
        if (!classes.contains(name)) {
            classes[name] = classAsJson({});
        }
    }
    const CocoFigures& coco = evaluation.coco;
    return {{"map_voc07", jsonOrNull(evaluation.map_voc07)},
            {"map_voc10", jsonOrNull(evaluation.map_voc10)},
            {"coco",
             {{"ap", jsonOrNull(coco.ap)},
              {"ap50", jsonOrNull(coco.ap50)},
              {"ap75", jsonOrNull(coco.ap75)},
              {"ap_small", jsonOrNull(coco.ap_small)},
              {"ap_medium", jsonOrNull(coco.ap_medium)},
              {"ap_large", jsonOrNull(coco.ap_large)},
              {"ar1", jsonOrNull(coco.ar1)},
              {"ar10", jsonOrNull(coco.ar10)},
              {"ar100", jsonOrNull(coco.ar100)},
              {"ar_small", jsonOrNull(coco.ar_small)},
              {"ar_medium", jsonOrNull(coco.ar_medium)},
              {"ar_large", jsonOrNull(coco.ar_large)}}},
            {"images", evaluation.images},
            {"notes", notesOf(evaluation)},
            {"classes", std::move(classes)}};
}

void printEvaluation(const Evaluation& evaluation, std::ostream& out) {
    Table table({"class", "objects", "AP@0.5 (VOC07)", "AP@0.5 (VOC10)"});
    for (const ClassEvaluation& each : evaluation.classes) {
        table.add(
            {each.name, std::to_string(each.positives), fixed(each.ap_voc07, 3), fixed(each.ap_voc10, 3)});
    }
    table.add({"mean", "", fixed(evaluation.map_voc07, 3), fixed(evaluation.map_voc10, 3)});
    table.print(out);
    const CocoFigures& coco = evaluation.coco;
    out << "\nCOCO: mAP@[.5:.95] " << fixed(coco.ap, 3) << ", at 0.50 " << fixed(coco.ap50, 3) << ", at 0.75 "
        << fixed(coco.ap75, 3) << "; small " << fixed(coco.ap_small, 3) << ", medium "
        << fixed(coco.ap_medium, 3) << ", large " << fixed(coco.ap_large, 3) << "; recall at 100 detections "
        << fixed(coco.ar100, 3) << "; " << evaluation.images << " images\n";
}

}  // namespace

void show(const Evaluation& evaluation, Console& console) {
    for (const Sentence& note : notesOf(evaluation)) {
        console.note(note);
    }
    if (!console.printJson(evaluationAsJson(evaluation))) {
        printEvaluation(evaluation, console.text());
    }
}

}  // namespace priorscope::cli
