// train steer: a run in one process, steered by another.
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/file_bytes.hpp"
#include "tests/support/run_cli.hpp"

using namespace priorscope;

class SteerCliTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    QString at(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    Outcome steer(const QStringList& request) const {
        return runCli(QStringList{QStringLiteral("train"), QStringLiteral("steer"), at("run")} + request);
    }
    QJsonObject status() const { return QJsonDocument::fromJson(bytesAt(at("run/status.json"))).object(); }

  private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(runCli({QStringLiteral("dataset"), QStringLiteral("sample"), at("data"),
                         QStringLiteral("--images"), QStringLiteral("24")})
                     .code,
                 0);
    }

    void aRunIsSteeredFromElsewhere() {
        QProcess training;
        training.start(QStringLiteral(PRIORSCOPE_CLI),
                       {QStringLiteral("train"), at("data"), QStringLiteral("--model"),
                        QStringLiteral("ssd-tiny"), QStringLiteral("--split"), QStringLiteral("train"),
                        QStringLiteral("--val-split"), QStringLiteral("val"), QStringLiteral("--steps"),
                        QStringLiteral("20000"), QStringLiteral("--batch-size"), QStringLiteral("4"),
                        QStringLiteral("--out"), at("run"), QStringLiteral("--json")});
        QVERIFY(training.waitForStarted());
        QTRY_VERIFY_WITH_TIMEOUT(status()[QStringLiteral("step")].toInt() > 0, 60000);
        QCOMPARE(status()[QStringLiteral("process")].toInteger(), training.processId());

        QCOMPARE(steer({QStringLiteral("pause")}).code, 0);
        QTRY_COMPARE_WITH_TIMEOUT(status()[QStringLiteral("state")].toString(), QStringLiteral("paused"),
                                  60000);
        const Outcome rate =
            steer({QStringLiteral("rate"), QStringLiteral("0.004"), QStringLiteral("--json")});
        QCOMPARE(rate.code, 0);
        const QJsonObject told = QJsonDocument::fromJson(rate.out).object();
        QCOMPARE(told[QStringLiteral("request")].toString(), QStringLiteral("rate"));
        QCOMPARE(told[QStringLiteral("value")].toDouble(), 0.004);
        QCOMPARE(steer({QStringLiteral("evaluate")}).code, 0);
        QCOMPARE(steer({QStringLiteral("continue")}).code, 0);
        QTRY_VERIFY_WITH_TIMEOUT(bytesAt(at("run/run.json")).contains("0.004"), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(bytesAt(at("run/metrics.csv")).contains("\nevaluation,"), 60000);
        QCOMPARE(steer({QStringLiteral("stop")}).code, 0);
        const Outcome end = outcomeOf(training);
        QCOMPARE(end.code, 0);
        QCOMPARE(QJsonDocument::fromJson(end.out).object()[QStringLiteral("state")].toString(),
                 QStringLiteral("stopped"));
        QCOMPARE(status()[QStringLiteral("state")].toString(), QStringLiteral("stopped"));
    }

    void whatCannotBeAskedIsRefused() {
        QDir().mkpath(at("run"));
        const Outcome nobody = steer({QStringLiteral("stop")});
        QCOMPARE(nobody.code, 1);
        QVERIFY2(nobody.err.contains("no process is training it"), nobody.err.constData());
        QCOMPARE(steer({QStringLiteral("rate")}).code, 2);
        QCOMPARE(steer({QStringLiteral("pause"), QStringLiteral("3")}).code, 2);
        QCOMPARE(steer({QStringLiteral("delete")}).code, 2);
        const Outcome range = steer({QStringLiteral("rate"), QStringLiteral("-1")});
        QCOMPARE(range.code, 1);
        QVERIFY2(range.err.contains("learning_rate"), range.err.constData());
    }
};

QTEST_GUILESS_MAIN(SteerCliTest)
#include "steer_cli_test.moc"
