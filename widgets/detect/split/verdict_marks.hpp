// Tells the workbench in which images a detector is wrong, and how.
#pragma once

#include <QObject>
#include <QTimer>
#include <filesystem>

namespace priorscope {

class LiveScores;
class Workbench;

/// Follows the evaluated split at the sliders' thresholds: marks "verdict=right", "missed", "classification",
/// "localization", "both", "duplicate", "background", and the number of errors by image.
class VerdictMarks : public QObject {
    Q_OBJECT

  public:
    /// @param scores, workbench  must outlive it
    VerdictMarks(const LiveScores& scores, Workbench& workbench, QObject* parent = nullptr);

  private:
    void tell();

    const LiveScores& m_scores;
    Workbench& m_workbench;
    QTimer m_pause;
    std::filesystem::path m_told;  ///< the dataset that was told of last
};

}  // namespace priorscope
