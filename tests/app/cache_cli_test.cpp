// Kept candidates on the command line: the same figures with and without them. Without core: these tests run
// the program.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/run_cli.hpp"

using namespace priorscope;

namespace {

bool wasKept(const Outcome& outcome) {
    return outcome.err.contains(
        "Candidates of this detector on these images were kept: the network did not run");
}

}  // namespace

class CacheCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase();
    void init();
    void evaluateGivesTheSameBytes();
    void allCommandsShareThem();
    void anImageThatWasTouchedIsLookedAtAgain();
    void anUnwritableFolderIsSaid();

  private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    /// On the split val, with a detector that has hardly learnt.
    Outcome run(const QString& command, const QStringList& more = {}) const {
        QStringList arguments{command, "--json", at("run")};
        if (command == "compare") {
            arguments += at("run");
        }
        const Outcome outcome = runCli(arguments + QStringList{at("sample"), "--split", "val"} + more);
        [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
        return outcome;
    }
    QStringList files() const { return QDir(at("cache/priorscope/candidates")).entryList(QDir::Files); }

    QTemporaryDir m_folder;
};

void CacheCliTest::initTestCase() {
    QCOMPARE(runCli({"dataset", "sample", at("sample"), "--images", "16", "--seed", "3"}).code, 0);
    QCOMPARE(runCli({"train", at("sample"), "--model", "ssd-tiny", "--split", "train", "--steps", "2",
                     "--batch-size", "4", "--out", at("run")})
                 .code,
             0);
}

void CacheCliTest::init() {
    QDir(at("cache")).removeRecursively();
    qputenv("XDG_CACHE_HOME", at("cache").toUtf8());
}

void CacheCliTest::evaluateGivesTheSameBytes() {
    const Outcome without = run("evaluate", {"--no-cache"});
    QVERIFY(!QFile::exists(at("cache")));
    const Outcome first = run("evaluate");
    QCOMPARE(files().size(), 1);
    const Outcome second = run("evaluate");
    QVERIFY(!wasKept(without) && !wasKept(first) && wasKept(second));
    QVERIFY(without.out.contains("map_voc07"));
    QCOMPARE(first.out, without.out);
    QCOMPARE(second.out, without.out);
    QVERIFY(!wasKept(run("evaluate", {"--no-cache"})));
    const QStringList difficult{"--difficult", "keep", "--intervals"};
    const Outcome kept = run("evaluate", difficult);
    QVERIFY(wasKept(kept));
    QCOMPARE(kept.out, run("evaluate", difficult + QStringList{"--no-cache"}).out);
    QCOMPARE(files().size(), 1);
}

void CacheCliTest::allCommandsShareThem() {
    run("evaluate");
    for (const QString command : {"errors", "compare"}) {
        const Outcome kept = run(command);
        QVERIFY2(wasKept(kept), qPrintable(command));
        QCOMPARE(kept.out, run(command, {"--no-cache"}).out);
    }
    const QStringList lower{"--min-score", "0.005"};
    QVERIFY(!wasKept(run("compare", lower)));
    QVERIFY(wasKept(run("compare", lower)));
    QCOMPARE(files().size(), 2);
}

void CacheCliTest::anImageThatWasTouchedIsLookedAtAgain() {
    run("evaluate");
    QFile list(at("sample/ImageSets/Main/val.txt"));
    QVERIFY(list.open(QIODevice::ReadOnly));
    const QString id = QString::fromUtf8(list.readLine()).trimmed();
    QFile annotation(at("sample/Annotations/" + id + ".xml"));
    QVERIFY(annotation.open(QIODevice::ReadWrite));
    const QByteArray text = annotation.readAll();
    annotation.resize(0);
    annotation.seek(0);
    annotation.write(QByteArray(text).replace("</annotation>", "<!-- edited -->\n</annotation>"));
    annotation.close();
    QVERIFY(wasKept(run("evaluate")));
    const QStringList images = QDir(at("sample/JPEGImages")).entryList({id + ".*"});
    QCOMPARE(images.size(), 1);
    QFile image(at("sample/JPEGImages/" + images[0]));
    QVERIFY(image.open(QIODevice::ReadWrite));
    QVERIFY(image.setFileTime(QDateTime::currentDateTime().addSecs(-100), QFile::FileModificationTime));
    image.close();
    QVERIFY(!wasKept(run("evaluate")));
    QVERIFY(wasKept(run("evaluate")));
}

void CacheCliTest::anUnwritableFolderIsSaid() {
    QFile in_the_way(at("cache"));
    QVERIFY(in_the_way.open(QIODevice::WriteOnly));
    for (int i = 0; i < 2; ++i) {
        const Outcome outcome = run("evaluate");
        QCOMPARE(outcome.err.count("Candidates are not kept for the next time"), 1);
        QVERIFY(!wasKept(outcome) && outcome.out.contains("map_voc07"));
    }
    QVERIFY(in_the_way.remove());
}

QTEST_APPLESS_MAIN(CacheCliTest)
#include "cache_cli_test.moc"
