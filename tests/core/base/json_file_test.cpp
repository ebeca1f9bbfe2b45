#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/base/error.hpp"
#include "core/base/files/files.hpp"
#include "core/base/json/json_file.hpp"
#include "core/base/json/presets.hpp"

using namespace priorscope;

namespace {

ErrorParts errorOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.parts();
    }
    return {};
}

std::string reasonOf(const std::string& text) {
    return errorOf([&] { parseJson(text, "reading", "doc"); }).reason;
}

}  // namespace

class JsonFileTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void documentsComeBackAsTheyAre() {
        const std::string text =
            R"({"a": [1, -2, 2.5, true, null, "é\n"], "b": {"c": [[], {}]}, "n": 18446744073709551615})";
        QVERIFY(parseJson(text, "reading", "doc") == nlohmann::json::parse(text));
        QVERIFY(parseJson("\xEF\xBB\xBF[1]", "reading", "doc") == nlohmann::json::array({1}));
        QVERIFY(parseJson(" 7\n", "reading", "doc") == 7);
    }

    void errorsNameLineAndColumn_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("reason");
        QTest::newRow("letters") << QByteArray("{\n  \"a\": wrong}") << 2 << "column 8, at \"w\"";
        QTest::newRow("comma") << QByteArray("[1,\n2,\n]") << 3 << "column 1, at \"]\"";
        QTest::newRow("behind") << QByteArray("{} x") << 1 << "column 4, at \"x\"";
        QTest::newRow("cut off") << QByteArray("{\"a\": [1, 2") << 1 << "ends before";
        QTest::newRow("empty") << QByteArray("") << 1 << "ends before";
        QTest::newRow("latin 1") << QByteArray("[\"\xE9\"]") << 1 << "column 4";
        QTest::newRow("zeros") << QByteArray("\0\0\0", 3) << 1 << "column 1, at byte 0x00";
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE{\0}\0", 6) << 0 << "UTF-16";
    }

    void errorsNameLineAndColumn() {
        QFETCH(QByteArray, text);
        const ErrorParts parts = errorOf([&] { parseJson(text.toStdString(), "reading", "doc"); });
        QTEST(parts.line, "line");
        QFETCH(QString, reason);
        QVERIFY2(QString::fromStdString(parts.reason).contains(reason), parts.reason.text().c_str());
        QVERIFY2(parts.reason.text().find("json.exception") == std::string::npos,
                 parts.reason.text().c_str());
    }

    void whatTheLibraryTakesInSilenceIsRefused() {
        QVERIFY(reasonOf(R"({"a": {"lr": 1, "b": 2, "lr": 3}})").find("\"lr\" occurs twice") !=
                std::string::npos);
        QCOMPARE(reasonOf(R"([{"a": 1}, {"a": 2}])"), std::string());
        QVERIFY(reasonOf("[1e999]").find("double precision") != std::string::npos);
        QCOMPARE(reasonOf(std::string(64, '[') + std::string(64, ']')), std::string());
        QVERIFY(reasonOf(std::string(65, '[') + std::string(65, ']')).find("64 deep") != std::string::npos);
        // Deep nesting must use neither memory nor stack.
        QVERIFY(reasonOf(std::string(1'000'000, '[')).find("64 deep") != std::string::npos);
    }

    void longFilesAreRefusedUnread() {
        QTemporaryDir folder;
        const std::string path = folder.filePath("layout.json").toStdString();
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.resize(qint64{1} << 40U));  // a hole: 1 TB
        const ErrorParts parts = errorOf([&] { readJsonFile(path, "loading the layout"); });
        QCOMPARE(parts.file, path);
        QVERIFY2(parts.reason.text().find("1048576 MB, more than the 16 MB") != std::string::npos,
                 parts.reason.text().c_str());
        QVERIFY(!errorOf([&] { loadPresetOrFile("priors", "the prior layout", path); }).reason.empty());
        QVERIFY(!errorOf([&] { readFile(path, "reading"); }).reason.empty());
        QVERIFY(file.resize(1024));
        QVERIFY(!errorOf([&] { readFile(path, "reading", 1023); }).reason.empty());
        QCOMPARE(readFile(path, "reading", 1024).size(), std::size_t{1024});
    }

    void onlyRegularFilesAreRead() {
        QTemporaryDir folder;
        const std::string pipe = folder.filePath("pipe").toStdString();
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        const auto reason = [](const std::string& path) {
            return errorOf([&] { readJsonFile(path, "reading"); }).reason;
        };
        QCOMPARE(reason(pipe), std::string("it is a pipe, not a file"));
        QCOMPARE(reason("/dev/zero"), std::string("it is a device, not a file"));
        QCOMPARE(reason(folder.path().toStdString()), std::string("it is a directory, not a file"));
        QVERIFY(!reason(folder.filePath("none").toStdString()).empty());
        QVERIFY(errorOf([] { loadPresetOrFile("priors", "the prior layout", "none.json"); })
                    .remedy.text()
                    .find("ssd300-voc") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(JsonFileTest)
#include "json_file_test.moc"
