// Journals of label edits in the project's database. Private to core/project.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/base/text/sentence.hpp"
#include "core/project/label_journal.hpp"
#include "core/project/sqlite_file.hpp"

namespace priorscope {

/// By dataset. One that cannot be read is left out.
/// @param unread  receives the dataset and the reason
/// @throws Error if the file cannot be read
std::map<std::string, LabelJournal> readJournals(SqliteFile& database, const std::filesystem::path& file,
                                                 std::map<std::string, Sentence>& unread);

/// Stores the journal of a dataset, in one transaction that writes only what differs.
/// @param before  what the file has, where that is known; null: it is compared with the file
void writeJournal(SqliteFile& database, const std::string& dataset, const LabelJournal& journal,
                  const LabelJournal* before = nullptr);

/// Keeps a dataset's journal under another name, so that a new one may take its place.
void setJournalAside(SqliteFile& database, const std::string& dataset, const std::string& now);

}  // namespace priorscope
