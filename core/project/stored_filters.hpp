// Tags and saved filters in the project's database. Private to core/project.
#pragma once

#include <map>
#include <set>
#include <string>

#include "core/project/sqlite_file.hpp"

namespace priorscope {

/// By dataset and tag: ids of images. @throws Error if the file cannot be read
std::map<std::string, std::map<std::string, std::set<std::string>>> readTags(SqliteFile& database);
/// Replaces those of a dataset, in one transaction that writes only what differs.
void writeTags(SqliteFile& database, const std::string& dataset,
               const std::map<std::string, std::set<std::string>>& tags);

/// Conditions by name. @throws Error if the file cannot be read
std::map<std::string, std::string> readFilters(SqliteFile& database);
void writeFilters(SqliteFile& database, const std::map<std::string, std::string>& filters);

}  // namespace priorscope
