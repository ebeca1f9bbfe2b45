// Saves a page about the evaluated split at the thresholds that the sliders show.
#pragma once

#include <QString>
#include <memory>

#include "widgets/detect/saving/split_saving.hpp"

namespace priorscope {

struct LiveCounted;

class ReportSaving : public SplitSaving {
    Q_OBJECT

  public:
    /// Parameters as SplitSaving has them.
    ReportSaving(const WorkspaceContext& context, const DetectorSource& source, const LiveScores& scores,
                 QWidget* parent);
    void ask() override;
    /// Does nothing before there are counts, or while a report is being written.
    /// @param file  is replaced
    void save(const QString& file);

  private:
    void write(const std::shared_ptr<const LiveCounted>& counted, const QString& file);
};

}  // namespace priorscope
