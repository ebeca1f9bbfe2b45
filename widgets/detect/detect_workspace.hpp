// The Detect workspace: a checkpoint, sliders for the thresholds, the image, and the results on the split.
#pragma once

#include <QList>
#include <QString>
#include <memory>

#include "core/model/detector.hpp"
#include "core/project/review.hpp"
#include "widgets/detect/split/split_detections_service.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

class QComboBox;
class QStackedWidget;

namespace priorscope {

class ClassTableModel;
class DetectionFigures;
class DetectionInspector;
class DetectionSaving;
class DetectorExport;
class DetectorSource;
class EmptyState;
class ErrorBrowser;
class FeedbackDialog;
class FigureStrip;
class ImageCanvas;
class ImageDetections;
class LabeledSlider;
class LiveScores;
class OperatingPoints;
class ReportSaving;
class ReviewPanel;
class SplitPlots;
class ThresholdRow;

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
    /// Opens a run's best checkpoint, else its last, and evaluates the split with it.
    void showRun(const QString& folder) override;
    /// Shows a detector as if it had been opened from a file.
    void setDetector(const std::shared_ptr<const Detector>& detector, const QString& title,
                     const QString& subtitle, const DetectorOrigin& origin = {});
    const std::shared_ptr<const Detector>& detector() const;
    /// Shows detections that another program saved, against the split.
    void openSaved(const QString& file);

    DetectionOptions options() const;
    LabeledSlider* scoreSlider() const;
    LabeledSlider* nmsSlider() const;
    LabeledSlider* topKSlider() const;
    DetectionInspector* detectionInspector() const { return m_inspector; }
    ImageCanvas* canvas() const;
    FigureStrip* figures() const;
    QComboBox* sources() const;
    ClassTableModel* classes() const;
    LiveScores* scores() const { return m_scores; }
    SplitPlots* plots() const { return m_plots; }
    ErrorBrowser* errors() const { return m_errors; }
    ReviewPanel* review() const { return m_review; }
    OperatingPoints* operatingPoints() const { return m_operating_points; }
    FeedbackDialog* feedback() const { return m_feedback; }
    ThresholdRow* thresholds() const { return m_thresholds; }
    /// How often the network ran on a single image.
    int networkRuns() const;

  public Q_SLOTS:
    void evaluateSplit();

  protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;

  private:
    void buildActions();
    QWidget* buildPage();
    void connectParts();
    void connectScores();
    void connectReview();
    void offerScores();
    void judge(ReviewVerdict verdict);
    void updateEmptyState();
    void updateFigures();
    void showProblem(const JobFailure& failure);

    bool m_evaluate_when_open = false;
    QStackedWidget* m_pages = nullptr;
    EmptyState* m_empty = nullptr;
    DetectionFigures* m_figures = nullptr;
    ThresholdRow* m_thresholds = nullptr;
    ImageDetections* m_image = nullptr;
    SplitPlots* m_plots = nullptr;
    ErrorBrowser* m_errors = nullptr;
    LiveScores* m_scores = nullptr;
    DetectionInspector* m_inspector = nullptr;
    DetectorSource* m_source = nullptr;
    DetectorExport* m_export = nullptr;
    DetectionSaving* m_saving = nullptr;
    ReportSaving* m_report = nullptr;
    OperatingPoints* m_operating_points = nullptr;
    QAction* m_evaluate = nullptr;
    QAction* m_pin = nullptr;
    QAction* m_suggest = nullptr;
    QAction* m_next = nullptr;
    QAction* m_previous = nullptr;
    QAction* m_all_causes = nullptr;
    ReviewPanel* m_review = nullptr;
    FeedbackDialog* m_feedback = nullptr;
    QList<QAction*> m_review_actions;
};

}  // namespace priorscope
