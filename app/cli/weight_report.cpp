#include "app/cli/weight_report.hpp"

namespace priorscope::cli {

Json weightReportJson(const WeightReport& report) {
    Json reshaped = Json::array();
    Json shapes = Json::object();
    for (const ReshapedWeight& weight : report.reshaped) {
        reshaped.push_back(weight.name);
        shapes[weight.name] = {{"file", weight.in_file}, {"detector", weight.in_detector}};
    }
    Json refused = Json::array();
    for (const RefusedWeight& weight : report.refused) {
        refused.push_back({{"name", weight.name}, {"reason", weight.reason}});
    }
    return {{"source", report.source},
            {"format", report.format},
            {"taken", report.taken.size()},
            {"missing", report.missing},
            {"unexpected", report.unexpected},
            {"reshaped", reshaped},
            {"reshaped_shapes", shapes},
            {"refused", refused},
            {"notes", report.notes}};
}

}  // namespace priorscope::cli
