// --device on the command line. Without core: these tests run the program.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/run_cli.hpp"

using priorscope::Outcome;
using priorscope::runCli;

namespace {

bool isOneLine(const QByteArray& text) {
    return text.count('\n') == 1 && text.endsWith('\n');
}

}  // namespace

class DeviceCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(runCli({"dataset", "sample", path("data"), "--images", "12"}).code, 0);
        QCOMPARE(runCli({"model", "create", "ssd-tiny", "--out", path("model.pt")}).code, 0);
        m_image = path("data/JPEGImages/") + QDir(path("data/JPEGImages")).entryList(QDir::Files).value(0);
    }

    void aTextThatNamesNoDeviceIsBadUsage() {
        for (const QStringList& command :
             {QStringList{"detect", path("model.pt"), m_image, "--device", "gpu"},
              QStringList{"evaluate", path("model.pt"), path("data"), "--device", "gpu"},
              QStringList{"train", path("data"), "--model", "ssd-tiny", "--out", path("run"), "--device",
                          "gpu"},
              QStringList{"train", path("data"), "--model", "ssd-tiny", "--out", path("run"), "--set",
                          "device=gpu"},
              QStringList{"train", "--resume", path("run"), "--device", "gpu"}}) {
            const Outcome outcome = runCli(command);
            QCOMPARE(outcome.code, 2);
            QVERIFY2(isOneLine(outcome.err), outcome.err);
            QVERIFY2(outcome.err.contains("must be auto, cpu, cuda or cuda:N, got"), outcome.err);
            QVERIFY2(outcome.err.contains("gpu"), outcome.err);
        }
        QVERIFY(!QFile::exists(path("run")));
    }

    void aDeviceThatIsNotThereIsOneClearLine() {
        QStringList absent{QStringLiteral("cuda:97")};
        if (!QFile::exists(QStringLiteral("/dev/nvidiactl"))) {
            absent.append(QStringLiteral("cuda"));
        }
        for (const QString& device : absent) {
            for (const QStringList& command :
                 {QStringList{"detect", path("model.pt"), m_image, "--device", device},
                  QStringList{"evaluate", path("model.pt"), path("data"), "--device", device},
                  QStringList{"train", path("data"), "--model", "ssd-tiny", "--out", path("run"), "--device",
                              device}}) {
                const Outcome outcome = runCli(command);
                QCOMPARE(outcome.code, 1);
                QVERIFY2(isOneLine(outcome.err), outcome.err);
                QVERIFY2(outcome.err.contains(device.toUtf8() + " is not available"), outcome.err);
                QVERIFY2(outcome.err.contains("Available: cpu ("), outcome.err);
            }
        }
        QVERIFY(!QFile::exists(path("run")));
    }

    void theCpuByName() {
        const Outcome trained =
            runCli({"train", path("data"), "--model", "ssd-tiny", "--steps", "1", "--batch-size", "2",
                    "--device", "cpu", "--out", path("run"), "--json"});
        QVERIFY2(trained.code == 0, trained.err);
        QCOMPARE(QJsonDocument::fromJson(trained.out)["device"].toString(), QStringLiteral("cpu"));
        QFile file(path("run/run.json"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject run = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(run["options"].toObject()["device"].toString(), QStringLiteral("cpu"));
        QVERIFY(run["device"].toString().startsWith(QStringLiteral("cpu")));
        QCOMPARE(runCli({"train", "--resume", path("run"), "--device", "cpu"}).code, 0);
        QCOMPARE(runCli({"detect", path("run"), m_image, "--device", "cpu", "--json"}).code, 0);
        QCOMPARE(runCli({"evaluate", path("run"), path("data"), "--device", "cpu", "--json"}).code, 0);
    }

  private:
    QString path(const QString& name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
    QString m_image;
};

QTEST_MAIN(DeviceCliTest)
#include "device_cli_test.moc"
