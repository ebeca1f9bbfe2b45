// The current image with the detections at the current thresholds.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/rescoring/error_items.hpp"
#include "core/evaluation/verdicts.hpp"
#include "core/model/detector.hpp"
#include "core/priors/prior_config.hpp"
#include "core/project/review.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/image_store.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class Chip;
class DetectionInspector;
class ExplainedImage;
class ImageCanvas;
class ThresholdRow;
struct CanvasLayer;
struct DetectionRow;

/// Runs the network once per image while the panel is visible; sliders and chips only filter its candidates.
class ImageDetections : public Panel {
    Q_OBJECT

  public:
    /// @param inspector  lists the detections
    ImageDetections(const WorkspaceContext& context, const ThresholdRow& thresholds,
                    DetectionInspector& inspector, QWidget* parent = nullptr);

    ImageCanvas* canvas() const { return m_canvas; }
    /// How often the network ran.
    int networkRuns() const { return m_network_runs; }
    /// Shows all that NMS removes, or no longer.
    QAction* suppressedAction() const { return m_suppressed_action; }
    bool isSettled() const;

    /// Shows the current image and runs the detector on it.
    void detect();
    /// Goes to an error of the evaluated split: selects its detection or outlines its object, and shows it
    /// large.
    void showError(const ErrorItem& item);
    /// Goes to a place of an image and shows it large.
    void showPlace(int image, const Box& box);
    /// The selected detection or missed object, as it is reviewed; none: neither is selected.
    std::optional<ReviewedError> currentError() const;
    /// Like detect(), if still needed: the image may have changed while the panel was hidden.
    void catchUp();

  Q_SIGNALS:
    void failed(const priorscope::JobFailure& failure);

  private:
    static constexpr int kFirstObject = 1 << 20;  ///< ids of boxes on the canvas from here on are objects

    void buildTools();
    void followWorkbench();
    /// From the evaluated split, if it has the image.
    bool takeKeptCandidates(int index);
    void showWantedError();
    void runNetwork(const std::shared_ptr<const LoadedImage>& image);
    void applyThresholds();
    /// Why the list of detections may be empty.
    QString emptyReason() const;
    DetectionRow rowOf(std::size_t detection) const;
    QColor colorOf(int label) const;
    /// Takes over the classes and the priors of the current detector.
    void followDetector();
    void showImage();
    void showBoxes();
    void addObjects(CanvasLayer& objects, CanvasLayer& missed) const;
    void addDetections(CanvasLayer& found) const;
    void addSuppressed(CanvasLayer& suppressed) const;
    /// The prior of the selected detection and what it suppresses.
    void addOrigin(CanvasLayer& origin) const;
    std::shared_ptr<const ExplainedImage> explained() const;
    void select(int row);
    /// @param id  of a box on the canvas: a detection or a missed object; -1: none
    void selectBox(int id);

    WorkspaceContext m_context;
    const ThresholdRow& m_thresholds;
    DetectionInspector& m_inspector;
    ImageCanvas* m_canvas = nullptr;
    Chip* m_show_detections = nullptr;
    Chip* m_show_missed = nullptr;
    Chip* m_show_objects = nullptr;
    Chip* m_show_suppressed = nullptr;
    QAction* m_suppressed_action = nullptr;

    std::optional<ClassMapping> m_mapping;
    int m_detected_image = -1;  ///< the image that m_candidates belongs to; -1: none
    int m_wanted_image = -1;    ///< the image whose pixels were requested
    Candidates m_candidates;
    std::vector<Detection> m_detections;
    ImageVerdicts m_verdicts;
    std::shared_ptr<const Detector> m_priors_of;
    PriorSet m_priors{};  ///< of that detector; empty: its family has none
    int m_network_runs = 0;
    std::optional<ErrorItem> m_wanted_error;  ///< to be shown once its image is there
    bool m_shown_problem = false;             ///< the banner tells of the current image
    JobRunner m_network;
};

}  // namespace priorscope
