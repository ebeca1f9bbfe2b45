#include "core/project/run_notes.hpp"

#include <algorithm>

#include "core/base/text/joined.hpp"
#include "core/project/sqlite_file.hpp"

namespace priorscope {
namespace {

constexpr char kBetweenTags = '\n';

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> tags;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(kBetweenTags, begin), text.size());
        if (end > begin) {
            tags.push_back(text.substr(begin, end - begin));
        }
        begin = end + 1;
    }
    return tags;
}

}  // namespace

RunNote joinedNote(const RunNote& ours, const RunNote& theirs) {
    RunNote both = ours;
    if (both.text.find(theirs.text) == std::string::npos) {
        both.text += (both.text.empty() ? "" : "; ") + theirs.text;
    }
    for (const std::string& tag : theirs.tags) {
        if (std::ranges::find(both.tags, tag) == both.tags.end()) {
            both.tags.push_back(tag);
        }
    }
    return both;
}

RunNotes readRunNotes(SqliteFile& database) {
    RunNotes notes;
    if (database.hasTable("run_notes", readingProject())) {
        SqliteStatement rows(database, "SELECT run, note, tags FROM run_notes", readingProject());
        while (rows.step()) {
            notes[rows.text(0)] = {.text = rows.text(1), .tags = split(rows.text(2))};
        }
    }
    return notes;
}

void writeRunNotes(SqliteFile& database, const RunNotes& notes) {
    SqliteTransaction transaction(database, savingProject());
    database.run("DELETE FROM run_notes", savingProject());
    SqliteStatement put(database, "INSERT INTO run_notes (run, note, tags) VALUES (?, ?, ?)",
                        savingProject());
    for (const auto& [run, note] : notes) {
        if (!note.empty()) {
            put.bind(1, run);
            put.bind(2, note.text);
            put.bind(3, joined(note.tags, {kBetweenTags}));
            put.step();
            put.reset();
        }
    }
    transaction.commit();
}

}  // namespace priorscope
