// The current image with the detections at the current thresholds.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/evaluation/class_mapping.hpp"
#include "core/evaluation/verdicts.hpp"
#include "core/model/detector.hpp"
#include "widgets/components/panel.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/session/image_store.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class Chip;
class DetectionInspector;
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
    bool isSettled() const;

    /// Shows the current image and runs the detector on it.
    void detect();
    /// Like detect(), if still needed: the image may have changed while the panel was hidden.
    void catchUp();

  Q_SIGNALS:
    void failed(const priorscope::JobFailure& failure);

  private:
    void buildTools();
    void followWorkbench();
    void runNetwork(const std::shared_ptr<const LoadedImage>& image);
    void applyThresholds();
    /// Why the list of detections may be empty.
    QString emptyReason() const;
    DetectionRow rowOf(std::size_t detection) const;
    void showImage();
    void showBoxes();
    void addObjects(CanvasLayer& objects, CanvasLayer& missed) const;
    void addDetections(CanvasLayer& found) const;
    void select(int row);

    WorkspaceContext m_context;
    const ThresholdRow& m_thresholds;
    DetectionInspector& m_inspector;
    ImageCanvas* m_canvas = nullptr;
    Chip* m_show_detections = nullptr;
    Chip* m_show_missed = nullptr;
    Chip* m_show_objects = nullptr;

    std::optional<ClassMapping> m_mapping;
    int m_detected_image = -1;  ///< the image that m_candidates belongs to; -1: none
    int m_wanted_image = -1;    ///< the image whose pixels were requested
    Candidates m_candidates;
    std::vector<Detection> m_detections;
    ImageVerdicts m_verdicts;
    int m_network_runs = 0;
    bool m_shown_problem = false;  ///< the banner tells of the current image
    JobRunner m_network;
};

}  // namespace priorscope
