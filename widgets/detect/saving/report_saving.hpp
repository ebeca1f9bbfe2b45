// Saves a page about the evaluated split at the thresholds that the sliders show.
#pragma once

#include <QObject>
#include <QString>
#include <memory>

#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class DetectorSource;
class LiveScores;
struct LiveCounted;

class ReportSaving : public QObject {
    Q_OBJECT

  public:
    /// @param source  provides the suggested folder
    /// @param scores  whose counted state is reported
    /// @param parent  the dialog opens on its window
    ReportSaving(const WorkspaceContext& context, const DetectorSource& source, const LiveScores& scores,
                 QWidget* parent);

    QAction* action() const { return m_action; }
    /// Asks for the file.
    void ask();
    /// Does nothing before there are counts, or while a report is being written.
    /// @param file  is replaced
    void save(const QString& file);
    bool isRunning() const { return m_writer.isRunning(); }

  Q_SIGNALS:
    void started();
    void failed(const priorscope::JobFailure& failure);

  private:
    void write(const std::shared_ptr<const LiveCounted>& counted, const QString& file);
    void refresh();

    WorkspaceContext m_context;
    const DetectorSource& m_source;
    const LiveScores& m_scores;
    QWidget* m_parent;
    QAction* m_action = nullptr;
    JobRunner m_writer;
};

}  // namespace priorscope
