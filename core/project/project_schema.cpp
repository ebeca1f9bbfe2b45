#include "core/project/project_schema.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace priorscope {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::size_t kHeader = 100;  ///< bytes, the database header of "Database File Format", section 1.3
constexpr std::size_t kApplicationIdAt = 68;
constexpr std::string_view kApplicationId("Prio");  ///< matches PRAGMA application_id, big-endian

/// Step i migrates schema i to schema i + 1. Append only.
constexpr std::array kSteps{
    "PRAGMA application_id = 1349675375;"  // "Prio"
    "CREATE TABLE layout_versions (name TEXT PRIMARY KEY, place INTEGER NOT NULL, json TEXT NOT NULL,"
    "  changed TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE drafts (kind TEXT PRIMARY KEY, json TEXT NOT NULL, changed TEXT NOT NULL) WITHOUT ROWID;",
    "CREATE TABLE reviews (place INTEGER PRIMARY KEY, json TEXT NOT NULL);",
    "CREATE TABLE label_patches (place INTEGER PRIMARY KEY, json TEXT NOT NULL);",
    "CREATE TABLE label_steps (dataset TEXT NOT NULL, place INTEGER NOT NULL, json TEXT NOT NULL,"
    "  PRIMARY KEY (dataset, place)) WITHOUT ROWID;"
    "CREATE TABLE label_bases (dataset TEXT NOT NULL, image TEXT NOT NULL, original BLOB NOT NULL,"
    "  bytes INTEGER NOT NULL, fingerprint TEXT NOT NULL, PRIMARY KEY (dataset, image));"
    "CREATE TABLE label_positions (dataset TEXT PRIMARY KEY, done INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE image_tags (dataset TEXT NOT NULL, tag TEXT NOT NULL, image TEXT NOT NULL,"
    "  PRIMARY KEY (dataset, tag, image)) WITHOUT ROWID;"
    "CREATE TABLE saved_filters (name TEXT PRIMARY KEY, conditions TEXT NOT NULL) WITHOUT ROWID;",
    "CREATE TABLE run_notes (run TEXT PRIMARY KEY, note TEXT NOT NULL, tags TEXT NOT NULL) WITHOUT ROWID;",
};

Sentence opening() {
    return Core::tr("opening the project");
}

[[noreturn]] void fail(const fs::path& file, const Sentence& reason, const Sentence& remedy) {
    throw Error({.action = opening(), .file = file.string(), .reason = reason, .remedy = remedy});
}

}  // namespace

bool holdsProject(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (status.type() == fs::file_type::not_found) {
        return false;
    }
    if (status.type() != fs::file_type::regular) {
        fail(file, error ? Sentence(error.message()) : Core::tr("it is not a regular file"),
             Core::tr("Choose another file"));
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        fail(file, Core::tr("it cannot be read"), Core::tr("Check the permissions"));
    }
    std::array<char, kHeader> bytes{};
    stream.read(bytes.data(), bytes.size());
    const std::string_view header(bytes.data(), static_cast<std::size_t>(stream.gcount()));
    if (header.empty()) {
        return false;
    }
    const bool is_ours = header.size() == kHeader && header.starts_with(kMagic) &&
                         header.substr(kApplicationIdAt, kApplicationId.size()) == kApplicationId;
    // A power cut while the file was created leaves zeros and the journal that rolls them back.
    const bool is_begun = std::all_of(header.begin(), header.end(), [](char c) { return c == '\0'; }) &&
                          fs::exists(file.string() + "-journal", error);
    if (!is_ours && !is_begun) {
        fail(file, Core::tr("it is not a Priorscope project"),
             Core::tr("Choose another file; this one is left as it is"));
    }
    return true;
}

void checkProject(SqliteFile& file) {
    const std::int64_t schema = file.number("PRAGMA user_version", opening());
    if (schema > static_cast<std::int64_t>(kSteps.size())) {
        fail(file.path(),
             Core::tr("it was written by a newer version of Priorscope (schema %1, this one knows %2)")
                 .arg(schema)
                 .arg(kSteps.size()),
             Core::tr("Update Priorscope, or choose another file; this one is left as it is"));
    }
    if (file.text("PRAGMA quick_check(1)", opening()) != "ok") {
        fail(file.path(), Core::tr("it is damaged"),
             Core::tr("Restore it from a backup, or keep the project elsewhere; this file is left as it is"));
    }
}

void migrateProject(SqliteFile& file) {
    file.run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL", opening());
    const auto schema = static_cast<std::size_t>(file.number("PRAGMA user_version", opening()));
    if (schema >= kSteps.size()) {
        return;
    }
    const Sentence making = Core::tr("making the project");
    SqliteTransaction transaction(file, making);
    for (std::size_t step = schema; step < kSteps.size(); ++step) {
        file.run(kSteps[step], making);
    }
    file.run(("PRAGMA user_version = " + std::to_string(kSteps.size())).c_str(), making);
    transaction.commit();
}

}  // namespace priorscope
