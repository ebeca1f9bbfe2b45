#include "core/project/json_rows.hpp"

namespace priorscope {

void readRows(SqliteFile& database, const std::string& table, const TakeRow& take,
              const std::function<void(const Sentence&, std::int64_t)>& on_unread, const Sentence& reading) {
    if (!database.hasTable(table, reading)) {
        return;
    }
    SqliteStatement rows(database, ("SELECT place, json FROM " + table + " ORDER BY place").c_str(), reading);
    while (rows.step()) {
        try {
            take(rows.text(1));
        } catch (const Error& error) {
            on_unread(inOneLine(error.parts()), rows.number(0));
        }
    }
}

void replaceRows(SqliteFile& database, const std::string& table, const std::vector<std::string>& rows,
                 const std::set<std::int64_t>& unread, const Sentence& saving) {
    SqliteTransaction transaction(database, saving);
    SqliteStatement put(database,
                        ("INSERT OR REPLACE INTO " + table + " (place, json) VALUES (?, ?)").c_str(), saving);
    std::int64_t place = 0;
    for (const std::string& row : rows) {
        while (unread.contains(++place)) {
        }
        put.bind(1, place);
        put.bind(2, row);
        put.step();
        put.reset();
    }
    SqliteStatement forget(database, ("DELETE FROM " + table + " WHERE place = ?").c_str(), saving);
    const std::int64_t end = database.number(("SELECT ifnull(max(place), 0) FROM " + table).c_str(), saving);
    for (++place; place <= end; ++place) {
        if (!unread.contains(place)) {
            forget.bind(1, place);
            forget.step();
            forget.reset();
        }
    }
    transaction.commit();
}

}  // namespace priorscope
