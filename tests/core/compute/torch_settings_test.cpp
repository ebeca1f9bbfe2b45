// Settings of torch that hold for the whole process: taken for a while, and given back.
#include <ATen/Context.h>

#include <QTest>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <thread>

#include "core/compute/deterministic.hpp"
#include "core/compute/tf32_use.hpp"

using namespace priorscope;
using namespace std::chrono_literals;

namespace {

bool isTf32On() {
    at::Context& context = at::globalContext();
    return context.allowTF32CuDNN() && context.allowTF32CuBLAS();
}

bool isTf32Off() {
    at::Context& context = at::globalContext();
    return !context.allowTF32CuDNN() && !context.allowTF32CuBLAS();
}

}  // namespace

class TorchSettingsTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void theSwitchFollowsItsUser() {
        {
            const Tf32Use use(true, /*on_cuda=*/true);
            QVERIFY(isTf32On());
            const Tf32Use within(false, /*on_cuda=*/true);  // of the same thread: the outer one decides
            QVERIFY(isTf32On());
        }
        const Tf32Use use(false, /*on_cuda=*/true);
        QVERIFY(isTf32Off());
        const Tf32Use elsewhere(true, /*on_cuda=*/false);
        QVERIFY(isTf32Off());
    }

    void othersWaitForTheirPrecision() {
        auto training = std::make_unique<Tf32Use>(true, /*on_cuda=*/true);
        std::atomic<bool> has_begun = false;
        std::future<bool> detection = std::async(std::launch::async, [&] {
            const Tf32Use use(false, /*on_cuda=*/true);
            has_begun = true;
            return isTf32Off();
        });
        std::future<bool> second = std::async(std::launch::async, [] {
            const Tf32Use use(true, /*on_cuda=*/true);
            return isTf32On();
        });
        std::this_thread::sleep_for(50ms);
        QVERIFY(!has_begun && isTf32On());
        training.reset();
        QVERIFY(detection.get());
        QVERIFY(second.get());
    }

    /// A loop that takes the switch again at once does not keep others from it.
    void nobodyWaitsForEver() {
        std::atomic<bool> is_done = false;
        std::atomic<int> rounds = 0;
        std::thread training([&] {
            while (!is_done) {
                const Tf32Use use(true, /*on_cuda=*/true);
                ++rounds;
            }
        });
        while (rounds < 10) {
            std::this_thread::yield();
        }
        for (int i = 0; i < 100; ++i) {
            const Tf32Use use(false, /*on_cuda=*/true);
            QVERIFY(isTf32Off());
        }
        is_done = true;
        training.join();
    }

    void algorithmsAreDeterministicForAWhile() {
        at::Context& context = at::globalContext();
        const bool before = context.deterministicAlgorithms();
        const bool cudnn_before = context.deterministicCuDNN();
        {
            const DeterministicAlgorithms not_wanted(false);
            QCOMPARE(context.deterministicAlgorithms(), before);
            const DeterministicAlgorithms wanted(true);
            QVERIFY(context.deterministicAlgorithms() && context.deterministicCuDNN());
            QVERIFY(!context.deterministicAlgorithmsWarnOnly());
        }
        QCOMPARE(context.deterministicAlgorithms(), before);
        QCOMPARE(context.deterministicCuDNN(), cudnn_before);
    }
};

QTEST_APPLESS_MAIN(TorchSettingsTest)
#include "torch_settings_test.moc"
