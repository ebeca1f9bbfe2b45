// The factor on the loss of fp16, against torch.cuda.amp.GradScaler's rules.
#include <QTest>

#include "core/training/step/loss_scale.hpp"

using namespace priorscope;

class LossScaleTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void growsAfterAStretchWithoutOverflow() {
        LossScale scale;
        QCOMPARE(scale.factor(), 65536.0);
        for (int step = 1; step < 2000; ++step) {
            QVERIFY(scale.accept(true));
        }
        QCOMPARE(scale.factor(), 65536.0);
        QVERIFY(scale.accept(true));
        QCOMPARE(scale.factor(), 131072.0);
        QCOMPARE(scale.goodSteps(), std::int64_t{0});
    }

    void anOverflowHalvesItAndBeginsTheStretchAgain() {
        LossScale scale;
        for (int step = 0; step < 1999; ++step) {
            scale.accept(true);
        }
        QVERIFY(!scale.accept(false));
        QCOMPARE(scale.factor(), 32768.0);
        for (int step = 0; step < 1999; ++step) {
            QVERIFY(scale.accept(true));
        }
        QCOMPARE(scale.factor(), 32768.0);
        scale.accept(true);
        QCOMPARE(scale.factor(), 65536.0);
    }

    void endsWhereNothingHelps() {
        LossScale scale;
        for (int step = 0; step < 16; ++step) {
            QVERIFY(!scale.isExhausted());
            scale.accept(false);
        }
        QCOMPARE(scale.factor(), 1.0);
        QVERIFY(!scale.isExhausted());
        scale.accept(false);
        QVERIFY(scale.isExhausted());
    }

    void goesOnWhereItWas() {
        LossScale scale;
        LossScale before;
        for (int step = 0; step < 7; ++step) {
            before.accept(false);
        }
        for (int step = 0; step < 1999; ++step) {
            before.accept(true);
        }
        scale.restore(before.state());
        QCOMPARE(scale.factor(), 512.0);
        scale.accept(true);
        QCOMPARE(scale.factor(), 1024.0);
    }

    void aStateOfSomethingElseIsLeftAlone() {
        LossScale scale;
        scale.restore(PickleValue::makeDict());
        scale.restore(PickleValue::of(std::int64_t{3}));
        PickleValue zero = LossScale().state();
        zero.set("factor", PickleValue::of(0.0));
        scale.restore(zero);
        QCOMPARE(scale.factor(), 65536.0);
    }
};

QTEST_APPLESS_MAIN(LossScaleTest)
#include "loss_scale_test.moc"
