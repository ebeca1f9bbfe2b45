// Changes of labels that the user decided on, with undo.
#pragma once

#include <QObject>
#include <QString>
#include <string>
#include <vector>

#include "core/project/label_patch.hpp"

class QUndoStack;

namespace priorscope {

class ProjectStore;

/// All label patches of the project, whichever dataset they belong to; the store saves them. Lives on the GUI
/// thread. Undo takes decisions back, never what is written: that is undone with its backup.
class LabelPatches : public QObject {
    Q_OBJECT

  public:
    /// @param project, stack  must outlive it
    LabelPatches(ProjectStore& project, QUndoStack& stack, QObject* parent = nullptr);

    const std::vector<LabelPatch>& all() const { return m_patches; }
    /// The patch that makes the same change; null: there is none.
    const LabelPatch* find(const LabelPatch& patch) const;
    /// Of a dataset. @param dataset  as LabelPatch has it
    std::vector<LabelPatch> ofDataset(const std::string& dataset) const;

    /// One step of undo. Pending patches of the same object that contradict it go.
    void add(const LabelPatch& patch);
    /// The same with several, which do not contradict each other.
    void add(const std::vector<LabelPatch>& patches);
    /// One step of undo.
    void remove(const std::vector<LabelPatch>& patches);

    /// Takes over which of them are written; patches that are gone meanwhile stay so.
    void setStates(const std::vector<LabelPatch>& patches);
    /// Tells that annotations of a dataset were changed.
    void announceWritten(const std::string& dataset);

    /// Reads them from the store anew.
    void restore();

  Q_SIGNALS:
    void changed();
    /// The dataset's annotations are no longer those that were read. @param dataset  its folder, as stored
    void written(const QString& dataset);

  private:
    friend class PatchCommand;
    void exchange(const std::vector<LabelPatch>& gone, const std::vector<LabelPatch>& come);
    void announce();

    ProjectStore& m_project;
    QUndoStack& m_stack;
    std::vector<LabelPatch> m_patches;
};

}  // namespace priorscope
