// What Train shows of the run in progress, or of the one that is chosen.
#include <span>
#include <utility>

#include "widgets/components/error_banner.hpp"
#include "widgets/training/form/training_form.hpp"
#include "widgets/training/run_controls.hpp"
#include "widgets/training/run_figures.hpp"
#include "widgets/training/run_list.hpp"
#include "widgets/training/run_paths.hpp"
#include "widgets/training/runs/run_menu.hpp"
#include "widgets/training/system_watch.hpp"
#include "widgets/training/train_workspace.hpp"
#include "widgets/training/training_plots.hpp"
#include "widgets/training/trouble_bar.hpp"
#include "widgets/training/watched/watched_panel.hpp"

namespace priorscope {

QByteArray TrainWorkspace::session() const {
    return m_plots->session();
}

void TrainWorkspace::restoreSession(const QByteArray& session) {
    m_plots->restoreSession(session);
}

void TrainWorkspace::showRecord(const QString& folder) {
    const Runs::Record record = m_runs.find(folder);
    if (m_runs.shown() != folder) {
        m_plots->lossPanel()->banner()->hide();  // of another run
    }
    if (record == nullptr) {
        m_plots->clear();
        m_runs.setShown({});
    } else if (m_runs.shown() != folder || !isShownWhole(*record)) {
        if (m_runs.shown() != folder) {
            m_plots->clear();
        }
        m_runs.setShown(folder);
        m_runs.load(folder);
        m_watched->refresh();
    }
    updateFigures();
    showOverlaid();
    showCompared();
}

void TrainWorkspace::followRunMenu() {
    connect(&m_runs, &Runs::renamed, this, [this](const QString&, const QString& to) {
        for (const QString& run : {m_runs.shown(), m_list->baseline()}) {
            if (run == to) {
                m_runs.load(run);  // its curves have its name
            }
        }
    });
    connect(m_run_menu, &RunMenu::draftFilled, this, [this] {
        m_controls->beginPlanning();
        m_form->setFocus();
    });
    connect(&m_runs.controller(), &TrainingController::phaseChanged, m_run_menu, &RunMenu::refresh);
}

bool TrainWorkspace::isShownWhole(const RunOverview& run) const {
    const RunCurves& shown = m_plots->current();
    const std::int64_t steps = shown.steps.empty() ? 0 : shown.steps.back().step;
    return steps == run.summary.steps && shown.evaluations.size() == run.evaluations.size();
}

void TrainWorkspace::handleLoaded(const Runs::Whole& run) {
    const QString folder = textOf(run->folder);
    if (folder == m_list->baseline()) {
        m_plots->setComparison(curvesOf(*run));
    }
    if (m_list->model()->overlaid().contains(folder)) {
        std::erase_if(m_overlaid, [&folder](const RunOverlay::Run& each) { return each->folder == folder; });
        m_overlaid.push_back(std::make_shared<const OverlaidRun>(overlaidRun(*run)));
        showOverlaid();
    }
    if (folder == m_runs.shown() && !m_runs.controller().isActive()) {
        m_whole = run;
        m_plots->setCurrent(curvesOf(*run));
        m_watched->refresh();
        updateFigures();
        showCompared();
    }
}

void TrainWorkspace::handleRunStarted() {
    const TrainingController& controller = m_runs.controller();
    const RunInfo& run = *controller.run();
    const QString folder = textOf(run.folder);
    m_runs.setShown(folder);
    m_show_samples->setChecked(false);
    m_show_rates->setChecked(false);
    m_shown_steps = controller.steps().size();
    m_shown_evaluations = controller.evaluations().size();
    m_is_fresh = true;
    m_plots->setCurrent({textOf(run.folder.filename()), run.options, run.spec.family->losses,
                         run.spec.classes, controller.steps(), controller.evaluations(), run.course,
                         run.troubles, run.overview ? run.overview->images : 0});
    m_list->updateLive();
    m_list->select(folder);
    showOverlaid();
    showCompared();
    updateCommands();
    updateFigures();
}

void TrainWorkspace::handleMetrics() {
    const TrainingController& controller = m_runs.controller();
    if (!controller.run()) {
        return;
    }
    const auto& steps = controller.steps();
    if (steps.size() > m_shown_steps) {
        Q_EMIT workUnderway();
        m_plots->append(std::span(steps).subspan(m_shown_steps));
        if (std::exchange(m_is_fresh, false)) {
            m_watched->refresh();  // what a killed run had evaluated in vain is gone
        }
        m_shown_steps = steps.size();
    }
    const auto& evaluations = controller.evaluations();
    for (; m_shown_evaluations < evaluations.size(); ++m_shown_evaluations) {
        m_plots->append(evaluations[m_shown_evaluations]);
        m_watched->refresh();
        showCompared();
    }
    if (const RunCourse& course = controller.run()->course; m_plots->current().course != course) {
        m_plots->setCourse(course);
        updateCommands();
    }
    m_list->updateLive();
    updateFigures();
}

void TrainWorkspace::handleEnd() {
    const TrainingController& controller = m_runs.controller();
    if (controller.phase() == TrainingController::Phase::failed) {
        m_plots->lossPanel()->banner()->showError(controller.errorText());
    }
    updateCommands();
    updateFigures();
    if (controller.run()) {
        m_list->selectWhenRead(textOf(controller.run()->folder));
    }
    if (!m_runs.isMovingOut()) {
        Q_EMIT stopped();
    }
}

void TrainWorkspace::updateFigures() {
    m_figures->showRun(m_plots->current(), m_runs.controller());
    const auto show = [this](const auto& run, const std::vector<Trouble>& troubles) {
        m_troubles->showTroubles(troubles);
        m_plots->setTroubles(troubles);
        m_watched->setRun(WatchedRun{run.folder, run.spec.classes},
                          QString::fromStdString(run.options.dataset));
    };
    const auto& run = m_runs.controller().run();
    const bool is_underway = m_runs.controller().isActive() && run && textOf(run->folder) == m_runs.shown();
    m_system->setRun(m_runs.shown(), is_underway);
    m_plots->setSystem(m_system->system());
    if (run && textOf(run->folder) == m_runs.shown()) {
        show(*run, run->troubles);
    } else if (const Runs::Record record = m_runs.find(m_runs.shown())) {
        const bool is_loaded = m_whole != nullptr && m_whole->folder == record->folder;
        show(*record, is_loaded ? m_whole->troubles : std::vector<Trouble>());
    } else {
        m_troubles->showTroubles({});
        m_plots->setTroubles({});
        m_watched->setRun(std::nullopt);
    }
}

}  // namespace priorscope
