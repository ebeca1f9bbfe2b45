// Labels that are edited in the window: journaled, undone, saved.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QUndoStack>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "core/project/label_journal.hpp"
#include "core/project/label_patch.hpp"
#include "core/project/label_saving.hpp"
#include "core/project/shown_edits.hpp"
#include "widgets/jobs/job_runner.hpp"

namespace priorscope {

class ProjectStore;
class Workbench;

/// The edits of the open dataset. Each is in the project as soon as it is made, and is undone and redone in
/// later sessions too; annotation files change only when they are saved. What is not saved yet is told to the
/// workbench, whose images it changes. Lives on the GUI thread.
class LabelEdits : public QObject {
    Q_OBJECT

  public:
    /// @param workbench, project, jobs  must outlive it
    LabelEdits(Workbench& workbench, ProjectStore& project, JobList& jobs, QObject* parent = nullptr);

    /// Why an image's labels cannot be edited; empty: they can. @param image  index; -1: of any image
    QString obstacle(int image = -1) const;
    /// Whether the dataset's annotations are of a kind that is edited here.
    bool areEditable() const { return m_is_voc; }
    /// One step of undo. @return whether it could be done; if not, failed() told why
    bool add(int image, const AnnotationEdit& edit);
    /// Gives a class another name in every annotation, as one step, in a job; annotations that cannot be
    /// changed in place are told by failed(), and stay.
    void renameClass(const QString& from, const QString& to);
    /// Marks images as verified or not, as one step; several in a job, and what cannot be is told as above.
    /// @param images  indices, each once
    /// @return whether it could be done, or was begun; if not, failed() told why
    bool setVerified(const std::vector<std::size_t>& images, bool is_verified);
    /// What became of label patches.
    struct CarriedOut {
        std::int64_t changes = 0;           ///< that were made
        std::vector<LabelPatch> already{};  ///< that the files have already, as applied ones
        QStringList problems{};             ///< a line for each that cannot be
    };
    /// Carries out label patches of this dataset as one step, in a job.
    /// @param done  not called where failed() tells why nothing was changed
    void carryOut(const std::vector<LabelPatch>& patches, const std::function<void(CarriedOut)>& done);
    /// The patches, applied or pending as the steps have them; others stay as they are.
    std::vector<LabelPatch> withStates(std::vector<LabelPatch> patches) const;
    /// Whether the step that would be undone next has carried out label patches.
    bool isLastCarriedOut() const;
    /// Of this dataset, whatever was saved in between.
    QUndoStack& undoStack() { return m_stack; }

    /// Images whose files are not what their edits make of them.
    int unsaved() const { return static_cast<int>(m_shown.unsaved.size()); }
    bool isUnsaved(const std::string& image) const { return m_shown.unsaved.contains(image); }
    /// Whether some edit is in force, saved or not.
    bool hasEdits() const { return m_journal.done() > 0; }
    /// Images with edits whose files something else has changed.
    int foreign() const { return static_cast<int>(m_foreign.size()); }
    /// Forgets the edits of the latter; what is in the files stays.
    void discardForeign();

    /// Writes what is not saved, in a job. Nothing happens while one runs.
    void save();
    /// Writes the annotations of all edited images into a folder, in a job; the dataset stays as it is.
    void copyTo(const QString& folder);
    /// Whether files are being written, or a class renamed: what closing would interrupt.
    bool isWriting() const { return m_writer.isRunning(); }
    void cancelWriting() { m_writer.cancel(); }
    /// Whether what the edits make of many images is still worked out.
    bool isReading() const { return m_shower.isRunning(); }
    bool isRunning() const { return m_writer.isRunning() || m_looker.isRunning() || m_shower.isRunning(); }

    /// Reads the edits from the store anew.
    void restore();

  Q_SIGNALS:
    void changed();           ///< any of the above
    void stepped(int image);  ///< undone or redone was a change of it
    /// @param problems  a line for each file that stays as it is
    void saved(const QString& text, const QStringList& problems);
    void failed(const QString& text);
    /// Edits were forgotten, and not by undoing them.
    /// @param patches  that such steps have carried out, and that are in no file
    void discarded(const std::vector<priorscope::LabelPatch>& patches);
    /// The dataset's annotations are no longer those that were read. @param dataset  its folder, as stored
    void written(const QString& dataset);

  private:
    friend class LabelStepCommand;
    void step(bool forwards);
    bool markOne(std::size_t image, bool is_verified);
    void addInJob(
        const QString& title, const QString& overtaken,
        const std::function<std::optional<StepOutcome>(const std::stop_token&, const ProgressFn&)>& work,
        const std::function<void(const StepOutcome&)>& done = {});
    /// The label patches that the steps in force have carried out in these images, as pending ones.
    std::vector<LabelPatch> carriedOutIn(const std::set<std::string>& images) const;
    void look();
    void receive(const std::map<std::string, LabelFileState>& found,
                 const std::map<std::string, FileState>& states);
    void receive(const LabelsSaved& outcome, const std::string& dataset);
    void keep();
    void rebuildStack();
    void refreshAll();
    void refresh(const std::set<std::string>& images);
    void publish();
    int indexOf(const std::string& image) const;

    Workbench& m_workbench;
    ProjectStore& m_project;
    JobList& m_jobs;
    std::string m_dataset;  ///< folder, as stored; empty: none is open
    bool m_is_voc = false;  ///< its annotations can be edited
    LabelJournal m_journal;
    QUndoStack m_stack;
    bool m_is_placing = false;  ///< the stack follows the journal
    ShownEdits m_shown;
    std::set<std::string> m_foreign;
    std::set<std::string> m_touched;  ///< images edited since m_shower began
    JobRunner m_shower;
    JobRunner m_looker;
    JobRunner m_writer;  // last: its job ends before the other members are destroyed
};

}  // namespace priorscope
