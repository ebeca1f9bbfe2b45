#include "core/project/sqlite_file.hpp"

#include <cerrno>
#include <system_error>
#include <utility>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

constexpr int kBusyWait_ms = 2000;  ///< writers hold the file for a few milliseconds

Sentence keepElsewhere() {
    return Core::tr("Keep the project elsewhere, or change the permissions");
}

ErrorParts partsOf(int code, int system_error) {
    ErrorParts parts;
    const bool full = system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG;
    const int kind = code & 0xFF;
    if (kind == SQLITE_FULL || full) {
        parts.reason =
            system_error == EDQUOT ? Core::tr("your quota is used up") : Core::tr("the disk is full");
        parts.remedy = Core::tr("Free some space, or keep the project elsewhere");
    } else if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB) {
        parts.reason = Core::tr("it is damaged");
        parts.remedy = Core::tr("Restore it from a backup, or keep the project elsewhere");
    } else if (kind == SQLITE_BUSY || kind == SQLITE_LOCKED) {
        parts.reason = Core::tr("another program is using it");
        parts.remedy = Core::tr("Close that program, or wait for its end");
    } else if (code == SQLITE_READONLY_DBMOVED) {
        parts.reason = Core::tr("it was moved or deleted while it was open");
        parts.remedy = Core::tr("Put it back, or keep the project elsewhere");
    } else if (kind == SQLITE_NOMEM) {
        parts.reason = Core::tr("there is too little memory");
        parts.remedy = Core::tr("Close other programs");
    } else if (system_error != 0) {
        parts.reason = std::generic_category().message(system_error);
        parts.remedy = keepElsewhere();
    } else if (kind == SQLITE_READONLY || kind == SQLITE_CANTOPEN || kind == SQLITE_PERM ||
               kind == SQLITE_IOERR) {
        parts.reason = kind == SQLITE_IOERR ? Core::tr("the disk failed") : Core::tr("it cannot be written");
        parts.remedy = keepElsewhere();
    } else {
        parts.reason = Core::tr("the database failed (code %1)").arg(code);
        parts.remedy = Core::tr("Please report it, with what led to it");
    }
    return parts;
}

}  // namespace

Sentence savingProject() {
    return Core::tr("saving the project");
}

Sentence readingProject() {
    return Core::tr("reading the project");
}

SqliteFile::SqliteFile(std::filesystem::path file, Mode mode) : m_path(std::move(file)) {
    const int flags = mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
    if (sqlite3_open_v2(m_path.c_str(), &m_database, flags | SQLITE_OPEN_FULLMUTEX, nullptr) != SQLITE_OK) {
        ErrorParts parts = partsOf(sqlite3_extended_errcode(m_database), sqlite3_system_errno(m_database));
        sqlite3_close_v2(m_database);
        parts.action = Core::tr("opening the project");
        parts.file = m_path.string();
        throw Error(std::move(parts));
    }
    sqlite3_extended_result_codes(m_database, 1);
    sqlite3_busy_timeout(m_database, kBusyWait_ms);
}

SqliteFile::~SqliteFile() {
    sqlite3_close_v2(m_database);
}

void SqliteFile::run(const char* sql, const Sentence& action) {
    if (sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
        fail(action);
    }
}

std::int64_t SqliteFile::number(const char* sql, const Sentence& action) {
    SqliteStatement statement(*this, sql, action);
    return statement.step() ? statement.number(0) : 0;
}

bool SqliteFile::hasTable(const std::string& name, const Sentence& action) {
    SqliteStatement found(*this, "SELECT count(*) FROM sqlite_master WHERE name = ?", action);
    found.bind(1, name);
    return found.step() && found.number(0) > 0;
}

std::string SqliteFile::text(const char* sql, const Sentence& action) {
    SqliteStatement statement(*this, sql, action);
    return statement.step() ? statement.text(0) : std::string();
}

void SqliteFile::fail(const Sentence& action) const {
    const int code = sqlite3_extended_errcode(m_database);
    const int kind = code & 0xFF;
    // The last system error is only related to this failure if it is a file error.
    const bool of_files = kind == SQLITE_IOERR || kind == SQLITE_CANTOPEN || kind == SQLITE_FULL;
    int system_error = of_files ? sqlite3_system_errno(m_database) : 0;
    if (of_files && system_error == 0) {  // after a commit, the file has it
        sqlite3_file_control(m_database, "main", SQLITE_FCNTL_LAST_ERRNO, &system_error);
    }
    ErrorParts parts = partsOf(code, system_error);
    parts.action = action;
    parts.file = m_path.string();
    throw Error(std::move(parts));
}

SqliteStatement::SqliteStatement(SqliteFile& file, const char* sql, const Sentence& action)
    : m_file(file), m_action(action) {
    check(sqlite3_prepare_v2(file.handle(), sql, -1, &m_statement, nullptr));
}

SqliteStatement::~SqliteStatement() {
    sqlite3_finalize(m_statement);
}

void SqliteStatement::bind(int place, std::string_view text) {
    check(sqlite3_bind_text64(m_statement, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void SqliteStatement::bind(int place, std::int64_t number) {
    check(sqlite3_bind_int64(m_statement, place, number));
}

bool SqliteStatement::step() {
    const int code = sqlite3_step(m_statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        m_file.fail(m_action);
    }
    return code == SQLITE_ROW;
}

void SqliteStatement::reset() {
    check(sqlite3_reset(m_statement));
}

std::string SqliteStatement::text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    const int size = sqlite3_column_bytes(m_statement, column);
    return bytes == nullptr ? std::string() : std::string(bytes, static_cast<std::size_t>(size));
}

std::int64_t SqliteStatement::number(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

void SqliteStatement::check(int code) const {
    if (code != SQLITE_OK) {
        m_file.fail(m_action);
    }
}

SqliteTransaction::SqliteTransaction(SqliteFile& file, const Sentence& action)
    : m_file(file), m_action(action) {
    m_file.run("BEGIN IMMEDIATE", m_action);
}

SqliteTransaction::~SqliteTransaction() {
    if (sqlite3_get_autocommit(m_file.handle()) == 0) {
        sqlite3_exec(m_file.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void SqliteTransaction::commit() {
    m_file.run("COMMIT", m_action);
}

}  // namespace priorscope
