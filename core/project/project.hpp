// What the user makes, kept in one SQLite file.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/priors/prior_config.hpp"

namespace priorscope {

/// The layouts of a project: the named versions in their order, and the one that is being edited.
struct ProjectLayouts {
    std::vector<PriorConfig> versions;
    std::optional<PriorConfig> edited;    ///< none: nothing was edited yet
    std::optional<PriorConfig> baseline;  ///< what it is compared with
    bool operator==(const ProjectLayouts&) const = default;
};

/// Adds versions from elsewhere. One that is there already with another layout keeps its own name, and the
/// added one gets the first free of "NAME 2", "NAME 3", …
void addVersions(ProjectLayouts& layouts, const std::vector<PriorConfig>& versions);

/// One open project. Every write is one transaction, on the disk when the call returns (rollback journal,
/// synchronous FULL): after a kill or a power cut the file holds the last complete one. One process writes; a
/// second reads what the first has written. Not for two threads at once.
class Project {
  public:
    /// The user's own: priorscope/project.sqlite below $XDG_DATA_HOME, else below ~/.local/share.
    /// @throws Error where neither is known
    static std::filesystem::path defaultFile();

    /// Opens a project, or makes one where the file is missing or empty. A project of an older schema is
    /// brought to today's. One that another process has open, or that cannot be written, is opened to read.
    /// @throws Error where the file is no project, damaged, of a newer version of the program, or cannot be
    ///         made; such a file is left as it is
    explicit Project(const std::filesystem::path& file);
    ~Project();
    Project(const Project&) = delete;
    Project& operator=(const Project&) = delete;

    const std::filesystem::path& file() const;
    bool isReadOnly() const { return !readOnlyReason().empty(); }
    /// Why it only reads: "process 123 on host, since … has it open"; empty where it writes.
    const std::string& readOnlyReason() const;

    /// @param problems  gets a line for each layout that cannot be read and is left out (it stays in the
    /// file)
    /// @throws Error where the file cannot be read
    ProjectLayouts layouts(std::vector<std::string>* problems = nullptr) const;
    /// Replaces the layouts; versions that could not be read stay.
    /// @throws Error where the project only reads, or not everything could be written; the file then holds
    ///         what it held before
    void setLayouts(const ProjectLayouts& layouts);

    /// The run being planned, as JSON; empty: none. What it means is for those who plan it.
    /// @throws Error where the file cannot be read
    std::string runDraft() const;
    /// @throws Error as setLayouts()
    void setRunDraft(const std::string& json);

  private:
    void requireWritable() const;

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace priorscope
