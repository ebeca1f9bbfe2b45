#include <algorithm>
#include <array>
#include <tuple>
#include <utility>
#include <vector>

#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/training/report/report_parts.hpp"

namespace priorscope::report {
namespace {

std::string headCells(const Page& page, const std::vector<Sentence>& titles) {
    std::string cells;
    for (const Sentence& title : titles) {
        cells += (cells.empty() ? "<th>" : "<th class=\"n\">") + page.said(title) + "</th>";
    }
    return cells;
}

/// A bar behind a figure.
/// @param share  of the longest, [0, 1]
std::string barCell(const std::string& content, double share) {
    return "<td class=\"n bar\"><i style=\"width:" + fixedText(100.0 * std::clamp(share, 0.0, 1.0), 1) +
           "%\"></i>" + content + "</td>";
}

double largest(const std::array<double, kErrorCauses>& values) {
    return std::max(*std::ranges::max_element(values), 1e-9);
}

/// Counted at the score, by the verdicts that the page shows.
std::int64_t countOf(const VerdictCounts& counts, ErrorCause cause) {
    switch (cause) {
        case ErrorCause::classification:
            return counts.count(Outcome::classification);
        case ErrorCause::localization:
            return counts.count(Outcome::localization);
        case ErrorCause::both:
            return counts.count(Outcome::both);
        case ErrorCause::duplicate:
            return counts.count(Outcome::duplicate);
        case ErrorCause::background:
            return counts.count(Outcome::background);
        case ErrorCause::missed:
            return counts.missed();
    }
    return 0;
}

/// A cell of the confusion matrix, the darker the larger its share of the row.
std::string shadedCell(std::int64_t count, std::int64_t row, bool is_right) {
    if (count == 0) {
        return "<td class=\"n\"></td>";
    }
    const double share = static_cast<double>(count) / static_cast<double>(std::max<std::int64_t>(row, 1));
    return "<td class=\"n\" style=\"background:rgba(" + std::string(is_right ? "0,158,115" : "213,94,0") +
           "," + fixedText(0.08 + 0.6 * share, 2) + ")\">" + std::to_string(count) + "</td>";
}

std::string matrix(const Page& page) {
    const ConfusionMatrix& confusion = page.figures.counts.confusion;
    const auto name = [&](int label, const Sentence& background) {
        return label == 0 ? "<i>" + page.said(background) + "</i>" : page.className(label);
    };
    std::vector<int> labels;
    for (int label = 1; label <= confusion.classes(); ++label) {
        labels.push_back(label);
    }
    labels.push_back(0);
    std::string head = "<th>" + page.said(Core::tr("Object, and what it was taken for")) + "</th>";
    for (const int detected : labels) {
        head += "<th class=\"n\">" + name(detected, Core::tr("not found")) + "</th>";
    }
    std::string rows;
    for (const int object : labels) {
        std::string row = "<th>" + name(object, Core::tr("background")) + "</th>";
        for (const int detected : labels) {
            row += shadedCell(confusion.at(object, detected), confusion.rowSum(object),
                              object == detected && object > 0);
        }
        rows += element("tr", row);
    }
    return table(head, rows);
}

/// Of more classes than a page is wide: the pairs that are confused most often.
std::string confusedPairs(const Page& page) {
    constexpr std::size_t kMost = 50;
    const ConfusionMatrix& confusion = page.figures.counts.confusion;
    std::vector<std::tuple<std::int64_t, int, int>> pairs;
    for (int object = 1; object <= confusion.classes(); ++object) {
        for (int detected = 1; detected <= confusion.classes(); ++detected) {
            if (object != detected && confusion.at(object, detected) > 0) {
                pairs.emplace_back(-confusion.at(object, detected), object, detected);
            }
        }
    }
    std::ranges::sort(pairs);
    pairs.resize(std::min(pairs.size(), kMost));
    std::string rows;
    for (const auto& [count, object, detected] : pairs) {
        rows +=
            element("tr", cell(page.className(object)) + cell(page.className(detected)) + numberCell(-count));
    }
    return table(headCells(page, {Core::tr("Object"), Core::tr("Taken for"), Core::tr("Times")}), rows);
}

}  // namespace

std::string classesPart(const Page& page) {
    std::string rows;
    for (int label = 1; label <= page.classes(); ++label) {
        const auto index = static_cast<std::size_t>(label);
        const VerdictCounts& counts = page.figures.counts.classes.at(index);
        const ClassCurve& curve = page.figures.curves.classes.at(index - 1);
        const ClassEvaluation& evaluation = page.figures.evaluation.classes.at(index - 1);
        rows +=
            element("tr", cell(page.className(label)) + numberCell(counts.objects) +
                              numberCell(counts.found) + numberCell(counts.falsePositives()) +
                              numberCell(figure(counts.precision())) + numberCell(figure(counts.recall())) +
                              numberCell(figure(counts.f1())) + numberCell(figure(curve.ap_voc07)) +
                              numberCell(figure(curve.ap_voc10)) + numberCell(figure(evaluation.ap50)));
    }
    return heading(page, Core::tr("Classes"),
                   Core::tr("Counts, precision, recall and F1 are at the score of this report; average "
                            "precision is over "
                            "every score. Objects that are difficult do not count.")) +
           table(
               headCells(page, {Core::tr("Class"), Core::tr("Objects"), Core::tr("Found"), Core::tr("Wrong"),
                                Core::tr("Precision"), Core::tr("Recall"), Core::tr("F1"),
                                Core::tr("AP VOC07"), Core::tr("AP VOC10"), Core::tr("AP50 COCO")}),
               rows);
}

std::string causesPart(const Page& page) {
    const TideResult& tide = page.figures.tide;
    const double most = largest(tide.delta_ap);
    std::string rows;
    for (std::size_t i = 0; i < kErrorCauses; ++i) {
        const auto cause = static_cast<ErrorCause>(i);
        rows += element("tr", "<td><b>" + page.said(causeTitle(cause)) + "</b><br/><span class=\"how\">" +
                                  page.said(causeMeaning(cause)) + "</span></td>" +
                                  numberCell(countOf(page.figures.counts.total, cause)) +
                                  numberCell(tide.counts[i]) +
                                  barCell(figure(tide.delta_ap[i], 4), tide.delta_ap[i] / most));
    }
    return heading(
               page, Core::tr("Errors by cause"),
               Core::tr("Each wrong detection and each object that is not found has one cause. ΔAP "
                        "is what average precision would gain if the errors of one cause were mended and all "
                        "others left (TIDE, at most 100 detections an image, over every score).")) +
           table(headCells(page, {Core::tr("Cause"), Core::tr("At the score"), Core::tr("TIDE, every score"),
                                  Core::tr("ΔAP")}),
                 rows);
}

std::string reasonsPart(const Page& page) {
    std::string rows;
    const std::int64_t missed = std::max<std::int64_t>(page.figures.counts.total.missed(), 1);
    for (std::size_t i = 0; i < kMissedReasons; ++i) {
        const std::int64_t count = page.figures.reasons[i];
        rows += element("tr", cell(page.said(reasonTitle(static_cast<MissedReason>(i)))) +
                                  barCell(std::to_string(count),
                                          static_cast<double>(count) / static_cast<double>(missed)));
    }
    return heading(page, Core::tr("Why objects are missed"),
                   Core::tr("The first reason that applies to each object that is not found.")) +
           table(headCells(page, {Core::tr("Reason"), Core::tr("Objects")}), rows);
}

std::string confusionPart(const Page& page) {
    constexpr int kWidest = 30;
    return heading(page, Core::tr("Confusion"),
                   Core::tr("Rows are objects, columns what they were taken for at the score of this report. "
                            "Right ones "
                            "are on the diagonal; the last row is detections on background.")) +
           (page.classes() <= kWidest ? matrix(page) : confusedPairs(page));
}

}  // namespace priorscope::report
