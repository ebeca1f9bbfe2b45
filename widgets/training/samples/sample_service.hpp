// Makes the samples that the planned run would train on, on a worker thread, as the draft changes.
#pragma once

#include <QImage>
#include <QObject>
#include <QString>
#include <cstdint>
#include <memory>
#include <vector>

#include "core/augmentation/sample_maker.hpp"
#include "core/priors/matching.hpp"
#include "core/priors/prior_config.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class RunDocument;
class Workbench;

/// One sample and what the loss would make of it.
struct SampleView {
    int image = -1;     ///< into Dataset::images; -1: of a folder of negatives
    QString name{};     ///< the image's id
    int epoch = 0;      ///< of the run, 0-based
    QString instead{};  ///< why another image has the turn; empty: it has not
    QImage picture{};
    std::vector<AugmentedObject> objects{};
    std::size_t objects_before = 0;
    std::vector<Sentence> done{};
    std::vector<MatchedPrior> positives{};     ///< MatchedPrior::object is an index into the targets
    std::shared_ptr<const PriorSet> priors{};  ///< of its input's size; null for families without priors
    QString problem{};                         ///< why there is no picture; empty: there is one
};

/// Immutable; created on a worker.
struct SampleSheet {
    std::vector<SampleView> samples{};
    std::int64_t epochs = 0;  ///< that the run comes to
};
using SampleSheetPtr = std::shared_ptr<const SampleSheet>;

/// What is looked at.
enum class SampleChoice {
    one_image,   ///< the turns of the current image, epoch by epoch
    many_images  ///< an epoch in the run's order, negatives included, from the current image on
};

/// Lives on the GUI thread. A result for another dataset, draft or choice than the present one is dropped.
class SampleService : public QObject {
    Q_OBJECT

  public:
    static constexpr int kSamples = 24;

    /// @param workbench, draft  must outlive it
    SampleService(Workbench& workbench, RunDocument& draft, QObject* parent = nullptr);

    /// Nothing is computed before.
    void setShown(bool shown);
    void setChoice(SampleChoice choice);
    /// The first epoch, or the one that is shown; 0-based.
    void setEpoch(int epoch);
    SampleChoice choice() const { return m_choice; }
    int epoch() const { return m_epoch; }

    /// Null where there is nothing to show; why says so.
    const SampleSheetPtr& sheet() const { return m_sheet; }
    /// A sentence for an empty sheet; empty while it is being made.
    const QString& why() const { return m_why; }
    bool isRunning() const { return m_runner.isRunning(); }

  Q_SIGNALS:
    void changed();

  private:
    void renew();
    void take(const SampleSheetPtr& sheet);
    void leaveEmpty(const QString& why);

    Workbench& m_workbench;
    RunDocument& m_draft;
    SampleChoice m_choice = SampleChoice::many_images;
    int m_epoch = 0;
    bool m_is_shown = false;
    SampleSheetPtr m_sheet;
    QString m_why;
    JobRunner m_runner;
};

}  // namespace priorscope
