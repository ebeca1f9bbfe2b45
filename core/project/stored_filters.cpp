#include "core/project/stored_filters.hpp"

#include <array>
#include <initializer_list>
#include <string_view>

namespace priorscope {
namespace {

using Tags = std::map<std::string, std::set<std::string>>;

void run(SqliteStatement& statement, std::initializer_list<std::string_view> values) {
    int place = 0;
    for (const std::string_view value : values) {
        statement.bind(++place, value);
    }
    statement.step();
    statement.reset();
}

}  // namespace

std::map<std::string, Tags> readTags(SqliteFile& database) {
    std::map<std::string, Tags> tags;
    if (database.hasTable("image_tags", readingProject())) {
        SqliteStatement rows(database, "SELECT dataset, tag, image FROM image_tags", readingProject());
        while (rows.step()) {
            tags[rows.text(0)][rows.text(1)].insert(rows.text(2));
        }
    }
    return tags;
}

void writeTags(SqliteFile& database, const std::string& dataset, const Tags& tags) {
    SqliteTransaction transaction(database, savingProject());
    std::map<std::string, Tags> all = readTags(database);
    const Tags& before = all[dataset];
    SqliteStatement put(database, "INSERT OR IGNORE INTO image_tags (dataset, tag, image) VALUES (?, ?, ?)",
                        savingProject());
    SqliteStatement forget(database, "DELETE FROM image_tags WHERE dataset = ? AND tag = ? AND image = ?",
                           savingProject());
    const auto each = [&](const Tags& some, const Tags& others, SqliteStatement& statement) {
        for (const auto& [tag, images] : some) {
            const auto there = others.find(tag);
            for (const std::string& image : images) {
                if (there == others.end() || !there->second.contains(image)) {
                    run(statement, {dataset, tag, image});
                }
            }
        }
    };
    each(tags, before, put);
    each(before, tags, forget);
    transaction.commit();
}

std::map<std::string, std::string> readFilters(SqliteFile& database) {
    std::map<std::string, std::string> filters;
    if (database.hasTable("saved_filters", readingProject())) {
        SqliteStatement rows(database, "SELECT name, conditions FROM saved_filters", readingProject());
        while (rows.step()) {
            filters[rows.text(0)] = rows.text(1);
        }
    }
    return filters;
}

void writeFilters(SqliteFile& database, const std::map<std::string, std::string>& filters) {
    SqliteTransaction transaction(database, savingProject());
    database.run("DELETE FROM saved_filters", savingProject());
    SqliteStatement put(database, "INSERT INTO saved_filters (name, conditions) VALUES (?, ?)",
                        savingProject());
    for (const auto& [name, conditions] : filters) {
        run(put, {name, conditions});
    }
    transaction.commit();
}

}  // namespace priorscope
