#include "app/gui/run_notices.hpp"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QVariantMap>
#include <utility>

#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/training/run_events.hpp"
#include "widgets/training/runs.hpp"

namespace priorscope {

RunNotices::RunNotices(Runs& runs, std::function<bool()> is_seen, Show show, QObject* parent)
    : QObject(parent), m_runs(runs), m_is_seen(std::move(is_seen)), m_show(std::move(show)) {
    const TrainingController* controller = &runs.controller();
    connect(controller, &TrainingController::runStarted, this,
            [this] { m_told_troubles = m_runs.controller().run()->troubles.size(); });
    connect(controller, &TrainingController::metricsArrived, this, &RunNotices::tellTroubles);
    connect(controller, &TrainingController::ended, this, &RunNotices::tellEnd);
}

QString RunNotices::name() const {
    const auto& run = m_runs.controller().run();
    return run ? QString::fromStdString(run->folder.filename().string()) : tr("Training");
}

void RunNotices::tellTroubles() {
    const auto& run = m_runs.controller().run();
    if (!run || run->troubles.size() <= m_told_troubles) {
        return;
    }
    m_told_troubles = run->troubles.size();
    if (!m_is_seen()) {
        m_show(name(), sentenceText(run->troubles.back().text()));
    }
}

void RunNotices::tellEnd() {
    const TrainingController& controller = m_runs.controller();
    const bool was_asked_for = controller.wasLeft() || controller.isStopRequested();
    const bool has_failed = controller.phase() == TrainingController::Phase::failed;
    if (m_is_seen() || (was_asked_for && !has_failed)) {
        return;
    }
    if (has_failed) {
        m_show(tr("%1 has failed").arg(name()), controller.errorText());
        return;
    }
    const bool is_done = controller.phase() == TrainingController::Phase::finished;
    const auto steps = controller.steps().empty() ? 0 : controller.steps().back().step;
    const EvaluationRow* best = bestEvaluation(controller.evaluations());
    const QString reached =
        best != nullptr
            ? tr("Best mAP@0.5 (VOC07) %1, %2 steps").arg(figureText(*best->map_voc07), countText(steps))
            : tr("%1 steps").arg(countText(steps));
    m_show((is_done ? tr("%1 is finished") : tr("%1 has stopped at a checkpoint")).arg(name()), reached);
}

void showNotification(const QString& title, const QString& text) {
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        return;
    }
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    constexpr int kOwnTime = -1;  // the desktop decides how long it stays
    call.setArguments({QStringLiteral("Priorscope"), 0U, QStringLiteral("priorscope"), title,
                       text.toHtmlEscaped(), QStringList(), QVariantMap(), kOwnTime});
    bus.send(call);  // the answer does not matter
}

}  // namespace priorscope
