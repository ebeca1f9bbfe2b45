// Saves what is detected in the evaluated split at the thresholds that the sliders show.
#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "core/training/saving/save_detections.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class DetectorSource;
class LiveScores;
struct LiveCounted;

class DetectionSaving : public QObject {
    Q_OBJECT

  public:
    /// @param source  provides the suggested folder
    /// @param scores  whose counted state is saved
    /// @param parent  the dialog opens on its window
    DetectionSaving(const WorkspaceContext& context, const DetectorSource& source, const LiveScores& scores,
                    QWidget* parent);

    QAction* action() const { return m_action; }
    /// Asks for format and place.
    void ask();
    bool isRunning() const { return m_saver.isRunning(); }

  Q_SIGNALS:
    void started();
    void failed(const priorscope::JobFailure& failure);

  private:
    void start(const std::shared_ptr<const LiveCounted>& counted, const SavingOptions& options);
    void report(const SavingOptions& options, const SavedCount& saved);
    void refresh();

    WorkspaceContext m_context;
    const DetectorSource& m_source;
    const LiveScores& m_scores;
    QWidget* m_parent;
    QAction* m_action = nullptr;
    JobRunner m_saver;
};

/// Name for files about an evaluated split, without extension: "ssd-tiny-test-detections".
/// @param kind  "detections"
QString splitFileName(const LiveCounted& counted, const QString& kind);

}  // namespace priorscope
