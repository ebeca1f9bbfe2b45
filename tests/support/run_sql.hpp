// SQL run on a file of a test, as another program would.
#pragma once

#include <sqlite3.h>

#include <QFile>
#include <QTest>

namespace priorscope {

inline void runSql(const QString& path, const char* sql) {
    sqlite3* database = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path).constData(), &database), SQLITE_OK);
    QCOMPARE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(database);
}

}  // namespace priorscope
