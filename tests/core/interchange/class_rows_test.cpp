// Head rows are matched to classes by name, and a mismatch of priors is reported.
#include <QTemporaryDir>
#include <QTest>

#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/dataset/dataset.hpp"
#include "core/interchange/export.hpp"
#include "core/interchange/weights/safetensors.hpp"
#include "core/interchange/weights/weights.hpp"
#include "core/model/network_runner.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "tests/support/weight_of.hpp"

using namespace priorscope;
using namespace std::string_literals;
using Names = std::vector<std::string>;

namespace {

DetectorSpec specOf(const char* preset, Names classes) {
    DetectorSpec spec = loadDetectorSpec(preset);
    spec.classes = std::move(classes);
    return spec;
}

/// The row of a prior's class; ssd-tiny's first map has 4 priors per cell.
torch::Tensor row(const Detector& detector, int prior, int column) {
    const auto outputs = static_cast<std::int64_t>(detector.spec().classes.size()) + 1;
    return weightOf(detector, "head.classification_head.module_list.0.1.weight")[prior * outputs + column];
}

QString notesOf(const WeightReport& report) {
    QString all;
    for (const Sentence& note : report.notes) {
        all += QString::fromStdString(note) + "\n";
    }
    return all;
}

}  // namespace

class TestClassRows : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    Detector m_base = Detector::create(specOf("ssd-tiny", {"circle", "square", "triangle"}), 5);
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    /// Every kind of file that stores the class names.
    std::filesystem::path savedAs(const QString& kind) const {
        const std::filesystem::path file = m_folder.filePath(kind).toStdString();
        if (kind == "checkpoint") {
            saveDetector(m_base, file);
        } else {
            exportDetector(
                m_base,
                {.format = kind == "safetensors" ? ExportFormat::safetensors : ExportFormat::state_dict},
                file);
        }
        return file;
    }

  private Q_SLOTS:
    void reorderedClassesTakeTheirRows_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"checkpoint", "safetensors", "state-dict"}) {
            QTest::newRow(kind) << QString(kind);
        }
    }
    void reorderedClassesTakeTheirRows() {
        QFETCH(QString, kind);
        Detector other = Detector::create(specOf("ssd-tiny", {"triangle", "square", "circle"}), 6);
        const WeightReport report = loadWeights(other, savedAs(kind));
        QVERIFY(report.class_rows.by == ClassRowReport::By::name);
        QCOMPARE(report.class_rows.kept, Names{"square"});
        QCOMPARE(report.class_rows.moved, (Names{"triangle", "circle"}));
        QVERIFY(report.class_rows.fresh.empty() && report.class_rows.dropped.empty());
        QVERIFY2(notesOf(report).contains("go by class name"), qPrintable(notesOf(report)));
        // The same image gives every class the same scores as before.
        Image image{.width = 160, .height = 160, .rgb = std::vector<std::uint8_t>(160 * 160 * 3)};
        for (std::size_t i = 0; i < image.rgb.size(); ++i) {
            image.rgb[i] = static_cast<std::uint8_t>(i * 7 % 251);
        }
        const torch::NoGradGuard no_grad;
        const torch::Tensor input = imagesToTensor({&image}, other.spec());
        const torch::Tensor before = networkOf(m_base)->traceable()->forward(input).tensors[0];
        const torch::Tensor after = networkOf(other)->traceable()->forward(input).tensors[0];
        const std::array<int, 4> place{0, 3, 2, 1};
        for (int c = 0; c < 4; ++c) {
            QVERIFY(torch::allclose(after.select(2, place[static_cast<std::size_t>(c)]), before.select(2, c),
                                    1e-5, 1e-6));
        }
    }

    void otherClassesKeepWhatIsCommon() {
        saveDetector(m_base, path("base.pt"));
        const DetectorSpec spec = specOf("ssd-tiny", {"star", "Circle", "triangle", "ring", "square"});
        Detector other = Detector::create(spec, 6);
        const Detector fresh = Detector::create(spec, 6);
        const WeightReport report = loadWeights(other, path("base.pt"));
        QCOMPARE(report.class_rows.moved, (Names{"square"}));
        QCOMPARE(report.class_rows.kept, (Names{"triangle"}));
        QCOMPARE(report.class_rows.fresh, (Names{"star", "Circle", "ring"}));
        QCOMPARE(report.class_rows.dropped, (Names{"circle"}));
        QCOMPARE(report.class_rows.in_part.size(), std::size_t{8});
        QCOMPARE(report.reshaped.size(), std::size_t{8});
        QVERIFY2(notesOf(report).contains("\"Circle\" starts fresh, although the file has \"circle\""),
                 qPrintable(notesOf(report)));
        for (int prior = 0; prior < 4; ++prior) {
            QVERIFY(row(other, prior, 0).equal(row(m_base, prior, 0)));  // background
            QVERIFY(row(other, prior, 3).equal(row(m_base, prior, 3)));
            QVERIFY(row(other, prior, 5).equal(row(m_base, prior, 2)));
            for (const int column : {1, 2, 4}) {
                QVERIFY(row(other, prior, column).equal(row(fresh, prior, column)));
            }
        }
    }

    void aFileWithoutNamesKeepsItsOrder() {
        writeSafetensors("writing", path("bare.safetensors"), namedState(*networkOf(m_base)));
        Detector other = Detector::create(specOf("ssd-tiny", {"triangle", "square", "circle"}), 6);
        const WeightReport report = loadWeights(other, path("bare.safetensors"));
        QVERIFY(report.class_rows.by == ClassRowReport::By::order);
        QVERIFY(row(other, 2, 1).equal(row(m_base, 2, 1)));
        QVERIFY2(notesOf(report).contains("No list of class names is known"), qPrintable(notesOf(report)));
    }

    void equalSizesOfOtherPriorsAreRefused() {
        // 4 priors with 3 + 1 outputs have as many rows as 2 with 7 + 1.
        writeSafetensors("writing", path("bare.safetensors"), namedState(*networkOf(m_base)));
        DetectorSpec spec = specOf("ssd-tiny", {"a", "b", "c", "d", "e", "f", "g"});
        ssdOf(spec).priors.maps[0].ratios.clear();
        Detector other = Detector::create(spec, 6);
        const WeightReport report = loadWeights(other, path("bare.safetensors"));
        QCOMPARE(report.refused.size(), std::size_t{2});
        QVERIFY(report.refused[0].reason.text().find("4 priors per cell, the detector has 2") !=
                std::string::npos);
    }

    void torchvisionsHeadsNameTheirPriors() {
        // The file of torchvision's ssd300_vgg16: the detector's own names, and nothing else.
        const Detector coco = Detector::create(loadDetectorSpec("ssd300-vgg16-coco"), 1);
        writeSafetensors("writing", path("tv.safetensors"), namedState(*networkOf(coco)));
        Detector paper = Detector::create(specOf("ssd300-vgg16", loadClassList("coco")), 2);
        const WeightReport report = loadWeights(paper, path("tv.safetensors"));
        QCOMPARE(report.taken.size(), std::size_t{71});
        const QString notes = notesOf(report);
        QVERIFY2(notes.contains(
                     "ssd300-coco (scales 0.07 0.15 0.33 0.51 0.69 0.87; steps 8 16 32 64 100 300 px)") &&
                     notes.contains("ssd300-voc (scales 0.1 0.2 0.375") &&
                     notes.contains("preset ssd300-vgg16-coco"),
                 qPrintable(notes));
        Detector same = Detector::create(loadDetectorSpec("ssd300-vgg16-coco"), 2);
        QVERIFY2(notesOf(loadWeights(same, path("tv.safetensors"))).isEmpty(), "nothing to tell");
        // For VOC's classes the rows are matched with COCO's names, identified by 91 outputs.
        Detector own = Detector::create(specOf("ssd300-vgg16-coco", {"cat", "my own", "dog"}), 2);
        const WeightReport by_name = loadWeights(own, path("tv.safetensors"));
        QCOMPARE(by_name.class_rows.moved, (Names{"cat", "dog"}));
        QCOMPARE(by_name.class_rows.fresh, (Names{"my own"}));
    }

    void ownPriorsThatDifferAreTold() {
        saveDetector(m_base, path("base.pt"));
        DetectorSpec spec = m_base.spec();
        ssdOf(spec).priors.maps[1].scale *= 1.3F;
        ssdOf(spec).priors.name = "wider";
        Detector other = Detector::create(spec, 6);
        const QString notes = notesOf(loadWeights(other, path("base.pt")));
        QVERIFY2(notes.contains("trained for the priors ssd-tiny") && notes.contains("with other sizes:") &&
                     notes.contains("preset ssd-tiny"),
                 qPrintable(notes));
        // The same layout at another input size is considered the same.
        Detector larger = Detector::create(withInputSize(m_base.spec(), 192), 6);
        QVERIFY(!notesOf(loadWeights(larger, path("base.pt"))).contains("priors"));
    }
};

QTEST_APPLESS_MAIN(TestClassRows)
#include "class_rows_test.moc"
#include "core/base/torch_headers.hpp"
