// Writes the detector that is looked at for other programs.
#pragma once

#include <QObject>
#include <QString>

#include "core/interchange/export.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class DetectorSource;

class DetectorExport : public QObject {
    Q_OBJECT

  public:
    /// @param source  tells where files are likely to be
    /// @param parent  its window is the dialog's
    DetectorExport(const WorkspaceContext& context, const DetectorSource& source, QWidget* parent);

    QAction* action() const { return m_action; }
    /// Asks what to export and where to.
    void ask();

  Q_SIGNALS:
    void started();
    void failed(const priorscope::JobFailure& failure);

  private:
    void start(const ExportOptions& options, const QString& file);
    void report(const ExportOptions& options, const QString& file, const ExportReport& made);
    void refresh();

    WorkspaceContext m_context;
    const DetectorSource& m_source;
    QWidget* m_parent;
    QAction* m_action = nullptr;
    JobRunner m_exporter;
};

}  // namespace priorscope
