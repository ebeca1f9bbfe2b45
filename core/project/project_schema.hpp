// Recognises project files and defines their tables. Private to core/project.
#pragma once

#include <filesystem>

#include "core/project/sqlite_file.hpp"

namespace priorscope {

/// Whether the file is not empty. Reads only its header, so that a foreign file is never modified, not
/// even by a rollback of its own journal.
/// @throws Error if it is neither a project nor empty nor missing
bool holdsProject(const std::filesystem::path& file);

/// @throws Error if the schema is newer than this program's, or the file is damaged
void checkProject(SqliteFile& file);

/// Creates the tables that an empty file or an older schema lacks, in one transaction.
void migrateProject(SqliteFile& file);

}  // namespace priorscope
