#include "app/cli/weight_report.hpp"

namespace priorscope::cli {

namespace {

Json classRowsJson(const ClassRowReport& rows) {
    if (rows.by == ClassRowReport::By::none) {
        return nullptr;
    }
    const bool by_name = rows.by == ClassRowReport::By::name;
    return {{"by", by_name ? "name" : "order"},
            {"list", by_name ? Json(rows.list.text()) : Json(nullptr)},
            {"kept", rows.kept},
            {"moved", rows.moved},
            {"fresh", rows.fresh},
            {"dropped", rows.dropped},
            {"in_part", rows.in_part}};
}

}  // namespace

Json weightReportJson(const WeightReport& report) {
    Json reshaped = Json::array();
    Json shapes = Json::object();
    for (const ReshapedWeight& weight : report.reshaped) {
        reshaped.push_back(weight.name);
        shapes[weight.name] = {{"file", weight.in_file}, {"detector", weight.in_detector}};
    }
    Json refused = Json::array();
    for (const RefusedWeight& weight : report.refused) {
        refused.push_back({{"name", weight.name}, {"reason", weight.reason.text()}});
    }
    return {{"source", report.source.text()},
            {"format", report.format},
            {"taken", report.taken.size()},
            {"missing", report.missing},
            {"unexpected", report.unexpected},
            {"reshaped", reshaped},
            {"reshaped_shapes", shapes},
            {"refused", refused},
            {"class_rows", classRowsJson(report.class_rows)},
            {"notes", report.notes}};
}

}  // namespace priorscope::cli
