// COCO's results read in pieces: the same detections, and the same errors, as in one.
#include <simdjson.h>

#include <QTemporaryDir>
#include <QTest>
#include <bit>
#include <cmath>
#include <fstream>
#include <random>
#include <string>

#include "core/base/error.hpp"
#include "core/evaluation/saved/plain_results.hpp"
#include "core/evaluation/saved/result_pieces.hpp"
#include "core/evaluation/saved/saved_detections.hpp"

using namespace priorscope;

namespace {

constexpr std::size_t kPiece = 1024;
constexpr int kImages = 40;

std::string item(int index, const std::string& more = {}) {
    return "{\"image_id\": " + std::to_string(index * 7 % kImages + 1) + ", \"category_id\": 1, \"bbox\": [" +
           std::to_string(index) + ", 1, 2.5, 3], " + more + "\"score\": 0." + std::to_string(index + 1) +
           "}";
}

/// @param more  put into each item
std::string listOf(int count, const std::string& more = {}, const std::string& between = ", ") {
    std::string list = " [";
    for (int i = 0; i < count; ++i) {
        list += (i > 0 ? between : std::string()) + item(i, more);
    }
    return list + "]\n";
}

}  // namespace

class SavedDetectionsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        std::string images;
        for (int id = 1; id <= kImages; ++id) {
            images += (id > 1 ? ", " : "") + ("{\"id\": " + std::to_string(id) + "}");
        }
        write("truth.json", "{\"images\": [" + images +
                                "], \"annotations\": [], \"categories\": [{\"id\": 1, \"name\": \"cat\"}]}");
    }

    void piecesGiveTheSame_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("in_pieces");  // whether that way can be taken
        const auto row = [](const char* name, const std::string& text, bool in_pieces) {
            QTest::newRow(name) << QByteArray::fromStdString(text) << in_pieces;
        };
        row("plain", listOf(200), true);
        row("lines", listOf(200, "", "\n  ,\r\n\t"), true);
        row("no blanks", listOf(200, "", ","), true);
        row("whole numbers as fractions", listOf(100, "\"image_id\": 3.0, "), true);
        row("other keys", listOf(100, R"("note": "größer", "parts": [1, {"a": [2]}], )"), true);
        row("few", listOf(2), false);
        // What looks like the end of an item, where pieces then begin in vain.
        row("ends in texts", listOf(100, R"("note": "}, {", )"), false);
        row("lists within", listOf(100, R"("parts": [{"a": 1}, {"a": 2}, {"a": 3}], )"), false);
        row("long items", listOf(20, "\"note\": \"" + std::string(kPiece, 'x') + "\", "), false);
        row("ids as texts", listOf(100).replace(3, 13, R"("image_id": "5")"), false);
    }

    void piecesGiveTheSame() {
        QFETCH(QByteArray, text);
        QFETCH(bool, in_pieces);
        write("found.json", text.toStdString());
        const ScoringTruth truth(path("truth.json"));
        QCOMPARE(readResultPieces(path("found.json"), truth, kPiece, 2, [](const ResultPiece&) {}),
                 in_pieces);
        const auto whole = detections({.workers = 1, .piece = 1U << 30U});
        QVERIFY(!whole.empty());
        for (const int workers : {1, 2, 8}) {
            for (const std::size_t piece : {kPiece, 2 * kPiece, std::size_t{1111}}) {
                QVERIFY(detections({.workers = workers, .piece = piece}) == whole);
            }
        }
    }

    void errorsAreTheSame_data() {
        QTest::addColumn<QByteArray>("text");
        const QByteArray list = QByteArray::fromStdString(listOf(200));
        const auto with = [&](const char* from, const char* to) {
            QByteArray changed = list;
            const qsizetype at = changed.indexOf(from, changed.size() * 3 / 4);
            changed.replace(at, qstrlen(from), to);
            return changed;
        };
        QTest::newRow("cut") << list.left(list.size() / 2);
        QTest::newRow("no end") << list.left(list.size() - 2);
        QTest::newRow("more behind") << list + "]";
        QTest::newRow("two lists") << list + list;
        QTest::newRow("lists in a row") << with("}, {", "}], [{");
        QTest::newRow("no comma") << with("}, {", "} {");
        QTest::newRow("two commas") << with("}, {", "}, , {");
        QTest::newRow("a number between") << with("}, {", "}, 5, {");
        QTest::newRow("no UTF-8") << with("cat", "\xC3\x28");
        QTest::newRow("leading zero") << with("\"score\": 0.", "\"score\": 00.");
        QTest::newRow("no score") << with("\"score\"", "\"scope\"");
        QTest::newRow("no such image") << with("\"image_id\": ", "\"image_id\": 99");
        QTest::newRow("no such class") << with("\"category_id\": 1", "\"category_id\": 2");
        QTest::newRow("three numbers") << with("2.5, 3]", "2.5]");
        QTest::newRow("five numbers") << with("2.5, 3]", "2.5, 3, 4]");
        QTest::newRow("negative size") << with("2.5, 3]", "2.5, -3]");
    }

    void errorsAreTheSame() {
        QFETCH(QByteArray, text);
        write("found.json", text.toStdString());
        const std::string whole = errorOf({.workers = 1, .piece = 1U << 30U});
        QVERIFY(!whole.empty());
        for (const int workers : {1, 8}) {
            QCOMPARE(errorOf({.workers = workers, .piece = kPiece}), whole);
        }
    }

    /// What is read without a reader of all of JSON has to become the same.
    void plainNumbers() {
        for (const char* number :
             {"0", "-0", "-0.0", "7", "-12", "0.5", "0.8774946", "167.29999999999998", "0.1", "1e5", "1E-7",
              "2.5e+3", "9007199254740992", "9007199254740991.5", "0.000000000000000000001234",
              "1.7976931348623157e308", "2.2250738585072014e-308", "8.5899345920000000000001e9",
              "-3.14159265358979323846264338327950288"}) {
            comparePlain(number);
        }
        std::mt19937_64 random(5);
        for (int i = 0; i < 5000; ++i) {
            const int digits = static_cast<int>(random() % 20) + 1;
            const double value = static_cast<double>(random() >> 11U) / std::pow(10.0, random() % 20);
            comparePlain(QByteArray::number(value, random() % 2 == 0 ? 'f' : 'e', digits).toStdString());
        }
    }

    void leavesTheRest() {
        for (const char* number : {"01",
                                   "-01",
                                   "1.",
                                   ".5",
                                   "+1",
                                   "1e",
                                   "1e+",
                                   "--1",
                                   "-",
                                   "0x1",
                                   "1e999",
                                   "NaN",
                                   "1.e5",
                                   "1 2",
                                   "123456789012345678",
                                   "12345678901234567890",
                                   "\"7\"",
                                   "[7]",
                                   "null",
                                   "true",
                                   ""}) {
            QVERIFY2(!plain(number), number);
        }
    }

  private:
    std::string path(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(path(name), std::ios::binary) << text;
    }

    /// Image, score and box of each, in the order of the images.
    std::vector<std::tuple<std::size_t, double, PixelBox>> detections(const ReadingOptions& options) const {
        ScoringTruth truth(path("truth.json"));
        addSavedDetections(truth, path("found.json"), options);
        std::vector<std::tuple<std::size_t, double, PixelBox>> all;
        for (std::size_t i = 0; i < truth.images().size(); ++i) {
            for (const ScoredBox& box : truth.images()[i].detections) {
                all.emplace_back(i, box.score, box.box);
            }
        }
        return all;
    }

    std::string errorOf(const ReadingOptions& options) const {
        try {
            detections(options);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }

    static std::string listWith(const std::string& number) {
        return R"([{"image_id":1, "category_id" : 2,"bbox":[1,2,3,4],"score":)" + number + "}]";
    }

    /// The score of a list with one item.
    static std::optional<double> plain(const std::string& number) {
        const std::string list = listWith(number);
        const std::string padded = list + std::string(PlainResults::kBehind, '\0');
        PlainResults results(std::string_view(padded).substr(0, list.size()));
        PlainResult result;
        const bool is_read = results.next(result) && results.isAtEnd() && result.image_id == 1 &&
                             result.category_id == 2 && result.bbox == std::array<double, 4>{1, 2, 3, 4};
        return is_read ? std::optional(result.score) : std::nullopt;
    }

    static void comparePlain(const std::string& number) {
        simdjson::dom::parser parser;
        double expected = 0.0;
        QVERIFY(parser.parse(listWith(number)).at(0)["score"].get(expected) == simdjson::SUCCESS);
        const auto score = plain(number);
        QVERIFY2(score, number.c_str());
        QVERIFY2(std::bit_cast<std::uint64_t>(*score) == std::bit_cast<std::uint64_t>(expected),
                 number.c_str());
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(SavedDetectionsTest)
#include "saved_detections_test.moc"
