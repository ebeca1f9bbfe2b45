// The user's work, stored in one SQLite file.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/priors/prior_config.hpp"
#include "core/project/label_journal.hpp"
#include "core/project/label_patch.hpp"
#include "core/project/review.hpp"
#include "core/project/run_notes.hpp"

namespace priorscope {

/// The layouts of a project: the named versions in order, and the one being edited.
struct ProjectLayouts {
    std::vector<PriorConfig> versions;
    std::optional<PriorConfig> edited;    ///< none: nothing has been edited yet
    std::optional<PriorConfig> baseline;  ///< the layout it is compared with
    bool operator==(const ProjectLayouts&) const = default;
};

/// Merges versions from elsewhere. If the name exists with a different layout, the existing one keeps it and
/// the added one gets the first free name of "NAME 2", "NAME 3", …
void addVersions(ProjectLayouts& layouts, const std::vector<PriorConfig>& versions);

/// One open project. Every write is one transaction, which is on disk when the call returns (rollback
/// journal, synchronous FULL): after a kill or a power cut the file holds the last complete one. One process
/// writes; a second one can read what the first has written. Not thread-safe.
class Project {
  public:
    /// What the user calls images: their ids, by tag.
    using Tags = std::map<std::string, std::set<std::string>>;

    /// The user's default project: priorscope/project.sqlite below $XDG_DATA_HOME, else below ~/.local/share.
    /// @throws Error if neither is known
    static std::filesystem::path defaultFile();

    /// Opens a project, or creates one if the file is missing or empty. A project with an older schema is
    /// migrated. One that another process has open, or that is not writable, is opened read-only.
    /// @throws Error if the file is not a project, is damaged, is from a newer version of the program, or
    ///         cannot be created; such a file is not modified
    explicit Project(const std::filesystem::path& file);
    ~Project();
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

    const std::filesystem::path& file() const;
    bool isReadOnly() const { return !readOnlyReason().empty(); }
    /// Why it is read-only: "process 123 on host, since … has it open"; empty if it is writable.
    const Sentence& readOnlyReason() const;

    /// @param problems  receives a line for each layout that cannot be read and is skipped (it stays in the
    /// file)
    /// @throws Error if the file cannot be read
    ProjectLayouts layouts(std::vector<Sentence>* problems = nullptr) const;
    /// Replaces the layouts. What could not be read is kept in the file under another name.
    /// @throws Error if the project is read-only, or not everything could be written; the file is then
    ///         unchanged
    void setLayouts(const ProjectLayouts& layouts);

    /// The run being planned, as JSON; empty: none. Its contents are opaque to this class.
    /// @throws Error if the file cannot be read
    std::string runDraft() const;
    /// @throws Error as setLayouts()
    void setRunDraft(const std::string& json);
    /// Keeps the stored run, which nobody could read or which another replaces, under another name.
    /// @throws Error as setLayouts()
    void setRunDraftAside();

    /// What was thought of errors, in the order of review.
    /// @param problems  receives a line for each that cannot be read and is skipped (it stays in the file)
    /// @throws Error if the file cannot be read
    std::vector<Review> reviews(std::vector<Sentence>* problems = nullptr) const;
    /// Replaces those that can be read. @throws Error as setLayouts()
    void setReviews(const std::vector<Review>& reviews);

    /// Changes of labels, in the order in which they were decided on. Arguments and errors as reviews().
    std::vector<LabelPatch> labelPatches(std::vector<Sentence>* problems = nullptr) const;
    /// Replaces those that can be read. @throws Error as setLayouts()
    void setLabelPatches(const std::vector<LabelPatch>& patches);

    /// What was changed in labels, by dataset (its folder, as storedPath() encodes it).
    /// @param problems  receives a line for each that cannot be read and is left out (it stays in the file)
    /// @throws Error if the file cannot be read
    std::map<std::string, LabelJournal> labelJournals(std::vector<Sentence>* problems = nullptr) const;
    /// Replaces the journal of a dataset; one that cannot be read is kept under another name.
    /// @throws Error as setLayouts()
    void setLabelJournal(const std::string& dataset, const LabelJournal& journal);
    /// Keeps the journal of a dataset, which another replaces, under another name.
    /// @throws Error as setLayouts()
    void setLabelJournalAside(const std::string& dataset);

    /// By dataset. @throws Error if the file cannot be read
    std::map<std::string, Tags> tags() const;
    /// Replaces those of a dataset. @throws Error as setLayouts()
    void setTags(const std::string& dataset, const Tags& tags);

    /// Conditions as filterText() writes them, by name. @throws Error if the file cannot be read
    std::map<std::string, std::string> savedFilters() const;
    /// @throws Error as setLayouts()
    void setSavedFilters(const std::map<std::string, std::string>& filters);

    /// By the id of the run. @throws Error if the file cannot be read
    RunNotes runNotes() const;
    /// Replaces all of them. @throws Error as setLayouts()
    void setRunNotes(const RunNotes& notes);

  private:
    void requireWritable() const;

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace priorscope
