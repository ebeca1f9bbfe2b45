// The detections of a split, computed once for all workspaces that ask for them.
#pragma once

#include <QColor>
#include <QObject>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/evaluation/looked_at.hpp"
#include "core/evaluation/rescoring/suspects.hpp"
#include "core/training/evaluation/split_detections.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class Workbench;
struct Theme;

/// Where a detector comes from.
struct DetectorOrigin {
    std::string run{};                   ///< run folder or file, as storedPath() encodes it; empty: neither
    std::filesystem::path checkpoint{};  ///< empty: no file
    std::string contents{};              ///< checkpointContents() of what was opened; empty: no file
};

/// The detections of a split and their evaluation, together with what they were computed for.
struct EvaluatedSplit {
    std::shared_ptr<const Detector> detector;  ///< null: the detections were saved by another program
    std::shared_ptr<const Dataset> dataset;
    ImageSelection selection;
    DetectorOrigin origin{};
    std::string split{};                  ///< the workbench's; empty: all images
    std::optional<ImageFilter> filter{};  ///< objects that it hides are ignored; none: all are looked at
    std::optional<float> floor{};         ///< lowest score that is kept; none: the detector's own

    SplitDetections detections{};
    std::vector<TruthImage> truth{};              ///< [images of the detections]
    std::shared_ptr<const SplitSlices> slices{};  ///< of truth; never null once evaluated
    Evaluation evaluation{};
    LookedAt looked_at{};              ///< with a filter alone
    std::vector<Suspect> suspects{};   ///< labels that may be wrong, at the detections' own thresholds
    std::vector<Sentence> problems{};  ///< images that could not be read
    /// Why the figures say less than they seem to: the detector has seen some of the images.
    std::vector<Sentence> seen{};
    std::vector<std::size_t> trained{};  ///< images of the dataset that its run was trained on, if known
    std::string unseen_split{};          ///< a split of which it has seen no image; empty: there is none
    bool was_kept = false;               ///< the candidates are of an earlier time: the network did not run
    std::vector<Sentence> not_kept{};    ///< why candidates could not be read or kept
};

/// Owned by the window. Holds the current detector and, once requested, its detections on the workbench's
/// split, or on what its filter shows of it. They are discarded when the detector, the dataset, the split or
/// that filter changes; a result that arrives too late is dropped. Lives on the GUI thread.
class SplitDetectionsService : public QObject {
    Q_OBJECT

  public:
    /// @param workbench, jobs  must outlive the service
    SplitDetectionsService(Workbench& workbench, JobList& jobs, QObject* parent = nullptr);

    /// Null until one is opened.
    const std::shared_ptr<const Detector>& detector() const { return m_detector; }
    void setDetector(std::shared_ptr<const Detector> detector, DetectorOrigin origin = {});
    const DetectorOrigin& origin() const { return m_origin; }

    /// Takes detections that another program saved in the detector's place, and evaluates them.
    /// @param file  as savedSplit() takes it
    void openSaved(const std::filesystem::path& file);
    /// The file of saved detections; empty: there is a detector, or nothing.
    const std::filesystem::path& saved() const { return m_saved; }

    /// Lowest score of the candidates that are kept, whatever the detector's own is; a new detector has its
    /// own again. What was computed is forgotten.
    void setFloor(float floor);
    /// That score; none: there is no detector.
    std::optional<float> floor() const;
    /// How candidates are chosen. Only with a detector.
    CandidateOptions candidateOptions() const;

    /// Whether there is something to evaluate and no evaluation is running.
    bool canEvaluate() const;
    /// Runs the detector over the workbench's split.
    void evaluate();
    /// Whether only what the workbench's filter shows is evaluated: its images, and in them the objects that
    /// it hides are ignored. Conditions on verdicts do not count, which follow from an evaluation.
    void setShownOnly(bool is_on);
    bool isShownOnly() const { return m_is_shown_only; }
    /// The filter by which objects are ignored; none: all are looked at, or there is nothing to filter by.
    std::optional<ImageFilter> lookedAtFilter() const;
    bool isRunning() const { return m_evaluator.isRunning(); }
    /// Whether the split had been evaluated before its dataset was read again, which changed what counts.
    bool isStale() const;
    /// Null unless an evaluation has finished.
    const std::shared_ptr<const EvaluatedSplit>& result() const { return m_result; }

    /// Labels of the detections in the workbench's dataset; none before there are both.
    std::optional<ClassMapping> mapping() const;
    /// Whether a split is the workbench's, with whatever detector.
    bool isOfPresentSplit(const EvaluatedSplit& split) const;
    /// Of a label of the evaluated split: the dataset's class, or the detector's where the dataset has none.
    QString className(int label) const;
    QColor classColor(const Theme& theme, int label) const;

  Q_SIGNALS:
    void changed();          ///< result() was replaced or discarded
    void lookedAtChanged();  ///< lookedAtFilter()
    void floorChanged();     ///< by setFloor()
    void labelsWanted();     ///< the list of labels that may be wrong is to be shown
    void runningChanged();   ///< isRunning() or canEvaluate() changed
    void failed(const priorscope::JobFailure& failure);

  private:
    /// What is to be evaluated.
    struct Wanted {
        ImageSelection selection{};
        std::optional<ImageFilter> filter{};
        bool operator==(const Wanted&) const = default;
    };
    Wanted wanted() const;
    void followFilter();
    void followDataset();
    void forget();
    void receive(const std::shared_ptr<const EvaluatedSplit>& made);
    void logCandidates(const EvaluatedSplit& split);

    Workbench& m_workbench;
    JobList& m_jobs;
    std::shared_ptr<const Detector> m_detector;
    DetectorOrigin m_origin;
    std::filesystem::path m_saved;
    std::shared_ptr<const EvaluatedSplit> m_result;
    bool m_is_shown_only = false;
    std::optional<float> m_floor;
    /// What was evaluated when the dataset was last read again.
    struct Evaluated {
        std::filesystem::path dataset{};
        std::string split{};
    };
    std::optional<Evaluated> m_before;
    Wanted m_wanted{};  ///< as it was last told
    JobRunner m_evaluator;
};

}  // namespace priorscope
