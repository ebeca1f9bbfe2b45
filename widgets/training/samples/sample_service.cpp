#include "widgets/training/samples/sample_service.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/error.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_images.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/session/image_store.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

/// Everything that a sheet is made of, by value.
struct SampleTask {
    std::shared_ptr<const Dataset> dataset;
    TrainingOptions options;
    SampleInput input;
    std::optional<PriorConfig> priors;
    std::vector<std::size_t> images;  ///< those that the run trains on, in its order
    SampleChoice choice = SampleChoice::many_images;
    std::size_t place = 0;  ///< of the first image, or of the only one
    int epoch = 0;
};

std::vector<MatchedPrior> positivesOf(const PriorSet& priors, const std::vector<AugmentedObject>& objects,
                                      double match_iou) {
    std::vector<Box> targets;
    for (const AugmentedObject& object : objects) {
        if (object.is_target) {
            targets.push_back(object.box);
        }
    }
    return matchedPriors(priors.boxes, targets, {.min_iou = static_cast<float>(match_iou)});
}

SampleView viewOf(const SampleMaker& maker, const SampleTask& task, const SampleKey& key,
                  const PriorSet* priors) {
    SampleView view{.image = static_cast<int>(task.images[key.place]), .epoch = static_cast<int>(key.epoch)};
    try {
        AugmentedSample sample = maker.sample(key);
        view.picture = pictureFromImage(std::make_shared<const Image>(std::move(sample.pixels)));
        view.objects = std::move(sample.objects);
        view.objects_before = sample.objects_before;
        view.done = std::move(sample.done);
        if (priors != nullptr) {
            view.positives = positivesOf(*priors, view.objects, task.options.match_iou);
        }
    } catch (const Error& error) {
        view.problem = sentenceText(error.parts().reason);
    }
    return view;
}

std::optional<SampleSheetPtr> made(const SampleTask& task, const std::stop_token& stop) {
    auto sheet = std::make_shared<SampleSheet>();
    if (task.priors) {
        sheet->priors = std::make_shared<const PriorSet>(generatePriors(*task.priors));
    }
    const TrainedImages trained = trainedImages(task.dataset, task.images, task.options);
    const SampleMaker maker(trained.dataset, trained.all(), task.options.train_on_difficult,
                            task.options.augmentation, task.input, trained.crops);
    const std::size_t most = task.choice == SampleChoice::one_image
                                 ? std::size_t{SampleService::kSamples}
                                 : std::min(task.images.size(), std::size_t{SampleService::kSamples});
    for (std::size_t i = 0; i < most; ++i) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const bool is_one = task.choice == SampleChoice::one_image;
        const SampleKey key{.seed = task.options.seed,
                            .epoch = static_cast<std::uint64_t>(task.epoch) + (is_one ? i : 0),
                            .place = is_one ? task.place : (task.place + i) % task.images.size()};
        sheet->samples.push_back(viewOf(maker, task, key, sheet->priors.get()));
    }
    return sheet;
}

}  // namespace

SampleService::SampleService(Workbench& workbench, RunDocument& draft, QObject* parent)
    : QObject(parent), m_workbench(workbench), m_draft(draft) {
    connect(&draft, &RunDocument::changed, this, &SampleService::renew);
    connect(&draft, &RunDocument::detectorChanged, this, &SampleService::renew);
    connect(&workbench, &Workbench::datasetChanged, this, &SampleService::renew);
    connect(&workbench, &Workbench::currentImageChanged, this, &SampleService::renew);
    connect(&m_runner, &JobRunner::failed, this,
            [this](const JobFailure& failure) { leaveEmpty(failure.message); });
}

void SampleService::setShown(bool shown) {
    if (std::exchange(m_is_shown, shown) != shown && shown) {
        renew();
    }
}

void SampleService::setChoice(SampleChoice choice) {
    if (std::exchange(m_choice, choice) != choice) {
        renew();
    }
}

void SampleService::setEpoch(int epoch) {
    if (std::exchange(m_epoch, epoch) != epoch) {
        renew();
    }
}

void SampleService::leaveEmpty(const QString& why) {
    m_runner.cancel();
    m_sheet.reset();
    m_why = why;
    Q_EMIT changed();
}

void SampleService::renew() {
    if (!m_is_shown) {
        return;
    }
    const std::shared_ptr<const Dataset>& dataset = m_workbench.dataset();
    if (dataset == nullptr) {
        leaveEmpty(tr("Open a dataset to see what a run would train on."));
        return;
    }
    SampleTask task{
        .dataset = dataset,
        .options = m_draft.draft().options,
        .input = sampleInput(m_draft.spec()),
        .priors = m_draft.priors(),
        .images = trainableOf(*dataset, ImageSelection::ofSplit(*dataset, m_draft.draft().options.split)),
        .choice = m_choice,
        .epoch = m_epoch};
    if (task.images.empty()) {
        leaveEmpty(tr("The split that is trained on has no image that can be read."));
        return;
    }
    if (!m_draft.draft().options.validate().empty()) {
        leaveEmpty(tr("Mend the marked options to see their samples."));
        return;
    }
    const auto current = static_cast<std::size_t>(m_workbench.currentImage());
    const auto place = std::find(task.images.begin(), task.images.end(), current);
    if (place != task.images.end()) {
        task.place = static_cast<std::size_t>(place - task.images.begin());
    } else if (m_choice == SampleChoice::one_image) {
        leaveEmpty(tr("The current image is not in the split that is trained on."));
        return;
    }
    m_why.clear();
    m_runner.start(
        tr("Samples"), [task](const std::stop_token& stop, const ProgressFn&) { return made(task, stop); },
        [this, dataset](const SampleSheetPtr& sheet) {
            if (dataset == m_workbench.dataset()) {
                m_sheet = sheet;
                Q_EMIT changed();
            }
        });
    Q_EMIT changed();
}

}  // namespace priorscope
