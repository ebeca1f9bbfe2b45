// What a window holds goes into a project that has things of its own.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "core/project/project.hpp"

namespace priorscope {

/// By dataset, shared with whoever reads them.
using SharedJournals = std::map<std::string, std::shared_ptr<const LabelJournal>>;
using SharedTags = std::map<std::string, std::shared_ptr<const Project::Tags>>;

/// Writes journals into a project; one of the same dataset that is there goes under another name.
/// @param as_read  what was read from this very file: journals that are still these give way to the file's;
///                 null: it is another file
/// @return those that the project has then
/// @throws Error if they cannot be written
SharedJournals mergedJournals(Project& project, const SharedJournals& ours, const SharedJournals* as_read);

/// The same with tags. An image has the tags of both; of the same file, those that were changed here hold.
SharedTags mergedTags(Project& project, const SharedTags& ours, const SharedTags* as_read);

/// Of two filters of one name, ours.
std::map<std::string, std::string> mergedFilters(Project& project, std::map<std::string, std::string> ours);

/// Of two notes on one run, both.
/// @param as_read  what was read from this very file: a note that is still that gives way to the file's;
///                 null: it is another file
RunNotes mergedRunNotes(Project& project, const RunNotes& ours, const RunNotes* as_read);

}  // namespace priorscope
