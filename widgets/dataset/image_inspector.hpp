// The current image with its objects: their sizes, also in the input of the run being planned, and how well
// that run's priors cover them.
#pragma once

#include <memory>

#include "widgets/components/panel.hpp"
#include "widgets/jobs/job_runner.hpp"

class QCheckBox;
class QTableView;

namespace priorscope {

class ImageCanvas;
class NetworkPreview;
class ObjectTableModel;
class RunDocument;
class ThemeManager;
class Workbench;
struct Dataset;
struct Theme;

class ImageInspector : public Panel {
    Q_OBJECT

  public:
    /// @param workbench, draft  must outlive it
    ImageInspector(Workbench& workbench, const RunDocument& draft, ThemeManager& themes,
                   QWidget* parent = nullptr);

    ImageCanvas* canvas() const { return m_canvas; }
    /// Whether the best priors are being computed.
    bool isRunning() const { return m_coverage.isRunning(); }

    /// Shows whether the image is verified. @param obstacle  why that cannot be changed; empty: it can
    void setVerifying(const QString& obstacle);
    /// Shown below its size; none: nothing.
    void setTags(const QStringList& tags);
    /// Whether the image as it reaches the network is shown below the table, where there is room.
    void showPreview(bool on);

  Q_SIGNALS:
    void opened();  ///< the image is to be shown large
    void verifiedClicked(bool verified);

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void makeRoom();
    void buildCanvas(QWidget* body, const Theme& theme);
    void buildFacts(QWidget* body, QVBoxLayout& column);
    void buildTable(QWidget* body);
    void fitFigures();
    void buildTools();
    void connectEverything(ThemeManager& themes);
    void refreshImage();
    void refreshBoxes();
    void refreshCoverage();
    void showSelected(int object);

    Workbench& m_workbench;
    const RunDocument& m_draft;
    ImageCanvas* m_canvas = nullptr;
    QLabel* m_image_size = nullptr;
    QLabel* m_image_objects = nullptr;
    QCheckBox* m_verified = nullptr;
    ElidedLabel* m_tags = nullptr;
    QTableView* m_objects = nullptr;
    ObjectTableModel* m_object_model = nullptr;
    NetworkPreview* m_preview = nullptr;
    QWidget* m_preview_line = nullptr;
    bool m_is_preview_wanted = true;
    std::shared_ptr<const Dataset> m_shown;  ///< the image alone, as its edits left it
    JobRunner m_coverage;
};

}  // namespace priorscope
