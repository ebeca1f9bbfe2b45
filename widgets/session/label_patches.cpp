#include "widgets/session/label_patches.hpp"

#include <QUndoCommand>
#include <QUndoStack>
#include <algorithm>
#include <iterator>
#include <utility>

#include "widgets/session/project_store.hpp"

namespace priorscope {

/// Patches that go, and those that come in their place.
class PatchCommand : public QUndoCommand {
  public:
    PatchCommand(LabelPatches& patches, const QString& text, std::vector<LabelPatch> gone,
                 std::vector<LabelPatch> come)
        : QUndoCommand(text), m_patches(patches), m_gone(std::move(gone)), m_come(std::move(come)) {}

    void redo() override { m_patches.exchange(m_gone, m_come); }
    void undo() override { m_patches.exchange(m_come, m_gone); }

  private:
    LabelPatches& m_patches;
    std::vector<LabelPatch> m_gone;
    std::vector<LabelPatch> m_come;
};

LabelPatches::LabelPatches(ProjectStore& project, QUndoStack& stack, QObject* parent)
    : QObject(parent), m_project(project), m_stack(stack) {}

const LabelPatch* LabelPatches::find(const LabelPatch& patch) const {
    const auto found = std::find_if(m_patches.begin(), m_patches.end(),
                                    [&](const LabelPatch& each) { return isSamePatch(each, patch); });
    return found == m_patches.end() ? nullptr : &*found;
}

std::vector<LabelPatch> LabelPatches::ofDataset(const std::string& dataset) const {
    std::vector<LabelPatch> found;
    std::copy_if(m_patches.begin(), m_patches.end(), std::back_inserter(found),
                 [&](const LabelPatch& each) { return each.dataset == dataset; });
    return found;
}

void LabelPatches::add(const LabelPatch& patch) {
    add(std::vector<LabelPatch>{patch});
}

void LabelPatches::add(const std::vector<LabelPatch>& patches) {
    std::vector<LabelPatch> come;
    std::vector<LabelPatch> gone;
    for (const LabelPatch& patch : patches) {
        const LabelPatch* same = find(patch);
        if (same != nullptr && same->isPending()) {
            continue;
        }
        come.push_back(patch);
        for (const LabelPatch& each : m_patches) {
            // One that was written and then changed back by hand may be wanted again.
            if (isSamePatch(each, patch) || (each.isPending() && isRival(each, patch))) {
                gone.push_back(each);
            }
        }
    }
    if (!come.empty()) {
        m_stack.push(new PatchCommand(*this, tr("label patch"), std::move(gone), std::move(come)));
    }
}

void LabelPatches::remove(const std::vector<LabelPatch>& patches) {
    if (!patches.empty()) {
        m_stack.push(new PatchCommand(*this, tr("removal of label patches"), patches, {}));
    }
}

/// What is written since stays in the list, whatever is undone.
void LabelPatches::exchange(const std::vector<LabelPatch>& gone, const std::vector<LabelPatch>& come) {
    for (const LabelPatch& patch : gone) {
        std::erase_if(m_patches, [&](const LabelPatch& each) {
            return isSamePatch(each, patch) && each.isPending() == patch.isPending();
        });
    }
    for (const LabelPatch& patch : come) {
        if (find(patch) == nullptr) {
            m_patches.push_back(patch);
        }
    }
    announce();
}

void LabelPatches::setStates(const std::vector<LabelPatch>& patches) {
    bool is_changed = false;
    for (const LabelPatch& patch : patches) {
        const auto found = std::find_if(m_patches.begin(), m_patches.end(),
                                        [&](const LabelPatch& each) { return isSamePatch(each, patch); });
        if (found != m_patches.end() && found->applied != patch.applied) {
            found->applied = patch.applied;
            is_changed = true;
        }
    }
    if (is_changed) {
        announce();
    }
}

void LabelPatches::announceWritten(const std::string& dataset) {
    Q_EMIT written(QString::fromStdString(dataset));
}

void LabelPatches::restore() {
    m_patches = *m_project.patches();
    Q_EMIT changed();
}

void LabelPatches::announce() {
    m_project.keepPatches(m_patches);
    Q_EMIT changed();
}

}  // namespace priorscope
