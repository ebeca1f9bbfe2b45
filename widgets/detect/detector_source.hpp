// Where the current detector comes from: a run's checkpoint, the running training, or a file.
#pragma once

#include <QString>
#include <QWidget>
#include <memory>

#include "core/detection/operating_point.hpp"
#include "core/model/detector.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/split_choice.hpp"
#include "widgets/workspace.hpp"

class QComboBox;

namespace priorscope {

/// A list of the detectors that can be opened. Opening runs as a job; its result arrives with opened().
/// Before that, the workbench shows a split that says something about the detector: that of its run for
/// validation, or another that its run was not trained on, unless the user has chosen one.
class DetectorSource : public QWidget {
    Q_OBJECT

  public:
    explicit DetectorSource(const WorkspaceContext& context, QWidget* parent = nullptr);

    QComboBox* list() const { return m_list; }
    QAction* openAction() const { return m_open; }
    QAction* snapshotAction() const { return m_snapshot; }
    QAction* savedAction() const { return m_saved; }
    /// The file opened last; empty: none.
    const QString& openedFile() const { return m_opened_file; }
    /// Of the detector opened last.
    const DetectorOrigin& origin() const { return m_origin; }
    /// What is kept with the checkpoint that was opened last.
    const KeptOperatingPoint& operatingPoint() const { return m_operating_point; }
    /// What is kept now with the checkpoint of these contents.
    void setOperatingPoint(const std::string& contents, const std::optional<OperatingPoint>& point);
    /// Folder in which to look for a file; empty: unknown.
    QString likelyFolder() const;
    /// Proposed folder for other files made from the detector: that of its run or of its file, never that of
    /// checkpoints; empty: unknown.
    QString exportFolder() const;
    /// What openFirst() would open; empty: it asks for a file.
    QString firstOffer() const;
    bool isOpening() const { return m_loader.isRunning() || m_split_finder.isRunning(); }

    /// Sets the title of the detector that is currently shown.
    void setTitle(const QString& title);
    /// Rereads the available checkpoints.
    void refresh();
    void open(const QString& file);
    /// Opens the current weights of the running training.
    void openSnapshot();
    /// Opens a run's best checkpoint, else its last. @return false if it has none
    bool openRun(const QString& run);
    void openFirst();
    /// Asks for a file.
    void choose();
    /// Asks for a file of detections that another program saved.
    void chooseSaved();

  Q_SIGNALS:
    void started();  ///< a detector is being opened
    void opened(const std::shared_ptr<const priorscope::Detector>& detector, const QString& title,
                const QString& subtitle);
    void failed(const priorscope::JobFailure& failure);
    /// A file of saved detections was chosen.
    void savedWanted(const QString& file);
    void listChanged();

  private:
    struct Opened {
        std::shared_ptr<const Detector> detector;
        QString title;
        QString subtitle;
        std::string contents{};  ///< of the checkpoint; empty: no file
        KeptOperatingPoint kept{};
        std::shared_ptr<const Dataset> dataset{};  ///< that was open
        QString split{};                           ///< of it, to judge the detector on; empty: none
    };
    static Opened load(const QString& file, const DetectorFamilies& families);
    void showSplit(const Opened& opened);
    void findSplit();
    void propose(const QString& split);

    void buildActions();
    void openRow(int index);

    WorkspaceContext m_context;
    QComboBox* m_list = nullptr;
    QAction* m_open = nullptr;
    QAction* m_snapshot = nullptr;
    QAction* m_saved = nullptr;
    QString m_title;
    QString m_opened_file;
    DetectorOrigin m_origin;
    KeptOperatingPoint m_operating_point;
    SplitChoice m_split_choice;
    JobRunner m_loader;
    JobRunner m_split_finder;
};

}  // namespace priorscope
