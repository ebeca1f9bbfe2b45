// priorscope-cli dataset split and diff, and near duplicates in dataset check.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/run_cli.hpp"

using namespace priorscope;

class DatasetSplitTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QCOMPARE(runCli({"dataset", "sample", at("sample"), "--images", "60", "--seed", "3"}).code, 0);
    }

    /// The lists are ones that the program reads, and what is told of them is what they hold.
    void listsAreWritten() {
        const QJsonObject told = split({"--parts", "mine=0.7,other=0.3"}, at("sample/ImageSets/Main"));
        QCOMPARE(told["images"].toInt(), 60);
        QCOMPARE(told["groups"].toInt(), 60);
        QStringList all;
        for (const QJsonValue& part : told["parts"].toArray()) {
            const QString name = part.toObject()["name"].toString();
            const QStringList ids = lines(at("sample/ImageSets/Main/" + name + ".txt"));
            QCOMPARE(ids.size(), part.toObject()["images"].toInt());
            all += ids;
            const Outcome stats = runCli({"dataset", "stats", "--json", at("sample"), "--split", name});
            const QJsonObject document = QJsonDocument::fromJson(stats.out).object();
            QCOMPARE(document["images"].toInt(), part.toObject()["images"].toInt());
            QCOMPARE(document["objects"].toInt(), part.toObject()["objects"].toInt());
        }
        QCOMPARE(all.size(), 60);
        QCOMPARE(all.removeDuplicates(), 0);
        // Existing lists stay as they are.
        const QByteArray before = bytes(at("sample/ImageSets/Main/mine.txt"));
        const Outcome again = runCli({"dataset", "split", at("sample"), "--parts", "new=0.5,mine=0.5",
                                      "--out", at("sample/ImageSets/Main")});
        QCOMPARE(again.code, 1);
        QVERIFY(again.err.contains("mine.txt"));
        QCOMPARE(bytes(at("sample/ImageSets/Main/mine.txt")), before);
        QVERIFY(!QFile::exists(at("sample/ImageSets/Main/new.txt")));
    }

    /// Compared with what the XML files say.
    void conditionsChooseImages() {
        QStringList expected;
        QDir annotations(at("sample/Annotations"));
        for (const QString& name : annotations.entryList({"*.xml"}, QDir::Files, QDir::Name)) {
            const QByteArray xml = bytes(annotations.filePath(name));
            if (xml.count("<object>") - xml.count("<difficult>1</difficult>") >= 3) {
                expected << name.chopped(4);
            }
        }
        QVERIFY(!expected.isEmpty() && expected.size() < 60);
        const Outcome listed = runCli({"dataset", "filter", at("sample"), "--where", "objects>=3", "--list"});
        QCOMPARE(listed.code, 0);
        QCOMPARE(QString::fromUtf8(listed.out).split('\n', Qt::SkipEmptyParts), expected);
        const Outcome told =
            runCli({"dataset", "filter", "--json", at("sample"), "--where", "objects>=3 class=circle"});
        const QJsonObject document = QJsonDocument::fromJson(told.out).object();
        QCOMPARE(document["images"].toInt(), static_cast<int>(document["ids"].toArray().size()));
        QCOMPARE(document["where"].toString(),
                 QString("class=circle objects>=3 difficult=hidden truncated=shown"));
        const Outcome unknown = runCli({"dataset", "filter", at("sample"), "--where", "class=cow"});
        QVERIFY(unknown.code == 1 && unknown.err.contains("there is no class \"cow\""));
    }

    void nearDuplicatesStayTogether() {
        // Each third image becomes a darker copy of the one before it.
        QCOMPARE(runCli({"dataset", "sample", at("copies"), "--images", "30", "--seed", "4"}).code, 0);
        QDir images(at("copies/JPEGImages"));
        const QStringList names = images.entryList(QDir::Files, QDir::Name);
        for (int i = 2; i < names.size(); i += 3) {
            QImage picture = QImage(images.filePath(names[i - 1])).convertToFormat(QImage::Format_RGB888);
            for (int y = 0; y < picture.height(); ++y) {
                for (int x = 0; x < 3 * picture.width(); ++x) {
                    picture.scanLine(y)[x] = static_cast<uchar>(picture.scanLine(y)[x] * 3 / 4);
                }
            }
            QVERIFY(picture.save(images.filePath(names[i]), "JPEG", 80));
        }
        const QJsonObject told =
            split({"--parts", "a=0.5,b=0.5", "--group", "near-duplicates"}, at("copies-lists"), at("copies"));
        QCOMPARE(told["groups"].toInt(), 20);
        const QStringList a = lines(at("copies-lists/a.txt"));
        for (int i = 2; i < names.size(); i += 3) {
            const auto id = [&](int image) { return QFileInfo(names[image]).completeBaseName(); };
            QCOMPARE(a.contains(id(i)), a.contains(id(i - 1)));
        }
        // In the splits that the sample has, some of them leak.
        const Outcome check = runCli({"dataset", "check", "--json", at("copies")});
        int leaks = 0;
        for (const QJsonValue& issue : QJsonDocument::fromJson(check.out).object()["issues"].toArray()) {
            leaks += issue.toObject()["kind"].toString() == "near-duplicate" ? 1 : 0;
        }
        int expected = 0;
        for (int i = 2; i < names.size(); i += 3) {
            const auto is_apart = [&](const QString& first, const QString& second) {
                const auto splitOf = [&](const QString& id) {
                    for (const char* name : {"train", "val", "test"}) {
                        if (lines(at(QStringLiteral("copies/ImageSets/Main/%1.txt").arg(name)))
                                .contains(id)) {
                            return QString::fromLatin1(name);
                        }
                    }
                    return QString();
                };
                return splitOf(first) != splitOf(second);
            };
            expected +=
                is_apart(QFileInfo(names[i]).completeBaseName(), QFileInfo(names[i - 1]).completeBaseName())
                    ? 1
                    : 0;
        }
        QVERIFY(expected > 0);
        QCOMPARE(leaks, expected);
    }

    void diffTellsWhatChanged() {
        QCOMPARE(runCli({"dataset", "sample", at("later"), "--images", "60", "--seed", "3"}).code, 0);
        const auto told = [&] {
            const Outcome outcome = runCli({"dataset", "diff", "--json", at("sample"), at("later")});
            return QJsonDocument::fromJson(outcome.out).object();
        };
        QCOMPARE(told()["images"].toInt(), 60);
        QCOMPARE(told()["items"].toArray().size(), 0);
        QDir annotations(at("later/Annotations"));
        const QString first = annotations.filePath(annotations.entryList(QDir::Files, QDir::Name).first());
        QByteArray text = bytes(first);
        const qsizetype begin = text.indexOf("<xmax>") + 6;
        const qsizetype end = text.indexOf("</xmax>");
        text.replace(begin, end - begin, QByteArray::number(text.mid(begin, end - begin).toInt() - 1));
        QFile file(first);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
        file.close();
        const QJsonObject changed = told();
        QCOMPARE(changed["objects"].toObject()["moved"].toInt(), 1);
        QCOMPARE(changed["items"].toArray().size(), 1);
        const QJsonObject item = changed["items"].toArray()[0].toObject();
        QCOMPARE(item["before"].toObject()["box"].toArray()[2].toInt() - 1,
                 item["after"].toObject()["box"].toArray()[2].toInt());
        QVERIFY(runCli({"dataset", "diff", at("sample"), at("later")}).out.contains("1 moved"));
    }

    void wrongArgumentsAreRefused() {
        const auto error = [&](const QStringList& more) {
            const Outcome outcome =
                runCli(QStringList{"dataset", "split", at("sample"), "--out", at("out")} + more);
            return outcome.code == 0 ? QByteArray("accepted") : outcome.err;
        };
        QVERIFY(error({"--parts", "a"}).contains("NAME=SHARE"));
        QVERIFY(error({"--parts", "a=0.9,b=0.9"}).contains("more than 1"));
        QVERIFY(error({"--parts", "a=nan"}).contains("NAME=SHARE") ||
                error({"--parts", "a=nan"}).contains("share"));
        QVERIFY(error({"--parts", "a=0.5,b=0.5", "--group", "(("}).contains("regular expression"));
        QVERIFY(error({"--parts", "a=0.5", "--split", "nowhere"}).contains("nowhere"));
        QVERIFY(!QFile::exists(at("out")));
    }

  private:
    QString at(const QString& below) const { return m_folder.filePath(below); }
    QJsonObject split(const QStringList& more, const QString& out, const QString& dataset = {}) const {
        const Outcome outcome = runCli(QStringList{"dataset", "split", "--json",
                                                   dataset.isEmpty() ? at("sample") : dataset, "--out", out} +
                                       more);
        if (outcome.code != 0) {
            qWarning("%s", outcome.err.constData());
        }
        return QJsonDocument::fromJson(outcome.out).object();
    }
    static QByteArray bytes(const QString& path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QStringList lines(const QString& path) {
        return QString::fromUtf8(bytes(path)).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(DatasetSplitTest)
#include "dataset_split_test.moc"
