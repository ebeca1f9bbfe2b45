#include <unistd.h>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <limits>
#include <mutex>
#include <set>
#include <stdexcept>
#include <stop_token>
#include <thread>

#include "core/base/files/atomic_file.hpp"
#include "core/base/files/files.hpp"
#include "core/base/json/json_fields.hpp"
#include "core/base/parallel.hpp"
#include "core/base/random.hpp"
#include "core/base/text/number_text.hpp"
#include "core/base/text/plain_message.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

class BaseTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void errorsReadAsOneLine() {
        const Error error(
            {.action = "reading", .file = "a.xml", .line = 3, .reason = "cut off", .remedy = "Copy it"});
        QCOMPARE(QString(error.what()), "reading a.xml:3: cut off. Copy it");
        QVERIFY_THROWS_EXCEPTION(Error, throwOnProblems("training", {{"lr", "must be above 0"}}));
        throwOnProblems("training", {});
    }

    void everyItemIsDoneOnce_data() {
        QTest::addColumn<int>("workers");
        QTest::newRow("one") << 1;
        QTest::newRow("three") << 3;
        QTest::newRow("more than chunks") << 40;
    }

    void everyItemIsDoneOnce() {
        QFETCH(int, workers);
        std::vector<std::atomic<int>> counts(1003);
        std::int64_t last = 0;
        bool rising = true;
        const bool complete = parallelChunks(
            counts.size(), {.chunk = 50, .workers = workers, .unit = "items"}, {},
            [&](const Progress& progress) {
                rising = rising && progress.done > last && progress.total == 1003 && progress.unit == "items";
                last = progress.done;
            },
            [&](std::size_t begin, std::size_t end, int worker) {
                for (std::size_t i = begin; i < end; ++i) {
                    counts[i] += worker < workers ? 1 : 100;
                }
            });
        QVERIFY(complete && rising);
        QCOMPARE(last, 1003);
        for (const auto& count : counts) {
            QCOMPARE(count.load(), 1);
        }
        QVERIFY(parallelChunks(0, {}, {}, {}, [](std::size_t, std::size_t, int) { QFAIL("nothing to do"); }));
    }

    void theFirstErrorComesThrough() {
        std::atomic<int> calls{0};
        const auto work = [&](std::size_t begin, std::size_t, int) {
            ++calls;
            if (begin == 10) {
                throw std::runtime_error("ten");
            }
        };
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 parallelChunks(100, {.chunk = 1, .workers = 2}, {}, {}, work));
        // How far another worker gets depends on scheduling; with one worker nothing follows the error.
        calls = 0;
        QVERIFY_THROWS_EXCEPTION(std::runtime_error,
                                 parallelChunks(100, {.chunk = 1, .workers = 1}, {}, {}, work));
        QCOMPARE(calls.load(), 11);
    }

    void stopsBetweenChunks() {
        std::stop_source source;
        std::atomic<int> calls{0};
        const bool complete = parallelChunks(1000, {.chunk = 1, .workers = 2}, source.get_token(), {},
                                             [&](std::size_t, std::size_t, int) {
                                                 if (++calls == 5) {
                                                     source.request_stop();
                                                 }
                                                 while (calls > 5 && !source.stop_requested()) {
                                                     std::this_thread::yield();
                                                 }
                                             });
        QVERIFY(!complete);
        QVERIFY(calls >= 5 && calls <= 7);
    }

    void randomIsSplitMix() {
        // The first values of the reference implementation for seed 1234567.
        SplitMix64 random(1234567);
        QCOMPARE(random.next(), std::uint64_t{6457827717110365317ULL});
        QCOMPARE(random.next(), std::uint64_t{3203168211198807973ULL});
        SplitMix64 first(1, 0);
        SplitMix64 second(1, 1);
        QVERIFY(first.next() != second.next());
        std::set<int> seen;
        for (int i = 0; i < 200; ++i) {
            const double unit = random.unit();
            QVERIFY(unit >= 0.0 && unit < 1.0);
            seen.insert(random.whole(-1, 2));
        }
        QCOMPARE(seen, (std::set<int>{-1, 0, 1, 2}));
    }

    void filesAreWholeOrAbsent() {
        QTemporaryDir folder;
        const std::filesystem::path path = folder.filePath("a.txt").toStdString();
        writeFileAtomically("writing", path, "first");
        QCOMPARE(readFile(path, "reading"), std::string("first"));
        {
            AtomicFile file("writing", path);
            file.write("second", 6);
        }
        QCOMPARE(readFile(path, "reading"), std::string("first"));
        writeFileAtomically("writing", path, "third", Durability::quick);
        QCOMPARE(readFile(path, "reading"), std::string("third"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"a.txt"});
        QVERIFY(messageOf([&] { readFile(path.parent_path() / "none", "reading"); }).contains("none"));
        QVERIFY(messageOf([&] { readFile(path.parent_path(), "reading"); }).contains("directory"));
    }

    /// Process 2³⁰ − 1 is beyond Linux's highest number, 2²²: there is none.
    void whatKilledWritersLeftIsRecognised() {
        const QTemporaryDir folder;
        const auto part = [&](const char* name, std::chrono::seconds age) {
            const std::filesystem::path path = folder.filePath(QString::fromLatin1(name)).toStdString();
            writeFileAtomically("writing", path, "x");
            std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - age);
            return path;
        };
        const std::string own = "a.xml.part-" + std::to_string(::getpid()) + "-0";
        QVERIFY(isAbandonedWrite(part("a.xml.part-1073741823-0", std::chrono::minutes(1))));
        QVERIFY(!isAbandonedWrite(part("b.xml.part-1073741823-0", std::chrono::seconds(0))));
        QVERIFY(!isAbandonedWrite(part(own.c_str(), std::chrono::minutes(1))));
        QVERIFY(!isAbandonedWrite(part("a.xml", std::chrono::minutes(1))));
        QVERIFY(!isAbandonedWrite(folder.filePath("none.part-1073741823-0").toStdString()));
    }

    void jsonIsReadStrictly() {
        int whole = 7;
        float real = 0.0F;
        bool flag = false;
        const nlohmann::json good = {{"whole", 3}, {"real", 2}, {"flag", true}};
        JsonFields fields(good, "doc");
        fields.required("whole", whole).required("real", real).optional("flag", flag).finish();
        QVERIFY(whole == 3 && real == 2.0F && flag);
        const auto read = [&](const nlohmann::json& json) {
            return messageOf([&] { JsonFields(json, "doc").required("whole", whole).finish(); });
        };
        QVERIFY(read({{"whole", 2.5}}).contains("must be a whole number, got 2.5"));
        QVERIFY(read({{"whole", true}}).contains("must be a whole number"));
        QVERIFY(read({{"whole", "3"}}).contains("must be a whole number"));
        QVERIFY(read({{"whole", 4294967297}}).contains("must be a whole number"));
        QVERIFY(read({{"whole", std::string(1000, 'x')}}).size() < 200);
        QVERIFY(read({{"other", 3}}).contains("\"whole\" is missing"));
        QVERIFY(read({{"whole", 3}, {"other", 3}}).contains("\"other\""));
        QVERIFY(read(nlohmann::json::array()).contains("object"));
        const auto list = [&](const nlohmann::json& json) {
            std::vector<std::array<float, 2>> pairs;
            return messageOf([&] { JsonFields({{"list", json}}, "doc").required("list", pairs).finish(); });
        };
        QCOMPARE(list({{1.5, 2}, {3, 4}}), QString());
        QVERIFY(list({{1.5, true}}).contains("a number"));
        QVERIFY(list({{1.5, 1e300}}).contains("single precision"));
        QVERIFY(list({{1.5}}).contains("wrong type"));
        QVERIFY(list("text").contains("a number"));
    }

    void problemsWithoutEndAreCut() {
        const QString message = messageOf([] {
            throwOnProblems("reading", std::vector<Problem>(100000, {"ratios", "must be above 0"}));
        });
        QVERIFY(message.size() < 300 && message.endsWith("and 99992 more"));
    }

    void numbersAreTextOfNoLocale() {
        QCOMPARE(paddedText(7, 3), std::string("007"));
        QCOMPARE(paddedText(12345, 3), std::string("12345"));
        QCOMPARE(numberText(0.1F), std::string("0.1"));
        QCOMPARE(numberText(0.1), std::string("0.1"));
        QCOMPARE(fixedText(1234567.891, 2), std::string("1234567.89"));
        QCOMPARE(fixedText(std::numeric_limits<double>::max(), 3).size(), std::size_t{309 + 4});
        QCOMPARE(fixedText(-0.5, 0), std::string("-0"));
    }

    void messagesArePlain() {
        QVERIFY(QString::fromStdString(plainMessage(std::bad_alloc())).contains("not enough memory"));
        QCOMPARE(plainMessage(Error({.action = "a", .reason = "b"})), std::string("a: b"));
        const std::filesystem::filesystem_error missing(
            "raw", "some/place", std::make_error_code(std::errc::no_such_file_or_directory));
        const QString text = QString::fromStdString(plainMessage(missing));
        QVERIFY(text.contains("some/place") && text.contains("No such file") && !text.contains("raw"));
        const QString other = QString::fromStdString(plainMessage(std::runtime_error("[json.exception]")));
        QVERIFY(other.contains("runtime_error") && !other.contains("json.exception"));
    }

    void floatsKeepTheirDecimals() {
        QCOMPARE(nlohmann::json(decimalFromFloat(0.1F)).dump(), std::string("0.1"));
        QCOMPARE(nlohmann::json(decimalFromFloat(300.0F)).dump(), std::string("300.0"));
        for (const float value :
             {0.141421354F, 1e-7F, 16777216.0F, std::numeric_limits<float>::denorm_min()}) {
            QVERIFY(static_cast<float>(decimalFromFloat(value)) == value);
        }
    }
};

QTEST_APPLESS_MAIN(BaseTest)
#include "base_test.moc"
