#include "core/training/report/run_report.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/text/number_text.hpp"
#include "core/base/text/xml_text.hpp"
#include "core/training/report/run_report_parts.hpp"
#include "core/training/run/curves.hpp"
#include "core/training/run/run_comparison.hpp"

namespace priorscope {
namespace report {
namespace {

std::string row(const RunPage& page, const Sentence& title, const std::string& content) {
    return titledRow(page.said(title), content);
}

/// "1:04:07"
std::string clockText(double seconds) {
    const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, seconds)));
    const auto two = [](std::int64_t value) { return paddedText(static_cast<std::size_t>(value), 2); };
    return std::to_string(whole / 3600) + ":" + two(whole / 60 % 60) + ":" + two(whole % 60);
}

Sentence stateOf(const RunRecord& run) {
    if (!run.failure.empty()) {
        return Core::tr("failed at step %1: %2").arg(run.summary.steps).arg(run.failure);
    }
    if (run.summary.finished()) {
        return Core::tr("finished");
    }
    return run.in_progress
               ? Core::tr("in progress, at step %1 of %2").arg(run.summary.steps).arg(run.totalSteps())
               : Core::tr("stopped at step %1 of %2").arg(run.summary.steps).arg(run.totalSteps());
}

double pausedSeconds(const RunSystem& system) {
    double sum = 0.0;
    for (const RunBreak& each : system.breaks) {
        sum += each.seconds.value_or(0.0);
    }
    return sum;
}

std::string aboutPart(const RunPage& page) {
    const RunRecord& run = page.run;
    std::string rows =
        row(page, Core::tr("State"), page.said(stateOf(run))) +
        row(page, Core::tr("Model"), xmlText(run.spec.name)) +
        row(page, Core::tr("Classes"), std::to_string(run.spec.classes.size())) +
        row(page, Core::tr("Dataset"), xmlText(shortPath(run.options.dataset))) +
        row(page, Core::tr("Trained on"),
            page.said(Core::tr("%1, %2 images").arg(run.trained_on).arg(run.images))) +
        row(page, Core::tr("Evaluated on"),
            run.evaluated_on.empty() ? page.said(Core::tr("nothing")) : xmlText(run.evaluated_on)) +
        row(page, Core::tr("Started"), xmlText(run.started)) +
        row(page, Core::tr("Training time"),
            clockText(run.summary.elapsed_s) +
                (pausedSeconds(page.system) > 0.0
                     ? " " +
                           page.said(Core::tr("and %1 of pauses").arg(clockText(pausedSeconds(page.system))))
                     : std::string())) +
        row(page, Core::tr("Made"), xmlText(page.subject.date + ", Priorscope " + page.subject.version));
    std::string warnings;
    for (const Trouble& trouble : run.troubles) {
        warnings += element("p", page.said(trouble.text()), "class=\"warning\"");
    }
    return element("h1", page.said(Core::tr("Run %1").arg(run.name))) + warnings +
           element("table", element("tbody", rows));
}

std::string figuresPart(const RunPage& page) {
    const RunSummary& summary = page.run.summary;
    const EvaluationRow* best = page.best();
    const auto at = [best] { return Core::tr("At step %1").arg(best->step); };
    const auto last =
        std::ranges::find_if(page.run.evaluations.rbegin(), page.run.evaluations.rend(),
                             [](const EvaluationRow& row) { return row.map_voc07.has_value(); });
    std::string cards;
    if (best != nullptr) {
        cards +=
            figureCard(figure(best->map_voc07), page.said(Core::tr("mAP@0.5 (VOC07), best")),
                       page.said(at())) +
            figureCard(figure(best->map_voc10), page.said(Core::tr("mAP@0.5 (VOC10)")), page.said(at())) +
            figureCard(figure(last->map_voc07), page.said(Core::tr("mAP@0.5 (VOC07), last")),
                       page.said(Core::tr("At step %1").arg(last->step)));
    }
    cards += figureCard(figure(summary.loss), page.said(Core::tr("Mean loss")),
                        page.said(Core::tr("Of the last %1 steps").arg(summary.loss_steps)));
    if (summary.elapsed_s > 0.0 && !page.run.steps.empty()) {
        const double rate = static_cast<double>(summary.steps) *
                            static_cast<double>(page.run.options.batch_size * page.run.options.accumulate) /
                            summary.elapsed_s;
        cards += figureCard(fixedText(rate, 1), page.said(Core::tr("Images per second")),
                            page.said(Core::tr("Over the whole run, evaluations not counted as steps")));
    }
    if (summary.wait_share) {
        cards += figureCard(fixedText(100.0 * *summary.wait_share, 1) + " %",
                            page.said(Core::tr("Waiting for data")),
                            page.said(Core::tr("Of the time of the last %1 steps").arg(summary.loss_steps)));
    }
    return heading(page, Core::tr("Figures"),
                   best == nullptr
                       ? Core::tr("The run has no evaluation with a mean average precision.")
                       : Core::tr("Average precision is on the validation images, while it trained.")) +
           element("div", cards, "class=\"cards\"");
}

std::string classesPart(const RunPage& page) {
    const EvaluationRow* best = page.best();
    if (best == nullptr || best->class_ap_voc07.empty()) {
        return {};
    }
    const EvaluationRow& last = page.run.evaluations.back();
    const auto of = [](const EvaluationRow& evaluation, std::size_t index) {
        return index < evaluation.class_ap_voc07.size() ? evaluation.class_ap_voc07[index]
                                                        : std::optional<double>();
    };
    std::string rows;
    for (std::size_t i = 0; i < page.run.spec.classes.size(); ++i) {
        rows += element("tr", "<th>" + xmlText(page.run.spec.classes[i]) + "</th>" +
                                  numberCell(figure(of(*best, i))) + numberCell(figure(of(last, i))));
    }
    const std::string head = "<th>" + page.said(Core::tr("Class")) + "</th><th class=\"n\">" +
                             page.said(Core::tr("At step %1, the best").arg(best->step)) +
                             "</th><th class=\"n\">" +
                             page.said(Core::tr("At step %1, the last").arg(last.step)) + "</th>";
    return heading(page, Core::tr("Average precision by class"),
                   Core::tr("AP@0.5 (VOC07); none for classes without an object in the validation images.")) +
           table(head, rows);
}

}  // namespace

const EvaluationRow* RunPage::best() const {
    return bestEvaluation(run.evaluations);
}

}  // namespace report

std::optional<std::string> runReportPage(const RunReportSubject& subject, const RunRecord& run,
                                         const RunSystem& system, const Dataset* dataset,
                                         std::stop_token stop, const ProgressFn& progress) {
    using namespace report;
    const RunPage page{subject, run, system, dataset};
    const auto pictures = runPicturesPart(page, stop, progress);
    if (!pictures || stop.stop_requested()) {
        return std::nullopt;
    }
    const int classes = static_cast<int>(run.spec.classes.size());
    const std::string style =
        styleSheet(classes) + runCurvesStyle() + ".wider figure{width:320px}.wider img{width:100%}\n";
    return document(page.said(Core::tr("Run %1").arg(run.name)), style,
                    aboutPart(page) + figuresPart(page) + runCurvesPart(page) + classesPart(page) +
                        *pictures + runOptionsPart(page),
                    subject.voice.language);
}

}  // namespace priorscope
