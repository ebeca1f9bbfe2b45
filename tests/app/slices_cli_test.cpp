// slices and labels on the command line. Without core: these tests run the program.
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>

#include "tests/support/run_cli.hpp"

using namespace priorscope;

class SlicesCliTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        qputenv("XDG_CACHE_HOME", at("cache").toUtf8());
        QCOMPARE(runCli({"dataset", "sample", at("sample"), "--images", "24", "--seed", "3"}).code, 0);
        QDir annotations(at("sample/Annotations"));
        for (const QString& name : annotations.entryList(QDir::Files)) {
            QFile file(annotations.filePath(name));
            QVERIFY(file.open(QIODevice::ReadWrite));
            const QByteArray text = file.readAll().replace("<occluded>1", "<occluded>0");
            QVERIFY(file.seek(0) && file.write(text) == text.size());
        }
        QCOMPARE(runCli({"train", at("sample"), "--model", "ssd-tiny", "--split", "train", "--steps", "40",
                         "--batch-size", "8", "--out", at("run")})
                     .code,
                 0);
    }

    void groupsSumToTheSplit() {
        const QJsonObject slices = run("slices", {"--min-score", "0.05"})["slices"].toObject();
        QCOMPARE(slices.keys(),
                 (QStringList{"area", "best-prior", "brightness", "company", "difficult", "input-size", "map",
                              "occluded", "overlap", "shape", "truncated"}));
        const auto sum = [&](const QString& kind, const QString& what) {
            int all = 0;
            for (const QJsonValue& group : slices[kind].toArray()) {
                all += group[what].toInt();
            }
            return all;
        };
        QVERIFY(sum("area", "objects") > 0);
        for (const QString& what : QStringList{"objects", "found", "right", "wrong"}) {
            QCOMPARE(sum("area", what), sum("input-size", what));
            QCOMPARE(sum("shape", what), sum("company", what));
            QCOMPARE(sum("area", what), sum("shape", what));
            QCOMPARE(sum("area", what), sum("brightness", what));
        }
        QCOMPARE(sum("area", "found"), sum("area", "right"));
        QCOMPARE(slices["input-size"].toArray().at(0).toObject()["group"].toString(),
                 QStringLiteral("below 16"));
    }

    void oneGroupWithEverythingHasTheSplitsFigure() {
        // No object is occluded any more; evaluate computes mAP by another way.
        const QJsonArray occluded = run("slices", {})["slices"].toObject()["occluded"].toArray();
        QCOMPARE(occluded[1].toObject()["objects"].toInt(), 0);
        QVERIFY(occluded[1].toObject()["map_voc07"].isNull());
        const double whole = run("evaluate", {})["map_voc07"].toDouble();
        QVERIFY(std::abs(occluded[0].toObject()["map_voc07"].toDouble() - whole) < 1e-12);
        QVERIFY(whole > 0.0);
    }

    void labelsAreSortedBySuspicion() {
        const QJsonObject listed = run("labels", {"--least", "0.02"});
        QCOMPARE(listed["images"].toInt(), run("labels", {})["images"].toInt());
        const QJsonArray items = listed["items"].toArray();
        QVERIFY(!items.isEmpty());
        double before = 1.0;
        for (const QJsonValue& item : items) {
            const double suspicion = item.toObject()["suspicion"].toDouble();
            QVERIFY(suspicion <= before && suspicion > 0.0199);
            before = suspicion;
            const bool is_object = item.toObject()["kind"].toString() == QStringLiteral("never proposed");
            QCOMPARE(item.toObject()["box"].toArray().size(), is_object ? 0 : 4);
            QCOMPARE(item.toObject()["object"].toObject().isEmpty(),
                     item.toObject()["kind"].toString() == QStringLiteral("no object"));
        }
        QVERIFY(run("labels", {"--least", "1"})["items"].toArray().size() < items.size());
    }

    void filtersHideObjects() {
        const QStringList where{"--where", "area>=3000 difficult=shown"};
        const QJsonObject evaluated = run("evaluate", where);
        const int objects = evaluated["filter"]["objects"].toInt();
        QVERIFY(objects > 3 && evaluated["filter"]["ignored"].toInt() > 3);
        QVERIFY(evaluated["images"].toInt() < run("evaluate", {})["images"].toInt());
        QCOMPARE(positivesOf(evaluated), objects);
        for (const QString& command : QStringList{"slices", "labels", "thresholds", "errors"}) {
            QCOMPARE(run(command, where)["filter"], evaluated["filter"]);
        }
        const QJsonObject slices = run("slices", where)["slices"].toObject();
        for (const QJsonValue& kind : slices) {
            if (kind != slices["difficult"]) {  // which has those, too
                int sum = 0;
                for (const QJsonValue& group : kind.toArray()) {
                    sum += group.toObject()["objects"].toInt();
                }
                QCOMPARE(sum, objects);
            }
        }
        // No object is occluded: that group has the figure that evaluate computes by another way.
        QVERIFY(std::abs(slices["occluded"][0]["map_voc07"].toDouble() - evaluated["map_voc07"].toDouble()) <
                1e-12);
        QCOMPARE(run("thresholds", where)["total"]["objects"].toInt(), objects);
        QJsonObject not_kept = run("evaluate", where + QStringList{"--no-cache"});
        QCOMPARE(not_kept, evaluated);
        // The input is the detector's own: 160 pixels, which no side exceeds.
        const QJsonObject at_input = run("evaluate", {"--where", "input<=160 difficult=shown"});
        QCOMPARE(at_input["filter"]["ignored"].toInt(), 0);
        QCOMPARE(at_input["filter"]["objects"].toInt(), positivesOf(run("evaluate", {})));
        // Outside its run nothing is known of what it was trained on.
        QVERIFY(QFile::copy(at("run/checkpoints/last.pt"), at("loose.pt")));
        const Outcome compared = runCli(QStringList{"compare", "--json", at("loose.pt"), at("loose.pt"),
                                                    at("sample"), "--split", "train", "--draws", "10"} +
                                        where);
        const QJsonObject comparison = QJsonDocument::fromJson(compared.out).object();
        QCOMPARE(comparison["a"]["map_voc07"], evaluated["map_voc07"]);
        QCOMPARE(comparison["filter"], evaluated["filter"]);
    }

    void badOptionsAreNamed() {
        const Outcome outcome = runCli({"slices", at("run"), at("sample"), "--min-score", "2"});
        QCOMPARE(outcome.code, 2);
        QVERIFY(outcome.err.contains("--min-score"));
    }

  private:
    QString at(const QString& name) const { return m_folder.filePath(name); }
    const QJsonObject run(const QString& command, const QStringList& more) const {
        const Outcome outcome =
            runCli(QStringList{command, "--json", at("run"), at("sample"), "--split", "train"} + more);
        [&] { QVERIFY2(outcome.code == 0, outcome.err.constData()); }();
        return QJsonDocument::fromJson(outcome.out).object();
    }

    static int positivesOf(const QJsonObject& evaluated) {
        int positives = 0;
        for (const QJsonValue& of_class : evaluated["classes"].toObject()) {
            positives += of_class.toObject()["positives"].toInt();
        }
        return positives;
    }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(SlicesCliTest)
#include "slices_cli_test.moc"
