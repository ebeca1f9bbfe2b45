// Where the detector that is looked at comes from: a run's checkpoint, the running training, or a file.
#pragma once

#include <QString>
#include <QWidget>
#include <memory>

#include "core/model/detector.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

class QComboBox;

namespace priorscope {

/// A list of what can be opened. Opening is a job; what it gives comes with opened().
class DetectorSource : public QWidget {
    Q_OBJECT

  public:
    explicit DetectorSource(const WorkspaceContext& context, QWidget* parent = nullptr);

    QComboBox* list() const { return m_list; }
    QAction* openAction() const { return m_open; }
    QAction* snapshotAction() const { return m_snapshot; }
    /// The file that was opened last; empty: none.
    const QString& openedFile() const { return m_opened_file; }
    /// Where a file is likely to be; empty: unknown.
    QString likelyFolder() const;
    /// What openFirst() opens; empty: it asks.
    QString firstOffer() const;
    bool isOpening() const { return m_loader.isRunning(); }

    /// Names the detector that is shown now.
    void setTitle(const QString& title);
    /// Reads anew which checkpoints there are.
    void refresh();
    void open(const QString& file);
    /// The weights of this moment of the running training.
    void openSnapshot();
    /// A run's best checkpoint, else its last. @return false where it has none
    bool openRun(const QString& run);
    void openFirst();
    /// Asks for a file.
    void choose();

  Q_SIGNALS:
    void opened(const std::shared_ptr<const priorscope::Detector>& detector, const QString& title,
                const QString& subtitle);
    void failed(const priorscope::JobFailure& failure);
    void listChanged();

  private:
    struct Opened {
        std::shared_ptr<const Detector> detector;
        QString title;
        QString subtitle;
    };

    void buildActions();
    void openRow(int index);

    WorkspaceContext m_context;
    QComboBox* m_list = nullptr;
    QAction* m_open = nullptr;
    QAction* m_snapshot = nullptr;
    QString m_title;
    QString m_opened_file;
    JobRunner m_loader;
};

}  // namespace priorscope
