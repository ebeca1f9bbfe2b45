// The report: well-formed, with the figures of the functions that it calls, and nothing from elsewhere.
#include "core/training/report/report.hpp"

#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include "core/base/text/number_text.hpp"

using namespace priorscope;

namespace {

namespace fs = std::filesystem;

constexpr Box kLeft{0.0F, 0.0F, 0.4F, 0.4F};
constexpr Box kRight{0.5F, 0.5F, 0.9F, 0.9F};
const char* const kOddName = "<b>&\"";

}  // namespace

class ReportTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    /// An object that is found at 0.8, one taken for the other class at 0.6, background at 0.9, one that is
    /// missed.
    void initTestCase() {
        const fs::path file = m_folder.filePath(QStringLiteral("a.png")).toStdString();
        writePng({.width = 100, .height = 100, .rgb = std::vector<std::uint8_t>(30000, 90)}, file);
        m_dataset.name = "data & more";
        m_dataset.classes = {kOddName, "dog"};
        for (const auto& boxes :
             {std::vector{std::pair(1, kLeft), std::pair(2, kRight)}, {std::pair(2, kLeft)}}) {
            ImageRecord record{
                .id = "a<b", .image_file = file, .image_exists = true, .width = 100, .height = 100};
            for (const auto& [label, box] : boxes) {
                record.objects.push_back({.label = label, .box = box});
            }
            m_dataset.images.push_back(record);
        }
        m_split.mapping = mapClasses(m_dataset.classes, m_dataset.classes);
        m_split.images = {0, 1};
        m_split.candidates.add({0.01F, {{1, 0.8F, kLeft, 0}, {1, 0.6F, kRight, 1}}});
        m_split.candidates.add({0.01F, {{2, 0.9F, {0.6F, 0.6F, 0.9F, 0.9F}, 2}, {2, 0.1F, kLeft, 3}}});
        m_options.detection.min_score = 0.5F;
    }

    void isOnePage() {
        const ReportFigures figures = reportFigures(m_dataset, m_split, m_options).value();
        const ReportSubject subject{.detector = kOddName,
                                    .checkpoint = "/home/me/<run>/checkpoints/best.pt",
                                    .version = "1",
                                    .remarks = {Sentence(kOddName)}};
        const auto page = reportPage(subject, m_dataset, m_split, figures, m_options);
        QVERIFY(page.has_value());
        QXmlStreamReader xml(QByteArray::fromStdString(*page));
        int pictures = 0;
        QString text;
        while (!xml.atEnd()) {
            xml.readNext();
            text += xml.isCharacters() ? xml.text().toString() + u'|' : QString();
            QVERIFY(xml.name() != QLatin1String("b") || xml.attributes().isEmpty());
            QVERIFY(xml.name() != QLatin1String("script") && xml.name() != QLatin1String("link"));
            for (const QXmlStreamAttribute& each : xml.attributes()) {
                QVERIFY(each.name() != QLatin1String("href"));
                if (each.name() == QLatin1String("src")) {
                    QVERIFY(each.value().startsWith(QLatin1String("data:image/jpeg;base64,/9j/")));
                    ++pictures;
                }
            }
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QVERIFY(!text.contains(QLatin1String("url(")) && !text.contains(QLatin1String("http")));
        QCOMPARE(pictures, 4);  // wrong class, background, two objects that are not found
        QVERIFY(text.contains(QLatin1String(kOddName)) && !text.contains(QLatin1String("home")));
        for (const auto& value :
             {figures.curves.map_voc07, figures.evaluation.coco.ap, figures.counts.total.f1()}) {
            QVERIFY(text.contains(u'|' + QString::fromStdString(fixedText(value.value(), 3)) + u'|'));
        }
        QVERIFY(text.contains(QLatin1String("|1 / 2 / 2|")));  // right, wrong, missed, by hand
    }

    void figuresAreThoseOfEvaluation() {
        ReportOptions options = m_options;
        options.detection = m_split.postprocessing.detectionOptions();
        const ReportFigures figures = reportFigures(m_dataset, m_split, options).value();
        const Evaluation evaluation = evaluateSplit(m_dataset, m_split).value();
        QCOMPARE(figures.evaluation.map_voc07, evaluation.map_voc07);
        QCOMPARE(figures.curves.map_voc07, evaluation.map_voc07);
        QCOMPARE(figures.curves.map_voc10, evaluation.map_voc10);
        QCOMPARE(figures.evaluation.coco.ap, evaluation.coco.ap);
    }

    void stops() {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!reportFigures(m_dataset, m_split, m_options, stop.get_token()));
        const ReportFigures figures = reportFigures(m_dataset, m_split, m_options).value();
        QVERIFY(!reportPage({}, m_dataset, m_split, figures, m_options, stop.get_token()));
    }

  private:
    QTemporaryDir m_folder;
    Dataset m_dataset;
    SplitDetections m_split;
    ReportOptions m_options;
};

QTEST_GUILESS_MAIN(ReportTest)
#include "report_test.moc"
