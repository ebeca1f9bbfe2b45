// What the user writes about runs.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace priorscope {

class SqliteFile;

struct RunNote {
    std::string text{};
    std::vector<std::string> tags{};  ///< in the user's order
    bool empty() const { return text.empty() && tags.empty(); }
    bool operator==(const RunNote&) const = default;
};

/// By the id of the run, see runId().
using RunNotes = std::map<std::string, RunNote>;

/// Two notes of one run: both texts, and the tags of either. Used where a project joins another.
RunNote joinedNote(const RunNote& ours, const RunNote& theirs);

/// @throws Error if the file cannot be read
RunNotes readRunNotes(SqliteFile& database);
/// Replaces all, in one transaction.
void writeRunNotes(SqliteFile& database, const RunNotes& notes);

}  // namespace priorscope
