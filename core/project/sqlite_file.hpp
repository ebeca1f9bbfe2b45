// An SQLite database whose errors are thrown as Error. Private to core/project, which alone includes SQLite.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/text/sentence.hpp"

namespace priorscope {

/// What is done with the project, for errors.
Sentence savingProject();
Sentence readingProject();

class SqliteFile {
  public:
    enum class Mode { read, write };

    /// @param mode  write creates the file if it is missing
    /// @throws Error if it cannot be opened
    SqliteFile(std::filesystem::path file, Mode mode);
    ~SqliteFile();
    SqliteFile(const SqliteFile&) = delete;
    SqliteFile& operator=(const SqliteFile&) = delete;

    /// Runs statements without parameters.
    /// @param action  for errors: "saving the project"
    void run(const char* sql, const Sentence& action);
    /// A query for a single number.
    std::int64_t number(const char* sql, const Sentence& action);
    /// Projects of older versions, opened read-only, lack some.
    bool hasTable(const std::string& name, const Sentence& action);
    /// A query for a single text.
    std::string text(const char* sql, const Sentence& action);

    sqlite3* handle() const { return m_database; }
    const std::filesystem::path& path() const { return m_path; }
    /// @throws Error for the database's most recent failure, always
    [[noreturn]] void fail(const Sentence& action) const;

  private:
    std::filesystem::path m_path;
    sqlite3* m_database = nullptr;
};

/// One prepared statement. Parameters are bound by 1-based index, in the order of the question marks.
class SqliteStatement {
  public:
    SqliteStatement(SqliteFile& file, const char* sql, const Sentence& action);
    ~SqliteStatement();
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    void bind(int place, std::string_view text);
    void bind(int place, std::int64_t number);
    /// @return whether there is a row
    bool step();
    /// Resets the statement for new parameters.
    void reset();
    /// From the current row; columns are 0-based.
    std::string text(int column) const;
    std::int64_t number(int column) const;

  private:
    void check(int code) const;

    SqliteFile& m_file;
    Sentence m_action;
    sqlite3_stmt* m_statement = nullptr;
};

/// Rolls back unless it is committed.
class SqliteTransaction {
  public:
    SqliteTransaction(SqliteFile& file, const Sentence& action);
    ~SqliteTransaction();
    SqliteTransaction(const SqliteTransaction&) = delete;
    SqliteTransaction& operator=(const SqliteTransaction&) = delete;
    void commit();

  private:
    SqliteFile& m_file;
    Sentence m_action;
};

}  // namespace priorscope
