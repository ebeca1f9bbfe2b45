// Detect: a checkpoint, sliders above everything that they change, the image, and how the split fares.
#pragma once

#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/interchange/export.hpp"
#include "core/model/detector.hpp"
#include "core/training/split_detections.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/image_store.hpp"
#include "widgets/workspace.hpp"

class QComboBox;
class QGridLayout;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace priorscope {

class Chip;
class ClassTableModel;
class DetectionInspector;
class EmptyState;
class FigureStrip;
class ImageCanvas;
class LabeledSlider;
class OutcomeBars;
class Panel;

class DetectWorkspace : public Workspace {
    Q_OBJECT

  public:
    explicit DetectWorkspace(const WorkspaceContext& context, QWidget* parent = nullptr);
    ~DetectWorkspace() override;

    QString title() const override { return tr("Detect"); }
    QString iconName() const override { return QStringLiteral("detect"); }
    QString key() const override { return QStringLiteral("detect"); }
    QWidget* inspector() override;
    QWidget* contextWidgets() override;
    QList<QAction*> commands() const override;
    QList<QAction*> fileCommands() const override;
    bool isSettled() const override;

    void openCheckpoint(const QString& file);
    /// The weights of this moment of the running training.
    void openSnapshot();
    /// Opens a run's best checkpoint, else its last, and evaluates the split with it.
    void showRun(const QString& folder) override;
    /// In place of a file: for tests.
    void setDetector(std::shared_ptr<const Detector> detector, const QString& title, const QString& subtitle);
    const std::shared_ptr<const Detector>& detector() const { return m_detector; }

    DetectionOptions options() const;
    double matchIou() const;
    LabeledSlider* scoreSlider() const { return m_score; }
    LabeledSlider* nmsSlider() const { return m_nms; }
    LabeledSlider* topKSlider() const { return m_top_k; }
    LabeledSlider* matchSlider() const { return m_match; }
    DetectionInspector* detectionInspector() const { return m_inspector; }
    ImageCanvas* canvas() const { return m_canvas; }
    FigureStrip* figures() const { return m_figures; }
    QComboBox* sources() const { return m_sources; }
    ClassTableModel* classes() const { return m_classes; }
    /// How often the network ran on a single image.
    int networkRuns() const { return m_network_runs; }

  public Q_SLOTS:
    void chooseCheckpoint();
    void evaluateSplit();
    /// Asks what to export and where to.
    void showExport();

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    struct Opened {
        std::shared_ptr<const Detector> detector;
        QString title;
        QString subtitle;
    };
    struct Evaluated {
        std::shared_ptr<const SplitDetections> detections;
        Evaluation evaluation;
        std::vector<std::string> problems;
    };

    void buildActions();
    QWidget* buildSliders();
    QWidget* buildCanvasPanel();
    QWidget* buildSplitColumn();
    void arrangeSliders();
    void refreshSources();
    void chooseSource(int index);
    void openLatest();
    void setOffer();
    void detectCurrent();
    void runNetwork(const std::shared_ptr<const LoadedImage>& image);
    void applyThresholds();
    void showImage();
    void showBoxes();
    void selectDetection(int row);
    void countSplit();
    void forgetSplit();
    void updateFigures();
    void updateCommands();
    void startExport(const ExportOptions& options, const QString& file);
    void showProblem(const JobFailure& failure);

    std::shared_ptr<const Detector> m_detector;
    QString m_title;
    QString m_opened_file;
    std::optional<ClassMapping> m_mapping;
    int m_detected_image = -1;  ///< m_candidates are of this image; -1: of none
    int m_wanted_image = -1;    ///< its pixels were asked for
    Candidates m_candidates;
    std::vector<Detection> m_detections;
    ImageVerdicts m_verdicts;
    std::shared_ptr<const SplitDetections> m_split;
    std::optional<Evaluation> m_evaluation;
    std::optional<VerdictCounts> m_counts;
    int m_network_runs = 0;
    bool m_evaluate_when_open = false;

    QStackedWidget* m_pages = nullptr;
    EmptyState* m_empty = nullptr;
    FigureStrip* m_figures = nullptr;
    QWidget* m_slider_row = nullptr;
    QGridLayout* m_slider_grid = nullptr;
    int m_slider_columns = 0;
    LabeledSlider* m_score = nullptr;
    LabeledSlider* m_nms = nullptr;
    LabeledSlider* m_top_k = nullptr;
    LabeledSlider* m_match = nullptr;
    Panel* m_canvas_panel = nullptr;
    ImageCanvas* m_canvas = nullptr;
    Chip* m_show_detections = nullptr;
    Chip* m_show_missed = nullptr;
    Chip* m_show_objects = nullptr;
    Panel* m_class_panel = nullptr;
    ClassTableModel* m_classes = nullptr;
    OutcomeBars* m_bars = nullptr;
    QPushButton* m_evaluate_button = nullptr;
    DetectionInspector* m_inspector = nullptr;
    QWidget* m_source_row = nullptr;
    QComboBox* m_sources = nullptr;
    QAction* m_open = nullptr;
    QAction* m_evaluate = nullptr;
    QAction* m_export = nullptr;
    QAction* m_snapshot = nullptr;

    JobRunner m_loader;
    JobRunner m_detection;
    JobRunner m_evaluator;
    JobRunner m_counter;
    JobRunner m_exporter;
};

}  // namespace priorscope
