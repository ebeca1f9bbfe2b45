// What evaluations found in the images that a run is watched on, as it is kept with the run.
#include "core/training/evaluation/watched_images.hpp"

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "core/base/error.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

class WatchedImagesTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() {
        m_temporary = std::make_unique<QTemporaryDir>();
        m_run = m_temporary->path().toStdString();
    }

    void theSameComesBack() {
        const Detection detection{.label = 2, .score = 0.1F, .box = {0.0F, 0.25F, 1.0F / 3.0F, 1.0F}};
        writeWatchedImages(m_run, {.step = 140,
                                   .images = {{.id = "000001", .detections = {detection}},
                                              {.id = "bild\xff", .detections = {}}}});
        const WatchedImages read = readWatchedImages(m_run, 140, 2);
        QCOMPARE(read.step, std::int64_t{140});
        QCOMPARE(read.images.size(), std::size_t{2});
        QCOMPARE(read.images[0].id, std::string("000001"));
        QCOMPARE(read.images[1].id, std::string("bild\xff"));
        const Detection& same = read.images[0].detections.at(0);
        QCOMPARE(same.label, 2);
        QCOMPARE(same.score, 0.1F);
        QVERIFY(same.box == detection.box);
        QVERIFY(read.images[1].detections.empty());
    }

    void stepsAreInOrderAndOtherFilesPassedOver() {
        QVERIFY(watchedSteps(m_run).empty());
        for (const std::int64_t step : {900, 1000000000, 20}) {
            writeWatchedImages(m_run, {.step = step});
        }
        for (const char* name : {"step-.json", "step-1x.json", "step--5.json", "notes.txt"}) {
            std::ofstream(m_run / "evaluations" / name) << "x";
        }
        QCOMPARE(watchedSteps(m_run), (std::vector<std::int64_t>{20, 900, 1000000000}));
    }

    void laterOnesAreRemoved() {
        for (const std::int64_t step : {10, 20, 30}) {
            writeWatchedImages(m_run, {.step = step});
        }
        removeWatchedAfter(m_run, 20);
        QCOMPARE(watchedSteps(m_run), (std::vector<std::int64_t>{10, 20}));
        removeWatchedAfter(m_run, -1);
        QVERIFY(!fs::exists(m_run / "evaluations"));
        removeWatchedAfter(m_run, -1);  // nothing is there
        writeWatchedImages(m_run, {.step = 10});
        std::ofstream(m_run / "evaluations" / "notes.txt") << "of the user";
        removeWatchedAfter(m_run, -1);
        QVERIFY(fs::exists(m_run / "evaluations" / "notes.txt"));
    }

    void whatIsNotThatIsRefused_data() {
        QTest::addColumn<QByteArray>("text");
        const auto of = [](const char* detection) {
            return QByteArray(R"({"format": 1, "step": 5, "images": [{"id": "a", "detections": [)") +
                   detection + "]}]}";
        };
        QTest::newRow("no JSON") << QByteArray("[");
        QTest::newRow("another step") << QByteArray(R"({"format": 1, "step": 6, "images": []})");
        QTest::newRow("a newer format") << QByteArray(R"({"format": 2, "step": 5, "images": []})");
        QTest::newRow("no list") << QByteArray(R"({"format": 1, "step": 5, "images": 3})");
        QTest::newRow("no image") << QByteArray(R"({"format": 1, "step": 5, "images": [7]})");
        QTest::newRow("no number") << of(R"([1, "0.5", 0, 0, 1, 1])");
        QTest::newRow("too few") << of("[1, 0.5, 0, 0, 1]");
        QTest::newRow("background") << of("[0, 0.5, 0, 0, 1, 1]");
        QTest::newRow("unknown class") << of("[3, 0.5, 0, 0, 1, 1]");
        QTest::newRow("a class beyond 32 bits") << of("[4294967297, 0.5, 0, 0, 1, 1]");
        QTest::newRow("a class of a half") << of("[1.5, 0.5, 0, 0, 1, 1]");
        QTest::newRow("score") << of("[1, 1.5, 0, 0, 1, 1]");
        QTest::newRow("outside") << of("[1, 0.5, 0, 0, 1, 1e300]");
        QTest::newRow("turned") << of("[1, 0.5, 0.6, 0, 0.5, 1]");
    }

    void whatIsNotThatIsRefused() {
        QFETCH(QByteArray, text);
        writeWatchedImages(m_run, {.step = 5});
        QCOMPARE(readWatchedImages(m_run, 5, 2).images.size(), std::size_t{0});
        std::ofstream(m_run / "evaluations" / "step-00000005.json") << text.constData();
        QVERIFY_THROWS_EXCEPTION(Error, readWatchedImages(m_run, 5, 2));
        QVERIFY_THROWS_EXCEPTION(Error, readWatchedImages(m_run, 4, 2));
    }

  private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_run;
};

QTEST_APPLESS_MAIN(WatchedImagesTest)
#include "watched_images_test.moc"
