#include "app/cli/threshold_output.hpp"

#include <array>
#include <utility>

#include "app/cli/threshold_arguments.hpp"
#include "core/base/json/json_fields.hpp"

namespace priorscope::cli {
namespace {

constexpr std::array<std::pair<Outcome, const char*>, 5> kWrong{{
    {Outcome::classification, "classification"},
    {Outcome::localization, "localization"},
    {Outcome::both, "both"},
    {Outcome::duplicate, "duplicate"},
    {Outcome::background, "background"},
}};

/// [kMissedReasons]
constexpr std::array<const char*, kMissedReasons> kReasons{
    "suppressed", "beyond_top_k", "given_away", "low_score", "other_class", "misplaced", "no_candidate"};

Json countsAsJson(const VerdictCounts& counts) {
    Json causes = Json::object();
    for (const auto& [outcome, name] : kWrong) {
        causes[name] = counts.count(outcome);
    }
    return {{"right", counts.truePositives()},
            {"wrong", counts.falsePositives()},
            {"ignored", counts.count(Outcome::ignored)},
            {"objects", counts.objects},
            {"missed", counts.missed()},
            {"precision", jsonOrNull(counts.precision())},
            {"recall", jsonOrNull(counts.recall())},
            {"f1", jsonOrNull(counts.f1())},
            {"causes", std::move(causes)}};
}

Json confusionAsJson(const ConfusionMatrix& confusion, const std::vector<std::string>& classes) {
    Json names = Json::array({"background"});
    for (const std::string& name : classes) {
        names.push_back(name);
    }
    Json rows = Json::array();
    for (int object = 0; object <= confusion.classes(); ++object) {
        Json row = Json::array();
        for (int detected = 0; detected <= confusion.classes(); ++detected) {
            row.push_back(confusion.at(object, detected));
        }
        rows.push_back(std::move(row));
    }
    return {{"classes", std::move(names)}, {"objects_by_detections", std::move(rows)}};
}

/// The points at which the recall rises: between two of them only the precision falls.
Json curveAsJson(const ClassCurve& curve) {
    Json scores = Json::array();
    Json precisions = Json::array();
    Json recalls = Json::array();
    std::int64_t right = 0;
    for (const ScorePoint& point : curve.points) {
        if (point.right > right && curve.positives > 0) {
            right = point.right;
            scores.push_back(decimalFromFloat(point.score));
            precisions.push_back(point.precision());
            recalls.push_back(point.recall(curve.positives));
        }
    }
    return {
        {"score", std::move(scores)}, {"precision", std::move(precisions)}, {"recall", std::move(recalls)}};
}

Json calibrationAsJson(const ThresholdFigures& figures) {
    Json bins = Json::array();
    for (std::size_t i = 0; i < figures.calibration.size(); ++i) {
        const CalibrationBin& bin = figures.calibration[i];
        const auto count = static_cast<double>(bin.detections);
        const bool has_any = bin.detections > 0;
        bins.push_back({{"from", static_cast<double>(i) / static_cast<double>(kCalibrationBins)},
                        {"to", static_cast<double>(i + 1) / static_cast<double>(kCalibrationBins)},
                        {"detections", bin.detections},
                        {"right", bin.right},
                        {"mean_score", has_any ? Json(bin.scores / count) : Json()}});
    }
    return {{"ece", jsonOrNull(figures.calibration_error)}, {"bins", std::move(bins)}};
}

Json precisionsAsJson(const std::optional<IouCurve::Precisions>& precisions) {
    return precisions ? Json(*precisions) : Json();
}

Json iouCurveAsJson(const IouCurve& curve, const std::vector<std::string>& classes) {
    Json of_class = Json::object();
    for (std::size_t c = 0; c < curve.class_ap.size(); ++c) {
        of_class[classes.at(c)] = precisionsAsJson(curve.class_ap[c]);
    }
    return {{"iou", curve.iou}, {"mean", precisionsAsJson(curve.mean_ap)}, {"classes", std::move(of_class)}};
}

}  // namespace

Json thresholdsAsJson(const ThresholdFigures& figures, const std::vector<std::string>& classes) {
    const DetectionOptions& at = figures.options.detection;
    Json of_class = Json::object();
    Json curves = Json::object();
    for (std::size_t c = 0; c < classes.size(); ++c) {
        of_class[classes[c]] = countsAsJson(figures.counts.classes.at(c + 1));
        curves[classes[c]] = curveAsJson(figures.curves.classes.at(c));
    }
    Json missed = Json::object();
    for (std::size_t i = 0; i < kReasons.size(); ++i) {
        missed[kReasons[i]] = figures.missed[i];
    }
    return {{"score", decimalFromFloat(at.min_score)},
            {"match_iou", figures.options.match_iou},
            {"nms_iou", decimalFromFloat(at.nms_iou)},
            {"nms", nmsName(at.nms)},
            {"top_k", at.top_k},
            {"counts", countsAsJson(figures.counts.total)},
            {"classes", std::move(of_class)},
            {"confusion", confusionAsJson(figures.counts.confusion, classes)},
            {"map_voc07", jsonOrNull(figures.curves.map_voc07)},
            {"map_voc10", jsonOrNull(figures.curves.map_voc10)},
            {"curves", {{"all", curveAsJson(figures.curves.all)}, {"classes", std::move(curves)}}},
            {"calibration", calibrationAsJson(figures)},
            {"missed", std::move(missed)},
            {"ap_by_iou", iouCurveAsJson(figures.iou_curve, classes)}};
}

std::string thresholdsText(const ThresholdFigures& figures) {
    const VerdictCounts& counts = figures.counts.total;
    return "At score " + fixed(static_cast<double>(figures.options.detection.min_score), 2) + " and IoU " +
           fixed(figures.options.match_iou, 2) + ": precision " + fixed(counts.precision(), 3) + ", recall " +
           fixed(counts.recall(), 3) + ", F1 " + fixed(counts.f1(), 3) + " (right " +
           std::to_string(counts.truePositives()) + ", wrong " + std::to_string(counts.falsePositives()) +
           ", missed " + std::to_string(counts.missed()) + ")\n";
}

}  // namespace priorscope::cli
