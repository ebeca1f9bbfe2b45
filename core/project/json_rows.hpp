// Tables of JSON values in an order: place, json. Private to core/project.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "core/base/error.hpp"
#include "core/project/sqlite_file.hpp"

namespace priorscope {

/// A value that is read from the JSON of a row. @throws Error if it cannot be read
using TakeRow = std::function<void(const std::string& json)>;

/// @param table    missing: in a project of an older version that is open read-only
/// @param on_unread  receives what cannot be read, and its place
void readRows(SqliteFile& database, const std::string& table, const TakeRow& take,
              const std::function<void(const Sentence&, std::int64_t)>& on_unread, const Sentence& reading);

/// Replaces the rows of the table; those in `unread` stay at their places.
void replaceRows(SqliteFile& database, const std::string& table, const std::vector<std::string>& rows,
                 const std::set<std::int64_t>& unread, const Sentence& saving);

}  // namespace priorscope
