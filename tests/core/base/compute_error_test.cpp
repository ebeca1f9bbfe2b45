// Torch's exceptions become errors that say what needed how much memory, and what would fit.
#include <sys/resource.h>

#include <QTest>
#include <fstream>
#include <new>

#include "core/base/compute_error.hpp"
#include "core/base/error.hpp"
#include "core/model/detector.hpp"

using namespace priorscope;

namespace {

template <class Work>
QString errorOf(const ComputeTask& task, const Work& work) {
    try {
        try {
            work();
        } catch (const std::exception&) {
            rethrowAsError(task);
        }
    } catch (const Error& e) {
        return QString::fromStdString(e.what());
    }
    return {};
}

rlim_t addressSpace() {
    rlim_t pages = 0;
    std::ifstream("/proc/self/statm") >> pages;
    return pages * 4096;
}

}  // namespace

class TestComputeError : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void tooLittleMemory() {
        const ComputeTask task{
            .action = "training step 3", .images = 32, .input_size = 300, .detector = "ssd"};
        const QString message = errorOf(task, [] { torch::empty({std::int64_t{1} << 45}); });
        // 2^45 floats are 140737.5 GB.
        QVERIFY2(message.startsWith("training step 3: there is not enough memory: a batch of 32 images of "
                                    "300 × 300 px in ssd needs another 140737.5 GB beside the "),
                 qPrintable(message));
        QVERIFY2(message.contains(" are free. A batch of 1 may fit"), qPrintable(message));
        QVERIFY2(!message.contains("DefaultCPUAllocator"), qPrintable(message));
    }

    void aDeviceHasMemoryOfItsOwn_data() {
        QTest::addColumn<QString>("text");
        QTest::newRow("torch 1.13")
            << "CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 23.65 GiB total "
               "capacity; 20.10 GiB already allocated; 1.20 GiB free; 21.00 GiB reserved "
               "in total by PyTorch)";
        QTest::newRow("torch 2.6")
            << "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity "
               "of 23.65 GiB of which 1.20 GiB is free.";
    }
    void aDeviceHasMemoryOfItsOwn() {
        QFETCH(QString, text);
        const auto fail = [&]() -> void { throw std::runtime_error(text.toStdString()); };
        // 2 GiB are 2.147 GB; figures for CPU memory would be irrelevant.
        QCOMPARE(
            errorOf({.action = "training step 3", .images = 32, .input_size = 300, .detector = "ssd"}, fail),
            QString("training step 3: the CUDA device has not enough memory: a batch of 32 images of "
                    "300 × 300 px in ssd needs another 2.1 GB. A batch of 16 may fit; a smaller input "
                    "needs less as well"));
        QVERIFY(errorOf({.action = "detecting", .images = 1}, fail).contains("or the CPU"));
    }

    void oneImageHasNoSmallerBatch() {
        const QString message = errorOf({.action = "detecting", .images = 1, .input_size = 512},
                                        []() -> void { throw std::bad_alloc(); });
        QVERIFY2(message.contains("one image of 512 × 512 px needs more") &&
                     message.contains("Close other programs, or take a smaller input"),
                 qPrintable(message));
    }

    void otherFaultsKeepTheirFirstLine() {
        const QString message = errorOf({.action = "detecting"}, [] { torch::ones({2}) + torch::ones({3}); });
        QVERIFY2(message.startsWith("detecting: an operation of torch failed (") && !message.contains('\n'),
                 qPrintable(message));
    }

    void errorsPassThrough() {
        const QString message = errorOf({.action = "detecting"}, []() -> void {
            throw Error({.action = "reading", .reason = "it is cut off"});
        });
        QCOMPARE(message, QString("reading: it is cut off"));
    }

    void aBatchThatDoesNotFit() {
        DetectorSpec spec = loadDetectorSpec("ssd300-vgg16");
        spec.classes = {"a"};
        const Detector detector = Detector::create(spec, 1);
        const Image image{.width = 8, .height = 8, .rgb = std::vector<std::uint8_t>(8 * 8 * 3, 90)};
        detector.detect(image);
        rlimit before{};
        getrlimit(RLIMIT_AS, &before);
        const rlimit tight{.rlim_cur = addressSpace() + (rlim_t{48} << 20), .rlim_max = before.rlim_max};
        setrlimit(RLIMIT_AS, &tight);
        const QString message =
            errorOf({.action = "this test"}, [&] { detector.detect(std::vector<Image>(64, image)); });
        setrlimit(RLIMIT_AS, &before);
        QVERIFY2(
            message.startsWith("running the detector: there is not enough memory: a batch of 64 images of "
                               "300 × 300 px in ssd300-vgg16 needs"),
            qPrintable(message));
        QVERIFY(errorOf({.action = "this test"}, [&] { detector.detect(image); }).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestComputeError)
#include "compute_error_test.moc"
#include "core/base/torch_headers.hpp"
