#include "widgets/training/samples/sample_service.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <utility>

#include "core/base/error.hpp"
#include "core/dataset/image_selection.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/training/plan/input_sizes.hpp"
#include "core/training/plan/trained_images.hpp"
#include "core/training/plan/training_images.hpp"
#include "core/training/run_samples.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/image_store.hpp"
#include "widgets/session/run_document.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {
namespace {

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// Everything that a sheet is made of, by value.
struct SampleTask {
    std::shared_ptr<const Dataset> dataset;
    TrainingOptions options;
    SampleInput input;
    DetectorSpec spec;
    std::optional<PriorConfig> priors;
    std::vector<std::size_t> images;  ///< those that the run trains on, in its order
    SampleChoice choice = SampleChoice::many_images;
    std::size_t place = kNowhere;  ///< of the current image among them
    int epoch = 0;
};

/// Where an image comes seldom, its turns are looked for in so many epochs.
constexpr std::int64_t kMostEpochs = 240;

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

/// The priors at each size of the input.
struct PriorsBySize {
    const DetectorSpec& spec;
    std::shared_ptr<const PriorSet> own;  ///< null for families without priors
    std::map<int, std::shared_ptr<const PriorSet>> others;

    std::shared_ptr<const PriorSet> at(int size) {
        if (own == nullptr || size == spec.inputSize()) {
            return own;
        }
        std::shared_ptr<const PriorSet>& other = others[size];
        if (other == nullptr) {
            other = std::make_shared<const PriorSet>(generatePriors(ssdOf(withInputSize(spec, size)).priors));
        }
        return other;
    }
};

/// Of the current image, from an epoch on. @return nothing if stopped
std::optional<std::vector<RunTurn>> turnsOfOne(const RunTurns& run, const SampleTask& task,
                                               const std::stop_token& stop) {
    std::vector<RunTurn> turns;
    const std::int64_t last = std::min(run.epochs(), task.epoch + kMostEpochs);
    for (std::int64_t epoch = task.epoch; epoch < last && turns.size() < SampleService::kSamples; ++epoch) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        const std::vector<RunTurn> of_epoch = run.ofEpoch(epoch);
        std::copy_if(of_epoch.begin(), of_epoch.end(), std::back_inserter(turns),
                     [&](const RunTurn& turn) { return turn.key.place == task.place; });
    }
    return turns;
}

/// Of an epoch, from the current image's turn on, and round to it again.
std::vector<RunTurn> turnsOfMany(const RunTurns& run, const SampleTask& task) {
    std::vector<RunTurn> turns = run.ofEpoch(task.epoch);
    const auto current = std::find_if(turns.begin(), turns.end(),
                                      [&](const RunTurn& turn) { return turn.key.place == task.place; });
    if (current != turns.end()) {
        std::rotate(turns.begin(), current, turns.end());
    }
    return turns;
}

SampleView viewOf(const RunSamples& samples, const SampleTask& task, const RunTurn& turn,
                  PriorsBySize& priors) {
    const Dataset& dataset = *samples.images().dataset;
    SampleView view{.epoch = static_cast<int>(turn.epoch)};
    const auto name = [&](std::size_t image) {
        view.image = image < task.dataset->images.size() ? static_cast<int>(image) : -1;
        view.name = QString::fromStdString(dataset.images[image].id);
    };
    const std::size_t own = samples.imageOf(turn);
    name(own);
    try {
        std::vector<DatasetIssue> bad_images;
        AugmentedSample sample = samples.sample(turn, bad_images);
        if (!bad_images.empty()) {
            view.instead = SampleService::tr("in place of %1: %2")
                               .arg(view.name, sentenceText(bad_images.front().detail));
        }
        name(sample.image);
        view.priors = priors.at(sample.pixels.width);
        view.picture = pictureFromImage(std::make_shared<const Image>(std::move(sample.pixels)));
        view.objects = std::move(sample.objects);
        view.objects_before = sample.objects_before;
        view.done = std::move(sample.done);
        if (view.priors != nullptr) {
            view.positives = positivesOf(*view.priors, view.objects, task.options.match_iou);
        }
    } catch (const Error& error) {
        view.problem = sentenceText(error.parts().reason);
    }
    return view;
}

std::optional<SampleSheetPtr> made(const SampleTask& task, const std::stop_token& stop) {
    auto sheet = std::make_shared<SampleSheet>();
    const TrainingOptions resolved =
        resolvedOptions(task.options, task.spec.recipe, static_cast<std::int64_t>(task.images.size()));
    const RunSamples samples(trainedImages(task.dataset, task.images, resolved), task.input, resolved, {},
                             trainingSizes(task.spec, resolved.input_scale));
    PriorsBySize priors{
        .spec = task.spec,
        .own = task.priors ? std::make_shared<const PriorSet>(generatePriors(*task.priors)) : nullptr,
        .others = {}};
    sheet->epochs = samples.turns().epochs();
    std::optional<std::vector<RunTurn>> turns = task.choice == SampleChoice::one_image
                                                    ? turnsOfOne(samples.turns(), task, stop)
                                                    : turnsOfMany(samples.turns(), task);
    if (!turns) {
        return std::nullopt;
    }
    turns->resize(std::min(turns->size(), std::size_t{SampleService::kSamples}));
    for (const RunTurn& turn : *turns) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        sheet->samples.push_back(viewOf(samples, task, turn, priors));
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
        .spec = m_draft.spec(),
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
    const bool is_there = place != task.images.end();
    task.place = is_there ? static_cast<std::size_t>(place - task.images.begin()) : kNowhere;
    if (!is_there && m_choice == SampleChoice::one_image) {
        leaveEmpty(tr("The current image is not in the split that is trained on."));
        return;
    }
    m_why.clear();
    m_runner.start(
        tr("Samples"), [task](const std::stop_token& stop, const ProgressFn&) { return made(task, stop); },
        [this, dataset](const SampleSheetPtr& sheet) {
            if (dataset == m_workbench.dataset()) {
                take(sheet);
            }
        });
    Q_EMIT changed();
}

void SampleService::take(const SampleSheetPtr& sheet) {
    m_sheet = sheet->samples.empty() ? nullptr : sheet;
    if (m_sheet == nullptr) {
        m_why =
            sheet->epochs <= m_epoch
                ? tr("The run ends before epoch %1: it comes to %2.")
                      .arg(countText(m_epoch + 1), countText(sheet->epochs))
                : tr("The run does not come to this image in the epochs from %1 on, because of its weight or "
                     "the run's length.")
                      .arg(countText(m_epoch + 1));
    }
    Q_EMIT changed();
}

}  // namespace priorscope
