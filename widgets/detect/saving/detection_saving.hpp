// Saves what is detected in the evaluated split at the thresholds that the sliders show.
#pragma once

#include <QString>
#include <memory>

#include "core/training/saving/save_detections.hpp"
#include "widgets/detect/saving/split_saving.hpp"

namespace priorscope {

struct LiveCounted;

class DetectionSaving : public SplitSaving {
    Q_OBJECT

  public:
    /// Parameters as SplitSaving has them.
    DetectionSaving(const WorkspaceContext& context, const DetectorSource& source, const LiveScores& scores,
                    QWidget* parent);
    void ask() override;

  private:
    void start(const std::shared_ptr<const LiveCounted>& counted, const SavingOptions& options);
    void report(const SavingOptions& options, const SavedCount& saved);
};

/// Name for files about an evaluated split, without extension: "ssd-tiny-test-detections".
/// @param kind  "detections"
QString splitFileName(const LiveCounted& counted, const QString& kind);

}  // namespace priorscope
