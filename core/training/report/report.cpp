#include "core/training/report/report.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text/number_text.hpp"
#include "core/base/text/text_encoding.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/image/class_color.hpp"
#include "core/training/report/report_parts.hpp"

namespace priorscope {
namespace report {
namespace {

/// The file and the two folders that it is in: what tells runs apart, without the rest of somebody's disk.
std::string shortPath(const std::filesystem::path& file) {
    constexpr std::ptrdiff_t kParts = 3;
    std::filesystem::path parts;
    const std::filesystem::path relative = file.relative_path();
    const auto count = std::distance(relative.begin(), relative.end());
    for (auto part = std::next(relative.begin(), std::max<std::ptrdiff_t>(count - kParts, 0));
         part != relative.end(); ++part) {
        parts /= *part;
    }
    return shownName(parts.string());
}

std::string row(const Page& page, const Sentence& title, const std::string& content) {
    return element("tr", "<th>" + page.said(title) + "</th><td>" + content + "</td>");
}

std::string card(const Page& page, const Sentence& title, const std::string& value, const Sentence& meaning) {
    return element("div",
                   "<b>" + value + "</b><span>" + page.said(title) + "</span><p class=\"how\">" +
                       page.said(meaning) + "</p>",
                   "class=\"card\"");
}

/// @return "#rrggbb"
std::string colorText(const Rgb& color) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = "#";
    for (const std::uint8_t part : color) {
        text += kDigits[part >> 4U];
        text += kDigits[part & 15U];
    }
    return text;
}

std::string classColors(const Page& page, ColorGround ground) {
    std::string rules;
    for (int label = 1; label <= page.classes(); ++label) {
        rules += ".c" + std::to_string(label) +
                 "{stroke:" + colorText(classColor(label - 1, page.classes(), ground)) + "}\n";
    }
    return rules;
}

Sentence nmsText(NmsMode mode) {
    switch (mode) {
        case NmsMode::per_class:
            return Core::tr("within a class");
        case NmsMode::agnostic:
            return Core::tr("over all classes");
        case NmsMode::none:
            return Core::tr("none");
    }
    return {};
}

constexpr const char* kRules = R"(
:root{color-scheme:light dark;--ground:#ffffff;--raised:#f3f3f4;--line:#d9d9dd;--grid:#ececee;--text:#1b1b1d;
--second:#65656b;--bar:#0072b233}
body{margin:0 auto;max-width:1080px;padding:24px 16px;background:var(--ground);color:var(--text);
font:14px/1.45 system-ui,"Noto Sans CJK SC",sans-serif}
h1{font-size:22px;margin:0 0 16px}h2{font-size:17px;margin:40px 0 4px}h3{font-size:14px;margin:24px 0 8px}
.how{color:var(--second);margin:0 0 12px;font-weight:normal}
.warning{border-left:3px solid #d55e00;padding:4px 12px;background:var(--raised);margin:0 0 8px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}
th,td{border-bottom:1px solid var(--line);padding:4px 10px;text-align:left;vertical-align:top}
th{font-weight:600}.n{text-align:right}.bar{position:relative;min-width:140px}
.bar i{position:absolute;right:0;top:4px;bottom:4px;background:var(--bar)}
.cards{display:flex;flex-wrap:wrap;gap:8px}.card{background:var(--raised);border-radius:4px;padding:12px;width:190px}
.card b{display:block;font-size:22px;font-variant-numeric:tabular-nums}.card span{font-weight:600}
.card p{font-size:12px;margin:4px 0 0}
.plot{display:block;width:100%;max-width:800px}.plot text{fill:var(--second);font-size:11px}
svg path{fill:none;stroke-width:1.5}.grid{stroke:var(--grid);stroke-width:1}
.all{stroke:var(--text);stroke-width:2.5}.mark{fill:var(--ground);stroke:var(--text);stroke-width:2}
.d1{stroke-dasharray:7 3}.d2{stroke-dasharray:2 2}.d3{stroke-dasharray:8 3 2 3}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:4px 20px}
.pictures{display:flex;flex-wrap:wrap;gap:12px}figure{margin:0;width:200px;break-inside:avoid}
figure img{display:block;max-width:100%}figcaption{font-size:12px;overflow-wrap:anywhere}
footer{margin-top:48px;color:var(--second);font-size:12px}
@media print{body{max-width:none;padding:0}h2,h3{break-after:avoid}tr,.card{break-inside:avoid}}
)";
constexpr const char* kDarkRules = R"(
:root{--ground:#141415;--raised:#1c1c1e;--line:#303034;--grid:#232326;--text:#e8e8ea;--second:#a8a8ae;
--bar:#56b4e955}
)";

}  // namespace

std::string styleSheet(const Page& page) {
    // Paper is light, whatever the screen is.
    return kRules + classColors(page, ColorGround::light) + "@media screen and (prefers-color-scheme:dark){" +
           kDarkRules + classColors(page, ColorGround::dark) + "}\n";
}

std::string aboutPart(const Page& page) {
    const DetectionOptions& at = page.options.detection;
    const VerdictCounts& counts = page.figures.counts.total;
    std::int64_t annotated = 0;
    for (const TruthImage& image : page.figures.truth) {
        annotated += static_cast<std::int64_t>(image.objects.size());
    }
    std::string rows =
        row(page, Core::tr("Detector"), xmlText(page.subject.detector)) +
        row(page, Core::tr("File"), xmlText(shortPath(page.subject.checkpoint))) +
        row(page, Core::tr("Dataset"), xmlText(page.dataset.name)) +
        row(page, Core::tr("Images"),
            std::to_string(page.split.images.size()) + " (" + xmlText(page.split.selection.text()) + ")") +
        row(page, Core::tr("Objects"),
            page.said(Core::tr("%1, of which %2 count").arg(annotated).arg(counts.objects))) +
        row(page, Core::tr("Score"), page.said(Core::tr("at least %1").arg(fixedText(at.min_score, 3)))) +
        row(page, Core::tr("NMS"),
            at.nms == NmsMode::none || at.nms_iou >= 1.0F ? page.said(nmsText(NmsMode::none))
                                                          : page.said(Core::tr("at an IoU above %1, %2")
                                                                          .arg(fixedText(at.nms_iou, 2))
                                                                          .arg(nmsText(at.nms)))) +
        row(page, Core::tr("Detections of an image"), page.said(Core::tr("at most %1").arg(at.top_k))) +
        row(page, Core::tr("Match"),
            page.said(Core::tr("at an IoU of at least %1, as VOC matches: each detection looks at the "
                               "object of its class that it overlaps most")
                          .arg(fixedText(page.options.match_iou, 2)))) +
        row(page, Core::tr("Made"), xmlText(page.subject.date + ", Priorscope " + page.subject.version));
    std::string warnings;
    for (const std::vector<Sentence>& sentences : {page.subject.remarks, notesOf(page.figures.evaluation)}) {
        for (const Sentence& sentence : sentences) {
            warnings += element("p", page.said(sentence), "class=\"warning\"");
        }
    }
    return element("h1", page.said(Core::tr("Detections on %1").arg(page.dataset.name))) + warnings +
           element("table", element("tbody", rows));
}

std::string figuresPart(const Page& page) {
    const VerdictCounts& counts = page.figures.counts.total;
    const CocoFigures& coco = page.figures.evaluation.coco;
    const Sentence at = Core::tr("mAP@%1 (VOC07)").arg(fixedText(page.options.match_iou, 2));
    const std::string cards =
        card(page, at, figure(page.figures.curves.map_voc07),
             Core::tr("Mean of the 11-point average precision of %1 classes that have objects")
                 .arg(page.figures.curves.averaged)) +
        card(page, Core::tr("mAP@%1 (VOC10)").arg(fixedText(page.options.match_iou, 2)),
             figure(page.figures.curves.map_voc10), Core::tr("The same with every point of the curve")) +
        card(page, Core::tr("COCO AP"), figure(coco.ap),
             Core::tr("Mean over IoU 0.50, 0.55, … 0.95, 101 points")) +
        card(page, Core::tr("COCO AP50"), figure(coco.ap50), Core::tr("At an IoU of 0.50")) +
        card(page, Core::tr("COCO AP75"), figure(coco.ap75),
             Core::tr("At an IoU of 0.75: boxes have to fit well")) +
        card(page, Core::tr("COCO AP by size"),
             figure(coco.ap_small, 2) + " / " + figure(coco.ap_medium, 2) + " / " + figure(coco.ap_large, 2),
             Core::tr("Objects below 32², up to 96² and above, in pixels")) +
        card(page, Core::tr("Precision"), figure(counts.precision()),
             Core::tr("Right detections among right and wrong ones, at the score")) +
        card(page, Core::tr("Recall"), figure(counts.recall()),
             Core::tr("Objects that are found, at the score")) +
        card(page, Core::tr("F1"), figure(counts.f1()), Core::tr("Harmonic mean of precision and recall")) +
        card(page, Core::tr("Right, wrong, missed"),
             std::to_string(counts.truePositives()) + " / " + std::to_string(counts.falsePositives()) +
                 " / " + std::to_string(counts.missed()),
             Core::tr("Detections that find an object, those that do not, objects that none finds"));
    return heading(page, Core::tr("Figures"),
                   Core::tr("Average precision is over every score down to the detector's own floor; "
                            "precision, recall "
                            "and F1 are at the score of this report.")) +
           element("div", cards, "class=\"cards\"");
}

}  // namespace report

std::optional<std::string> reportPage(const ReportSubject& subject, const Dataset& dataset,
                                      const SplitDetections& split, const ReportFigures& figures,
                                      const ReportOptions& options, std::stop_token stop,
                                      const ProgressFn& progress) {
    using namespace report;
    const Page page{subject, dataset, split, figures, options};
    const auto pictures = picturesPart(page, stop, progress);
    if (!pictures || stop.stop_requested()) {
        return std::nullopt;
    }
    // Nothing is asked of a network, not even by what somebody puts in later.
    const std::string policy =
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src "
        "data:; style-src 'unsafe-inline'\"/>\n";
    const std::string head =
        element("head", "<meta charset=\"utf-8\"/>\n" + policy +
                            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n" +
                            element("title", page.said(Core::tr("Detections on %1").arg(dataset.name))) +
                            element("style", styleSheet(page)));
    const std::string body =
        aboutPart(page) + figuresPart(page) + curvesPart(page) + classesPart(page) + causesPart(page) +
        reasonsPart(page) + confusionPart(page) + *pictures +
        element("footer",
                page.said(Core::tr("Sources of the definitions: VOCdevkit 2007, pycocotools, TIDE (2020).")));
    return "<!DOCTYPE html>\n" +
           element("html", head + element("body", body), "lang=\"" + xmlText(subject.language) + "\"");
}

}  // namespace priorscope
