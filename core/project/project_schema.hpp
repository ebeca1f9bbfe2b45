// Which files are projects, and their tables. Private to core/project.
#pragma once

#include <filesystem>

#include "core/project/sqlite_file.hpp"

namespace priorscope {

/// Whether there is anything in the file. Reads only its header, so that a foreign file is never touched, not
/// even by the rollback of its own journal.
/// @throws Error where it is neither a project nor empty nor missing
bool holdsProject(const std::filesystem::path& file);

/// @throws Error where the schema is newer than this program's, or the file is damaged
void checkProject(SqliteFile& file);

/// Makes the tables that an empty file or an older schema lacks, in one transaction.
void migrateProject(SqliteFile& file);

}  // namespace priorscope
