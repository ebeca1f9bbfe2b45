// report
#include <filesystem>
#include <optional>
#include <utility>

#include "app/cli/command.hpp"
#include "app/cli/kept_pass.hpp"
#include "app/cli/page_file.hpp"
#include "core/base/error.hpp"
#include "core/base/files/atomic_file.hpp"
#include "core/base/text/time_text.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/compute/compute_settings.hpp"
#include "core/image/image.hpp"
#include "core/training/evaluation/saved_split.hpp"
#include "core/training/report/report.hpp"
#include "core/training/run/seen_images.hpp"

namespace priorscope::cli {
namespace {

namespace fs = std::filesystem;

struct ReportCommand {
    std::string checkpoint;
    std::string folder;
    std::string truth;
    std::string detections;
    std::string split;
    FilterArguments filter;
    std::string out;
    float min_score = DetectionOptions{}.min_score;
    double match_iou = 0.5;
    int pictures = 8;
    CacheArguments cache;
    ComputeArguments compute;
};

/// What the report is about, and where it comes from.
struct Found {
    Dataset dataset;
    SplitDetections split;
    ReportSubject subject;
};

void addRemark(ReportSubject& subject, const ChosenImages& chosen) {
    if (chosen.filter) {
        subject.remarks.push_back(
            Core::tr(
                "Only what the conditions leave counts (%1): %2 images, %3 objects; %4 objects that they "
                "hide in these images are ignored")
                .arg(chosen.where)
                .arg(chosen.looked_at.images)
                .arg(chosen.looked_at.objects)
                .arg(chosen.looked_at.ignored));
    }
}

Found detected(const ReportCommand& command, Context& context) {
    const ComputeContext compute = command.compute.context(context.console);
    const LoadedDetector loaded = loadDetector(command.checkpoint);
    const Detector detector = loaded.detector.on(compute);
    Dataset dataset = readDataset(command.folder, context);
    const ChosenImages chosen =
        chooseImages(detector, dataset, command.split, command.filter, DifficultObjects::ignore, context);
    SplitDetections split =
        passOverSplit(detector, dataset, chosen, command.cache, "Detecting", "detecting", context);
    ReportSubject subject{.detector = detector.spec().name, .checkpoint = loaded.file};
    subject.remarks = notesOnSeenImages(loaded.file, "The detector", dataset, split.images);
    addRemark(subject, chosen);
    return {std::move(dataset), std::move(split), std::move(subject)};
}

Found saved(const ReportCommand& command, Context& context) {
    Dataset dataset = readDataset(command.truth, context);
    const ChosenImages chosen =
        chooseImages(dataset, command.split, command.filter, {.needs_files = false}, context);
    SplitDetections split = savedSplit(dataset, chosen.selection, command.detections);
    split.filter = chosen.filter;
    const fs::path file = command.detections;
    ReportSubject subject{.detector = file.filename().string(), .checkpoint = fs::absolute(file)};
    addRemark(subject, chosen);
    return {std::move(dataset), std::move(split), std::move(subject)};
}

Json figuresAsJson(const ReportCommand& command, const ReportFigures& figures) {
    const VerdictCounts& counts = figures.counts.total;
    return {{"file", command.out},
            {"images", figures.judged.imageCount()},
            {"objects", counts.objects},
            {"map_voc07", jsonOrNull(figures.curves.map_voc07)},
            {"map_voc10", jsonOrNull(figures.curves.map_voc10)},
            {"coco_ap", jsonOrNull(figures.evaluation.coco.ap)},
            {"precision", jsonOrNull(counts.precision())},
            {"recall", jsonOrNull(counts.recall())},
            {"f1", jsonOrNull(counts.f1())}};
}

int report(const ReportCommand& command, Context& context) {
    const DetectionSource source{command.checkpoint, command.folder, command.truth, command.detections};
    const bool has_saved = source.isSaved();
    requireNoOtherFile(command.out);
    // Fails before the network runs; nothing remains of it.
    { const AtomicFile probe("writing the report", command.out); }
    configureCompute();
    Found found = has_saved ? saved(command, context) : detected(command, context);
    found.subject.version = PRIORSCOPE_VERSION;
    found.subject.date = utcNow();
    ReportOptions options{.detection = found.split.postprocessing.detectionOptions(),
                          .match_iou = command.match_iou,
                          .pictures = static_cast<std::size_t>(command.pictures)};
    options.detection.min_score = command.min_score;
    const auto figures = reportFigures(found.dataset, found.split, options, context.stop);
    ProgressLine line = context.console.progress("Writing the report");
    const auto page =
        figures ? reportPage(found.subject, found.dataset, found.split, *figures, options, context.stop,
                             [&line](const Progress& progress) { line.update(progress); })
                : std::nullopt;
    line.finish();
    if (!page) {
        throwStopped("writing the report");
    }
    writeFileAtomically("writing the report", command.out, *page);
    if (!context.console.printJson(figuresAsJson(command, *figures))) {
        context.console.text() << "Report: " << command.out << '\n';
    }
    return 0;
}

}  // namespace

void addReportCommand(CLI::App& app, Invocation& invocation) {
    auto command = std::make_shared<ReportCommand>();
    CLI::App* report_app =
        addCommand(app, invocation, "report",
                   "One HTML page about a detector on a split, or about saved detections: figures, "
                   "curves, causes of errors, the surest errors as pictures",
                   command, report);
    report_app->add_option("CHECKPOINT", command->checkpoint, kCheckpointHelp);
    report_app->add_option("DIR", command->folder, "Dataset: a folder, a COCO file or a data.yaml");
    report_app->add_option("--ground-truth", command->truth, "Folder in VOC layout, for saved detections");
    report_app->add_option("--detections", command->detections, "Saved detections, as score reads them");
    report_app->add_option("--split", command->split, "List of ImageSets/Main; without it every image");
    addWhere(*report_app, command->filter);
    report_app->add_option("--out", command->out, "The file to write, HTML with everything in it")
        ->required();
    report_app
        ->add_option("--min-score", command->min_score,
                     "Score of counts, precision, recall and pictures; average precision is over every score")
        ->check(between(0.0, 1.0))
        ->capture_default_str();
    report_app->add_option("--match-iou", command->match_iou, "IoU at or above which a detection is right")
        ->check(between(0.11, 1.0))
        ->capture_default_str();
    report_app->add_option("--pictures", command->pictures, "Pictures of each cause of errors, at most")
        ->check(CLI::Range(0, 100))
        ->capture_default_str();
    addCache(*report_app, command->cache);
    addCompute(*report_app, command->compute);
}

}  // namespace priorscope::cli
