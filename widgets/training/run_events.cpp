#include "widgets/training/run_events.hpp"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>

#include "widgets/components/text.hpp"

namespace priorscope {
namespace {

struct Events {
    Q_DECLARE_TR_FUNCTIONS(RunEvents)
};

QString changeText(const RunChange& change) {
    switch (change.kind) {
        case RunChange::Kind::rate:
            return Events::tr("rate %1").arg(QLocale().toString(change.value, 'g', 3));
        case RunChange::Kind::steps:
            return Events::tr("length %1").arg(countText(static_cast<std::int64_t>(change.value)));
        case RunChange::Kind::finish:
            return Events::tr("finish");
        case RunChange::Kind::evaluate:
            return {};  // its figures are in the curves
    }
    return {};
}

/// Empty for one that holds for the whole run.
QString troubleText(TroubleKind kind) {
    switch (kind) {
        case TroubleKind::not_finite:
            return Events::tr("not finite");
        case TroubleKind::spike:
            return Events::tr("spike");
        case TroubleKind::plateau:
            return Events::tr("plateau");
        case TroubleKind::overfitting:
            return Events::tr("overfits");
        case TroubleKind::starvation:
            return Events::tr("waits");
        case TroubleKind::full_disk_soon:
            return Events::tr("disk");
        case TroubleKind::idle_classes:
        case TroubleKind::idle_maps:
        case TroubleKind::idle_shapes:
        case TroubleKind::slow_precision:
            return {};
    }
    return {};
}

}  // namespace

std::vector<PlotMarker> changeMarks(const RunCourse& course) {
    std::vector<PlotMarker> marks;
    bool is_finished_by_user = false;
    for (const RunChange& change : course.changes) {
        if (const QString text = changeText(change); !text.isEmpty()) {
            marks.push_back({static_cast<double>(change.step), text});
        }
        const bool is_finish = change.kind == RunChange::Kind::finish;
        is_finished_by_user |= is_finish && course.tail && change.step == course.tail->from;
    }
    if (course.tail && !is_finished_by_user) {
        marks.push_back({static_cast<double>(course.tail->from), Events::tr("ends early")});
    }
    return marks;
}

std::vector<PlotMarker> troubleMarks(const std::vector<Trouble>& troubles) {
    std::vector<PlotMarker> marks;
    for (const Trouble& trouble : troubles) {
        if (const QString text = troubleText(trouble.kind); !text.isEmpty()) {
            marks.push_back({static_cast<double>(trouble.step), text});
        }
    }
    return marks;
}

std::vector<PlotMarker> breakMarks(const RunSystem& system) {
    std::vector<PlotMarker> marks;
    for (const RunBreak& each : system.breaks) {
        marks.push_back({static_cast<double>(each.step),
                         each.seconds ? Events::tr("paused %1").arg(durationText(*each.seconds))
                                      : Events::tr("resumed")});
    }
    return marks;
}

std::vector<PlotMarker> bestMark(const std::vector<EvaluationRow>& evaluations) {
    const EvaluationRow* best = bestEvaluation(evaluations);
    if (best == nullptr) {
        return {};
    }
    return {{static_cast<double>(best->step), Events::tr("best %1").arg(figureText(*best->map_voc07))}};
}

}  // namespace priorscope
