// Exports the current detector for other programs.
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>
#include <memory>

#include "core/interchange/export.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class DetectorSource;

class DetectorExport : public QObject {
    Q_OBJECT

  public:
    /// @param source  provides the suggested folder
    /// @param parent  the dialog opens on its window
    DetectorExport(const WorkspaceContext& context, const DetectorSource& source, QWidget* parent);

    QAction* action() const { return m_action; }
    /// Asks what to export and where to write it.
    void ask();

  Q_SIGNALS:
    void started();
    void failed(const priorscope::JobFailure& failure);

  private:
    /// What was written, and what is not known of it.
    struct Made {
        ExportReport report;
        Sentence unknown{};
    };

    /// @param checkpoint  of the detector; empty: none
    void start(const std::shared_ptr<const Detector>& detector, const ExportOptions& options,
               const std::filesystem::path& checkpoint, const QString& file);
    void report(const ExportOptions& options, const QString& file, const Made& result);
    void refresh();

    WorkspaceContext m_context;
    const DetectorSource& m_source;
    QWidget* m_parent;
    QAction* m_action = nullptr;
    JobRunner m_exporter;
};

}  // namespace priorscope
