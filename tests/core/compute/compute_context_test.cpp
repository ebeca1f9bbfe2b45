// Parsing of device names, and the error if a device is not available.
#include <QTest>
#include <fstream>
#include <iterator>

#include "core/base/error.hpp"
#include "core/compute/compute_context.hpp"
#include "tests/support/message_of.hpp"

using namespace priorscope;

namespace {

const Device kCpu{};
const Device kFirst{DeviceKind::cuda, 0};
const Device kSecond{DeviceKind::cuda, 1};

AvailableDevices cpuAlone() {
    return {{{kCpu, "A processor"}}, "LibTorch 9.9 is built without CUDA"};
}

AvailableDevices twoGpus() {
    return {{{kCpu, "A processor"}, {kFirst, "A card"}, {kSecond, ""}}, {}};
}

}  // namespace

class ComputeContextTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void textsNameDevices_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("device");  // empty: none
        QTest::newRow("cpu") << "cpu"
                             << "cpu";
        QTest::newRow("the first") << "cuda"
                                   << "cuda:0";
        QTest::newRow("by number") << "cuda:1"
                                   << "cuda:1";
        for (const char* none :
             {"", "gpu", "CUDA", "cuda:", "cuda:-1", "cuda:+1", "cuda: 1", "cuda:1 ", "cuda:1x", "cuda1",
              "cuda:128", "cuda:99999999999", "cpu:0", "xpu", "test:0", "test"}) {
            QTest::addRow("\"%s\"", none) << none << "";
        }
    }
    void textsNameDevices() {
        QFETCH(QString, text);
        QFETCH(QString, device);
        const auto named = deviceFromText(text.toStdString());
        QCOMPARE(named ? QString::fromStdString(deviceText(*named)) : QString(), device);
        QCOMPARE(deviceTextProblem(text.toStdString()).empty(), !device.isEmpty());
    }

    void autoIsTheFirstCudaDeviceElseTheCpu() {
        QVERIFY(deviceTextProblem("auto").empty());
        QVERIFY(chosenDevice("auto", cpuAlone()).device == kCpu);
        QVERIFY(chosenDevice("auto", twoGpus()).device == kFirst);
    }

    void theNameComesWithTheDevice() {
        QCOMPARE(deviceText(chosenDevice("cuda", twoGpus())), std::string("cuda:0 (A card)"));
        QCOMPARE(deviceText(chosenDevice("cuda:1", twoGpus())), std::string("cuda:1"));
        QCOMPARE(deviceText(chosenDevice("cpu", twoGpus())), std::string("cpu (A processor)"));
    }

    void aDeviceThatIsNotThereIsNamedWithThoseThatAre() {
        QCOMPARE(
            messageOf([] { chosenDevice("cuda", cpuAlone()); }),
            QStringLiteral("choosing the device: cuda is not available: LibTorch 9.9 is built without CUDA. "
                           "Available: cpu (A processor)"));
        const QString third = messageOf([] { chosenDevice("cuda:2", twoGpus()); });
        QVERIFY2(
            third.contains("cuda:2 is not available. Available: cpu (A processor), cuda:0 (A card), cuda:1"),
            qPrintable(third));
        QVERIFY(
            messageOf([] { chosenDevice("gpu", twoGpus()); }).contains("must be auto, cpu, cuda or cuda:N"));
    }

    void theCpuIsAlwaysThere() {
        const AvailableDevices available = availableDevices();
        QVERIFY(available.devices.front().device == kCpu);
        QCOMPARE(available.devices.size() == 1, !available.no_cuda.empty());
    }

    void precisionsByName() {
        QVERIFY(precisionFromText("fp32") == Precision::fp32);
        QVERIFY(precisionFromText("bf16") == Precision::bf16);
        QVERIFY(precisionFromText("tf32") == Precision::tf32 && precisionFromText("fp16") == Precision::fp16);
        QVERIFY(messageOf([] { precisionFromText("half"); }).contains("fp32, tf32, bf16, fp16"));
    }

    void someNeedCuda() {
        const Device cuda{DeviceKind::cuda, 1};
        for (const Precision each : {Precision::fp32, Precision::tf32, Precision::bf16, Precision::fp16}) {
            requirePrecision(each, cuda);  // throws nothing
        }
        requirePrecision(Precision::fp32, kCpu);
        requirePrecision(Precision::bf16, kCpu);
        QVERIFY(messageOf([] {
                    requirePrecision(Precision::fp16, kCpu);
                }).contains("fp16 needs a CUDA device, and this is cpu"));
        QVERIFY(messageOf([] { requirePrecision(Precision::tf32, kCpu); }).contains("tf32 needs"));
    }

    void bf16IsSlowWhereTheProcessorLacksIt() {
        std::ifstream file("/proc/cpuinfo");
        const std::string processor((std::istreambuf_iterator<char>(file)), {});
#if defined(__x86_64__)
        const bool is_known_to_lack_it = processor.find("avx512_bf16") == std::string::npos;
#else
        const bool is_known_to_lack_it = false;
#endif
        QCOMPARE(isSlow(Precision::bf16, kCpu), is_known_to_lack_it);
        QVERIFY(!isSlow(Precision::fp32, kCpu) && !isSlow(Precision::bf16, Device{DeviceKind::cuda, 0}));
    }
};

QTEST_MAIN(ComputeContextTest)
#include "compute_context_test.moc"
