// The page about a run: well-formed, with the run's figures, and nothing from elsewhere.
#include "core/training/report/run_report.hpp"

#include <QTemporaryDir>
#include <QTemporaryFile>
#include <QTest>
#include <QXmlStreamReader>
#include <cstring>

#include "core/training/evaluation/watched_images.hpp"
#include "core/training/report/chart.hpp"
#include "core/training/run/curves.hpp"

using namespace priorscope;
namespace fs = std::filesystem;

namespace {

const char* const kOddName = "<b>&\"";
const char* const kJpeg = "data:image/jpeg;base64,";

/// The parts of a page that a reader sees, each followed by |.
QString textOf(const std::string& page, std::vector<std::pair<int, int>>& pictures) {
    QXmlStreamReader xml(QByteArray::fromStdString(page));
    QString text;
    pictures.clear();
    while (!xml.atEnd()) {
        xml.readNext();
        text += xml.isCharacters() ? xml.text().toString() + u'|' : QString();
        for (const QXmlStreamAttribute& each : xml.attributes()) {
            if (const QString value = each.value().toString(); value.startsWith(QLatin1String(kJpeg))) {
                const QByteArray data = value.mid(static_cast<int>(std::strlen(kJpeg))).toLatin1();
                QTemporaryFile file;
                (void)(file.open() && file.write(QByteArray::fromBase64(data)) > 0 && file.flush());
                const auto size = readImageSize(file.fileName().toStdString());
                pictures.emplace_back(size ? size->width : 0, size ? size->height : 0);
            }
            if (each.name() == QLatin1String("href") || each.name() == QLatin1String("onload")) {
                return QStringLiteral("not self-contained");
            }
        }
    }
    return xml.hasError() ? xml.errorString() : text;
}

}  // namespace

class RunReportTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        const fs::path file = m_folder.filePath(QStringLiteral("a.png")).toStdString();
        writePng({.width = 100, .height = 60, .rgb = std::vector<std::uint8_t>(18000, 90)}, file);
        m_dataset.name = "data";
        m_dataset.classes = {kOddName, "dog"};
        ImageRecord record{.id = "a<b", .image_file = file, .image_exists = true, .width = 60, .height = 100};
        record.orientation = 6;  // shown upright
        record.objects.push_back({.label = 1, .box = {0.1F, 0.1F, 0.4F, 0.4F}});
        record.objects.push_back({.label = 2, .box = {0.6F, 0.6F, 0.9F, 0.9F}});
        m_dataset.images.push_back(record);

        m_run.folder = m_folder.path().toStdString();
        m_run.name = "run <1>";
        m_run.started = "2026-01-02T03:04:05Z";
        m_run.spec = loadDetectorSpec("ssd-tiny");
        m_run.spec.classes = m_dataset.classes;
        m_run.options =
            resolvedOptions({.dataset = "/home/me/secret/pets", .steps = 40}, m_run.spec.recipe, 16);
        m_run.options.learning_rate = 0.4375;
        m_run.images = 16;
        m_run.trained_on = "split train";
        m_run.evaluated_on = "split val";
        for (int step = 1; step <= 40; ++step) {
            m_run.steps.push_back({.step = step,
                                   .loss = 3.0 / step,
                                   .losses = {2.0 / step, 1.0 / step},
                                   .learning_rate = 0.1,
                                   .elapsed_s = 0.5 * step});
        }
        m_run.evaluations = {
            {.step = 20, .map_voc07 = 0.625, .map_voc10 = 0.5, .class_ap_voc07 = {0.75, 0.5}},
            {.step = 40, .map_voc07 = 0.375, .map_voc10 = 0.25, .class_ap_voc07 = {0.375}}};
        m_run.troubles = {{.kind = TroubleKind::full_disk_soon, .step = 7, .figures = {1.0, 2.0}}};
        m_run.summary = summarize(m_run.steps, m_run.evaluations, m_run.totalSteps());
        // One right, one wrong, one under the score that is shown, and one object missed.
        writeWatchedImages(m_run.folder, {.step = 20,
                                          .images = {{.id = "a<b",
                                                      .detections = {{1, 0.9F, {0.1F, 0.1F, 0.4F, 0.4F}},
                                                                     {1, 0.8F, {0.5F, 0.1F, 0.7F, 0.3F}},
                                                                     {2, 0.2F, {0.6F, 0.6F, 0.9F, 0.9F}}}},
                                                     {.id = "gone"}}});
    }

    void hasTheRunsFigures() {
        const RunSystem system{.rows = {}, .breaks = {{10, 65.0}, {12, std::nullopt}}};
        const auto page = runReportPage({.version = "1", .date = "today"}, m_run, system, &m_dataset);
        QVERIFY(page.has_value());
        std::vector<std::pair<int, int>> pictures;
        const QString text = textOf(*page, pictures);
        QVERIFY2(text.contains(QLatin1String("Run run <1>|")), qPrintable(text.left(200)));
        QCOMPARE(pictures, (std::vector{std::pair(60, 100)}));
        QVERIFY(text.contains(QLatin1String("|1 right, 1 wrong, 1 missed|")));
        QVERIFY(text.contains(QLatin1String("|The image cannot be read.|")));  // the one that is gone
        QVERIFY(text.contains(QLatin1String("|0.625|mAP@0.5 (VOC07), best|At step 20|")));
        QVERIFY(text.contains(QLatin1String("|0.375|mAP@0.5 (VOC07), last|At step 40|")));
        // 40 steps of the recipe's batch in 20 s.
        const QString rate = QString::number(2.0 * m_run.options.batch_size, 'f', 1);
        QVERIFY(text.contains(u'|' + rate + QLatin1String("|Images per second|")));
        QVERIFY(text.contains(QLatin1String("|0:00:20 and 0:01:05 of pauses|")));
        QVERIFY(text.contains(QLatin1String("|paused|")) && text.contains(QLatin1String("|resumed|")));
        QVERIFY(text.contains(QString::fromStdString(m_run.troubles.front().text().text())));
        // AP by class: the second class has none in the last evaluation.
        QVERIFY(text.contains(QLatin1String(kOddName)));
        QVERIFY2(QString(text).remove(QLatin1String("\n|")).contains(QString::fromUtf8("dog|0.500|–|")),
                 qPrintable(text));
        QVERIFY(!text.contains(QLatin1String("home")));  // of the dataset's path, its last folders
        QVERIFY(text.contains(QLatin1String("secret/pets")));
        // Nothing but the rate differs from the recipe.
        QCOMPARE(QString::fromStdString(*page).count(QLatin1String("<tr class=\"other\">")), 1);
        QVERIFY(QString::fromStdString(*page).contains(
            QLatin1String("<tr class=\"other\"><th>learning_rate</th><td>0.4375</td>")));
    }

    void withoutWhatIsNotThere() {
        std::vector<std::pair<int, int>> pictures;
        const auto page = runReportPage({}, m_run, {}, nullptr);
        QVERIFY(textOf(*page, pictures).contains(QLatin1String("The dataset was not there")));
        QVERIFY(pictures.empty());
        RunRecord bare;
        bare.folder = m_run.folder / "none";
        bare.name = "bare";
        bare.spec = m_run.spec;
        bare.options = m_run.options;
        const QString text = textOf(runReportPage({}, bare, {}, &m_dataset).value(), pictures);
        QVERIFY2(text.contains(QLatin1String("The run has no evaluation")), qPrintable(text));
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!runReportPage({}, m_run, {}, &m_dataset, stop.get_token()));
    }

    void ticksAreRoundNumbers() {
        using report::niceTicks;
        QCOMPARE(niceTicks(0.0, 300.0, 8), (std::vector{0.0, 50.0, 100.0, 150.0, 200.0, 250.0, 300.0}));
        QCOMPARE(niceTicks(0.0, 1.0, 6), (std::vector{0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0}));
        QCOMPARE(niceTicks(43.0, 52.0, 6), (std::vector{44.0, 46.0, 48.0, 50.0, 52.0}));
        QCOMPARE(niceTicks(5.0, 5.0, 6), (std::vector{5.0}));
    }

    void aMillionPointsMakeASmallDrawing() {
        report::ChartLine line{.title = "t", .style = "class=\"all\""};
        for (int i = 0; i < 1000000; ++i) {
            line.x.push_back(i);
            line.y.push_back(i == 500000 ? 7.0 : i % 2);
        }
        const std::string drawing = report::chartElement({.title = "c", .lines = {line}});
        QVERIFY(drawing.size() < 100000);
        // The one peak is there: it is the top of the drawing.
        QVERIFY(drawing.find(",24.0") != std::string::npos);
        QCOMPARE(report::chartElement({.title = "c", .lines = {{.title = "none"}}}), std::string());
    }

  private:
    QTemporaryDir m_folder;
    Dataset m_dataset;
    RunRecord m_run;
};

QTEST_GUILESS_MAIN(RunReportTest)
#include "run_report_test.moc"
