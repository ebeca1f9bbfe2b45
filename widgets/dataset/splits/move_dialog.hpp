// Images are moved to another split: chosen, previewed, written.
#pragma once

#include <QDialog>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "core/dataset/dataset.hpp"
#include "core/formats/writing/split_move.hpp"
#include "widgets/jobs/job_runner.hpp"

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace priorscope {

class ErrorBanner;
class SegmentedControl;

/// The images that may be moved.
struct MovedImages {
    std::optional<std::size_t> current{};  ///< index into Dataset::images
    std::vector<std::size_t> shown{};
    bool prefers_shown = false;  ///< they are chosen first
};

/// Reads the lists when it is opened, and works the move out whenever a choice changes. Nothing is written
/// before its button is pressed.
class MoveDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param backups  of split lists
    MoveDialog(std::shared_ptr<const Dataset> dataset, MovedImages images, std::filesystem::path backups,
               JobList& jobs, QWidget* parent = nullptr);

    /// 0: the current image, 1: all that are shown.
    SegmentedControl* which() const { return m_which; }
    QComboBox* target() const { return m_target; }
    /// The lists that the images can leave, by name; a checked one they leave.
    const std::vector<QCheckBox*>& sources() const { return m_sources; }
    /// A row for the images and for each class, a column for each list that changes.
    QTableWidget* preview() const { return m_preview; }
    QString notes() const;
    QPushButton* moveButton() const { return m_move; }
    ErrorBanner* banner() const { return m_banner; }
    bool isRunning() const { return m_runner.isRunning(); }
    /// Nothing while the lists are being written.
    void reject() override;

  Q_SIGNALS:
    void moved(int images, const QString& to);

  private:
    /// A move, and images and objects of each class of each of its lists.
    struct Planned {
        SplitMove move{};
        std::vector<std::vector<std::int64_t>> before{};
        std::vector<std::vector<std::int64_t>> after{};
    };
    void build();
    QWidget* buildChoices();
    void receive(std::shared_ptr<const SplitFiles> files);
    int likelyTarget() const;
    void chooseTarget();
    void plan();
    void show(Planned planned);
    void write();
    std::vector<std::size_t> images() const;

    std::shared_ptr<const Dataset> m_dataset;
    MovedImages m_images;
    std::filesystem::path m_backups;
    std::shared_ptr<const SplitFiles> m_files;  ///< null until they are read
    SplitMove m_planned;
    bool m_is_writing = false;
    SegmentedControl* m_which = nullptr;
    QComboBox* m_target = nullptr;
    QWidget* m_source_row = nullptr;
    std::vector<QCheckBox*> m_sources;
    QTableWidget* m_preview = nullptr;
    QLabel* m_notes = nullptr;
    QPushButton* m_move = nullptr;
    ErrorBanner* m_banner = nullptr;
    JobRunner m_runner;  // last: its job ends before the other members are destroyed
};

}  // namespace priorscope
