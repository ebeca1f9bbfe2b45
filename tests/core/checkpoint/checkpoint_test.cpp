// Checkpoints on disk: complete or rejected, and never lost because of a full disk.
#include <sys/resource.h>

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fstream>

#include "core/base/error.hpp"
#include "core/checkpoint/checkpoint.hpp"
#include "core/dataset/dataset.hpp"
#include "core/interchange/export.hpp"
#include "core/interchange/weights/weights.hpp"
#include "core/model/network_runner.hpp"
#include "core/model/ssd/ssd_family.hpp"

using namespace priorscope;

namespace {

DetectorSpec tinySpec(std::vector<std::string> classes = {"circle", "square"}) {
    DetectorSpec spec = loadDetectorSpec("ssd-tiny");
    spec.classes = std::move(classes);
    return spec;
}

bool sameWeights(const Detector& a, const Detector& b) {
    const auto left = namedState(*networkOf(a));
    const auto right = namedState(*networkOf(b));
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i].first != right[i].first || !left[i].second.equal(right[i].second)) {
            return false;
        }
    }
    return left.size() == right.size();
}

QString loadError(const std::filesystem::path& file) {
    try {
        loadDetector(file);
    } catch (const Error& e) {
        return QString::fromStdString(e.what());
    }
    return {};
}

}  // namespace

class TestCheckpoint : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }

  private Q_SLOTS:
    void aRunFolderStandsForItsBestElseItsLast() {
        const Detector detector = Detector::create(tinySpec(), 3);
        const std::filesystem::path run = path("some-run");
        std::filesystem::create_directories(run / "checkpoints");
        QVERIFY(loadError(run).contains("neither checkpoints/best.pt nor checkpoints/last.pt"));
        saveDetector(detector, run / "checkpoints/last.pt", {.step = 20});
        QCOMPARE(loadDetector(run).info.step, 20);
        saveDetector(detector, run / "checkpoints/best.pt", {.step = 10});
        QCOMPARE(loadDetector(run).info.step, 10);
        QCOMPARE(loadDetector(run).file, run / "checkpoints/best.pt");
    }

    void savedAndLoaded() {
        const Detector detector = Detector::create(tinySpec(), 3);
        saveDetector(detector, path("a.pt"), {.step = 12, .map_voc07 = 0.5});
        const LoadedDetector back = loadDetector(path("a.pt"));
        QVERIFY(sameWeights(detector, back.detector));
        QVERIFY(!sameWeights(Detector::create(tinySpec(), 4), back.detector));
        QVERIFY(back.detector.spec() == detector.spec());
        QCOMPARE(back.info.step, 12);
        QCOMPARE(*back.info.map_voc07, 0.5);
    }

    void theSmallPresetIsSmall() {
        DetectorSpec spec = tinySpec(vocClasses());
        QVERIFY(Detector::create(spec, 1).parameterCount() < 500000);
    }

    void vggHasTorchvisionsNumberOfParameters() {
        // sum(p.numel() for p in torchvision.models.detection.ssd300_vgg16(num_classes=21).parameters())
        DetectorSpec spec = loadDetectorSpec("ssd300-vgg16");
        spec.classes = vocClasses();
        QCOMPARE(Detector::create(spec, 1).parameterCount(), 26285486);
    }

    void priorsMustFitTheBackbonesMaps() {
        // SSD, section 3.1: maps of 38, 19, 10, 5, 3 and 1 cells at 300 px.
        DetectorSpec spec = tinySpec();
        QVERIFY(spec.validate().empty());
        ssdOf(spec).priors = loadPriorConfig("ssd300-voc");
        QCOMPARE(spec.validate().size(), std::size_t{1});
        QCOMPARE(spec.validate()[0].field, std::string("priors.maps"));
        ssdOf(spec).backbone = "vgg16";
        QVERIFY(spec.validate().empty());
        ssdOf(spec).priors.maps.pop_back();
        QCOMPARE(spec.validate().size(), std::size_t{1});
    }

    void notACheckpoint() {
        std::ofstream(path("text.pt")) << "this is no checkpoint";
        QVERIFY(loadError(path("text.pt")).contains("not a checkpoint"));
        QVERIFY(loadError(path("absent.pt")).contains("no such file"));
        std::ofstream(path("empty.pt")).close();
        QVERIFY(!loadError(path("empty.pt")).isEmpty());
    }

    void everyCutIsRefused() {
        saveDetector(Detector::create(tinySpec(), 3), path("whole.pt"));
        std::ifstream in(path("whole.pt"), std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        for (const double share : {0.01, 0.3, 0.6, 0.9, 0.999}) {
            std::ofstream(path("cut.pt"), std::ios::binary)
                << bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size())));
            QVERIFY2(loadError(path("cut.pt")).contains("cut off"), qPrintable(loadError(path("cut.pt"))));
        }
    }

    void aStateDictGivesItsWeights() {
        const Detector detector = Detector::create(tinySpec(), 3);
        exportDetector(detector, {}, path("state.pth"));
        Detector other = Detector::create(tinySpec(), 9);
        const WeightReport report = loadWeights(other, path("state.pth"));
        QVERIFY(sameWeights(detector, other));
        QCOMPARE(report.taken.size(), namedState(*networkOf(detector)).size());
        QVERIFY(report.missing.empty() && report.unexpected.empty() && report.reshaped.empty());
    }

    void anotherClassCountKeepsTheBackbone() {
        exportDetector(Detector::create(tinySpec(), 3), {}, path("two.pth"));
        Detector three = Detector::create(tinySpec({"a", "b", "c"}), 9);
        const WeightReport report = loadWeights(three, path("two.pth"));
        // Only the last convolution of each classification head depends on the classes: weight and bias of
        // each map.
        QCOMPARE(report.reshaped.size(), 2 * ssdOf(three.spec()).priors.maps.size());
        for (const ReshapedWeight& weight : report.reshaped) {
            QVERIFY(weight.name.starts_with("head.classification_head."));
        }
    }

    void aFullDiskLeavesTheOldFile() {
        const Detector old_detector = Detector::create(tinySpec(), 3);
        saveDetector(old_detector, path("kept.pt"));
        // A file size limit makes a write fail like a full disk.
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const rlimit tight{.rlim_cur = 100000, .rlim_max = before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &tight);
        QString message;
        try {
            saveDetector(Detector::create(tinySpec(), 4), path("kept.pt"));
        } catch (const Error& e) {
            message = QString::fromStdString(e.what());
        }
        setrlimit(RLIMIT_FSIZE, &before);
        QVERIFY2(message.contains("saving the checkpoint") && message.contains("kept.pt"),
                 qPrintable(message));
        QVERIFY(sameWeights(old_detector, loadDetector(path("kept.pt")).detector));
        int files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(m_folder.path().toStdString())) {
            files += entry.path().filename().string().starts_with("kept") ? 1 : 0;
        }
        QCOMPARE(files, 1);
    }
};

QTEST_APPLESS_MAIN(TestCheckpoint)
#include "checkpoint_test.moc"
#include "core/base/torch_headers.hpp"
