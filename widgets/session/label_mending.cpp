// How LabelEdits carries out label patches.
#include <algorithm>
#include <utility>

#include "core/base/text/time_text.hpp"
#include "core/project/patch_step.hpp"
#include "widgets/components/sentence_text.hpp"
#include "widgets/components/text.hpp"
#include "widgets/session/label_edits.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

void LabelEdits::carryOut(const std::vector<LabelPatch>& patches,
                          const std::function<void(CarriedOut)>& done) {
    const std::shared_ptr<const Dataset> dataset = m_workbench.dataset();
    if (const QString why = obstacle(); !why.isEmpty()) {
        Q_EMIT failed(why);
        return;
    }
    CarriedOut begun;
    std::vector<LabelPatch> possible;
    for (const LabelPatch& patch : patches) {
        if (m_foreign.contains(patch.image)) {
            begun.problems << tr("%1: something else has changed its annotation since it was edited here")
                                  .arg(QString::fromStdString(patch.image));
        } else {
            possible.push_back(patch);
        }
    }
    addInJob(
        tr("Applying label patches"), tr("The labels were edited meanwhile: apply the changes again"),
        [dataset, journal = m_journal, possible](const std::stop_token& stop, const ProgressFn& progress) {
            return withPatches(*dataset, journal, possible, stop, progress);
        },
        [this, begun, possible, done](const StepOutcome& outcome) {
            CarriedOut end = begun;
            for (const Sentence& problem : outcome.problems) {
                end.problems << sentenceText(problem);
            }
            if (outcome.is_changed) {
                end.changes = static_cast<std::int64_t>(
                    outcome.journal.steps()[outcome.journal.done() - 1]->patches.size());
            }
            for (LabelPatch patch : possible) {
                const auto is_it = [&patch](const ImageEdit& each) {
                    return each.image == patch.image && each.edit == patch.edit;
                };
                // By an edit that may be undone, it is not.
                const bool is_in_file = !m_journal.bases().contains(patch.image);
                if (is_in_file && std::ranges::any_of(outcome.already, is_it)) {
                    patch.applied = utcNow();
                    end.already.push_back(std::move(patch));
                }
            }
            done(end);
        });
}

std::vector<LabelPatch> LabelEdits::withStates(std::vector<LabelPatch> patches) const {
    return journaledStates(std::move(patches), m_journal, utcNow());
}

std::vector<LabelPatch> LabelEdits::carriedOutIn(const std::set<std::string>& images) const {
    std::vector<LabelPatch> patches;
    for (std::size_t i = 0; i < m_journal.done(); ++i) {
        for (const ImageEdit& each : m_journal.steps()[i]->patches) {
            if (images.contains(each.image)) {
                patches.push_back({.dataset = m_dataset, .image = each.image, .edit = each.edit});
            }
        }
    }
    return patches;
}

bool LabelEdits::isLastCarriedOut() const {
    return m_journal.done() > 0 && !m_journal.steps()[m_journal.done() - 1]->patches.empty();
}

}  // namespace priorscope
