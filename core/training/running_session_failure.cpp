// How a run ends whose training has failed.
#include <exception>
#include <optional>
#include <utility>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/base/text/plain_message.hpp"
#include "core/training/run/run_files.hpp"
#include "core/training/running_session.hpp"
#include "core/training/steering/steering_desk.hpp"
#include "core/training/step/measured_step.hpp"
#include "core/training/trouble/batch_record.hpp"

namespace priorscope {

void RunningSession::endAfterFailure(const std::stop_token& stop, const TrainingObserver& observer,
                                     SteeringDesk& desk) {
    if (!closeRequests()) {
        reportProblem(observer,
                      Core::tr("The change that was asked for last is not made: the run has failed"));
    }
    ErrorParts parts;
    bool has_batch = false;
    bool lacks_memory = false;
    try {
        throw;
    } catch (const NotFiniteError& error) {
        parts = error.parts();
        has_batch = true;
    } catch (const OutOfDeviceMemory& error) {
        parts = error.parts();
        lacks_memory = true;
    } catch (const Error& error) {
        parts = error.parts();
    } catch (const std::exception& error) {
        parts = {.action = Core::tr("training step %1").arg(m_progress.step + 1),
                 .reason = plainMessage(error)};
    }
    const bool is_removed =
        m_progress.step == 0 && m_saved_step < 0 && m_opened.made_here && !has_batch;  // the batch is kept
    // Before anything else is tried, which may fail in turn.
    Sentence saved = is_removed ? Sentence() : saveAfterFailure(observer, parts.reason);
    if (has_batch) {
        parts.reason = recordFailedBatch(parts.reason);
    }
    if (lacks_memory) {
        parts.remedy = remedyForMemory(stop, parts.remedy);
    }
    if (!is_removed) {
        parts.remedy = parts.remedy.empty() ? std::move(saved)
                                            : Core::tr("%1. %2").arg(parts.remedy).arg(std::move(saved));
    }
    desk.end(TrainingState::stopped, inOneLine(parts));
    if (is_removed) {
        removeRun();
    } else {
        m_opened.lock.reset();
    }
    throw Error(parts);
}

Sentence RunningSession::recordFailedBatch(const Sentence& reason) {
    const std::vector<TrainingSample>& samples = m_trainer.failedSamples();
    const std::int64_t step = m_progress.step + 1;
    std::vector<std::string> images;
    for (const TrainingSample& sample : samples) {
        images.push_back(m_images.dataset->images[sample.index].id);
    }
    try {
        const std::filesystem::path folder =
            recordBatch(m_opened.folder, step, samples, *m_images.dataset, m_network->spec().classes);
        m_troubles->notFinite(step, std::move(images), folder.string());
        return Core::tr("%1; the batch is in %2").arg(reason).arg(folder.string());
    } catch (const Error& error) {
        return Core::tr("%1; the batch could not be kept: %2").arg(reason).arg(inOneLine(error.parts()));
    } catch (const std::exception& error) {
        return Core::tr("%1; the batch could not be kept: %2").arg(reason).arg(plainMessage(error));
    }
}

Sentence RunningSession::remedyForMemory(const std::stop_token& stop, const Sentence& otherwise) const {
    std::optional<int> fitting;
    try {
        fitting = torch_half::fittingBatch(m_network->spec(), m_options, m_context.device, stop);
    } catch (const std::exception&) {  // then what could be guessed stands
    }
    if (!fitting) {
        return otherwise;
    }
    if (*fitting == 0) {
        return Core::tr("Not even one image fits: take a smaller input or detector, or the CPU");
    }
    const int batches = (m_options.batch_size + *fitting - 1) / *fitting * m_options.accumulate;
    return Core::tr(
               "A batch of %1 fits (a step of it was tried); accumulate = %2 makes the step as large again")
        .arg(*fitting)
        .arg(batches);
}

Sentence RunningSession::saveAfterFailure(const TrainingObserver& observer, const Sentence& told) {
    Sentence why;
    if (m_is_torn || m_trainer.isTorn()) {
        why = Core::tr("the step had changed a part of the weights");
    } else if (m_progress.step > m_saved_step && m_metrics) {
        try {
            announce(observer, TrainingState::saving);
            writeLast(observer);
        } catch (const Error& error) {
            // The reason of the failure itself is not repeated.
            why = error.parts().reason == told ? Core::tr("for the same reason") : inOneLine(error.parts());
        } catch (const std::exception& error) {
            why = plainMessage(error);
        }
    }
    if (m_saved_step < 0) {
        return (why.empty()
                    ? Core::tr("No checkpoint could be written; the run can be resumed from its start")
                    : Core::tr("No checkpoint could be written (%1); the run can be resumed from its start"))
            .arg(why);
    }
    return (why.empty()
                ? Core::tr("The weights after step %1 are in %2")
                : Core::tr("The weights after step %1 are in %2; later ones could not be written (%3)"))
        .arg(m_saved_step)
        .arg(m_store.last().string())
        .arg(why);
}

void RunningSession::removeRun() {
    m_metrics.reset();
    undoRun(m_opened.folder, m_opened.lock, m_opened.made_folder);
}

}  // namespace priorscope
