// The project behind the edited layout: edits are restored, and failures to save are reported.
#include "widgets/session/project_store.hpp"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "widgets/priors/editor/layout_keeper.hpp"

using namespace priorscope;

class ProjectStoreTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void editsAreWrittenByThemselves();
    void aGestureIsWrittenTogether();
    void versionsAreWrittenAtOnce();
    void closingWritesWhatIsWaiting();
    void aWriteThatFailsIsReportedAndTriedElsewhere();
    void placesThatCannotBeWrittenAreReported();
    void aSecondWindowTakesOverWhenTheFirstIsGone();
    void projectsComeTogether();
    void importedVersionsAreSavedInTheProject();

  private:
    QString path(const char* name = "project.sqlite") const {
        return m_folder->filePath(QString::fromLatin1(name));
    }
    static void setScale(PriorDocument& document, float scale) {
        document.edit(QStringLiteral("test"), [scale](PriorConfig& config) { config.maps[0].scale = scale; });
    }
    /// As the next start would find it, read from a copy, since the file itself may be locked.
    ProjectLayouts found(const char* name = "project.sqlite") const {
        const QString copy = path("copy.sqlite");
        QFile::remove(copy);
        QFile::copy(path(name), copy);
        return Project(copy.toStdString()).layouts();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ProjectStoreTest::editsAreWrittenByThemselves() {
    ProjectStore store;
    store.open(path());
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    const LayoutKeeper keeper(document, store);
    QSignalSpy saved(&store, &ProjectStore::saved);
    setScale(document, 0.07F);
    QVERIFY(!store.isSaved());
    QVERIFY(saved.wait(2000));
    QCOMPARE(found().edited, std::optional(document.config()));
    QCOMPARE(found().edited->maps[0].scale, 0.07F);
    document.undoStack().undo();
    QVERIFY(saved.wait(2000));
    QCOMPARE(found().edited, std::optional(loadPriorConfig("ssd300-voc")));
}

void ProjectStoreTest::aGestureIsWrittenTogether() {
    ProjectStore store;
    store.open(path());
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    const LayoutKeeper keeper(document, store);
    QSignalSpy saved(&store, &ProjectStore::saved);
    document.beginGesture();
    for (int i = 1; i <= 100; ++i) {
        setScale(document, 0.1F + 0.001F * static_cast<float>(i));
    }
    document.endGesture();
    QVERIFY(saved.wait(2000));
    QCOMPARE(saved.count(), 1);
    QCOMPARE(found().edited, std::optional(document.config()));
}

void ProjectStoreTest::versionsAreWrittenAtOnce() {
    ProjectStore store;
    store.open(path());
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    const LayoutKeeper keeper(document, store);
    document.saveVersion(QStringLiteral("v1"));
    QSignalSpy saved(&store, &ProjectStore::saved);
    QVERIFY(saved.wait(2000));
    QCOMPARE(found().versions, document.versions());
    QCOMPARE(found().edited->name, std::string("v1"));
    document.renameVersion(QStringLiteral("v1"), QStringLiteral("tall"));
    QVERIFY(saved.wait(2000));
    QCOMPARE(found().versions.size(), 1U);
    QCOMPARE(found().versions[0].name, std::string("tall"));
}

void ProjectStoreTest::closingWritesWhatIsWaiting() {
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    {
        ProjectStore store;
        store.open(path());
        const LayoutKeeper keeper(document, store);
        setScale(document, 0.06F);
        document.setBaseline(loadPriorConfig("ssd300-coco"));
    }
    ProjectStore store;
    store.open(path());
    PriorDocument next(loadPriorConfig("ssd300-voc"));
    const LayoutKeeper keeper(next, store);
    QCOMPARE(next.config(), document.config());
    QCOMPARE(next.baseline(), loadPriorConfig("ssd300-coco"));
    QVERIFY(!next.undoStack().canUndo());
}

void ProjectStoreTest::aWriteThatFailsIsReportedAndTriedElsewhere() {
    ProjectStore store;
    store.open(path("here/project.sqlite"));
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    const LayoutKeeper keeper(document, store);
    QVERIFY(QDir(path("here")).removeRecursively());
    QSignalSpy failed(&store, &ProjectStore::failed);
    document.saveVersion(QStringLiteral("v1"));
    QVERIFY(failed.wait(2000));
    QVERIFY2(failed[0][0].toString().contains(QStringLiteral("eep the project elsewhere")),
             qPrintable(failed[0][0].toString()));
    QVERIFY(!store.isSaved());
    QVERIFY(store.keepElsewhere(path("there/project.sqlite")));
    QVERIFY(store.isSaved());
    QCOMPARE(found("there/project.sqlite").versions, document.versions());
    QSignalSpy saved(&store, &ProjectStore::saved);
    document.saveVersion(QStringLiteral("v2"));
    QVERIFY(saved.wait(2000));
    QCOMPARE(found("there/project.sqlite").versions.size(), 2U);
}

void ProjectStoreTest::placesThatCannotBeWrittenAreReported() {
    ProjectStore store;
    QSignalSpy failed(&store, &ProjectStore::failed);
    store.open(QStringLiteral("/proc/priorscope/project.sqlite"));
    QCOMPARE(failed.count(), 1);
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    const LayoutKeeper keeper(document, store);
    setScale(document, 0.07F);
    QCOMPARE(failed.count(), 1);  // already reported
    document.saveVersion(QStringLiteral("v1"));
    QTRY_COMPARE(failed.count(), 2);
    QVERIFY(!store.keepElsewhere(QStringLiteral("/proc/other/project.sqlite")));
    QCOMPARE(failed.count(), 3);
    QVERIFY(store.keepElsewhere(path()));
    QCOMPARE(found().versions, document.versions());
}

void ProjectStoreTest::aSecondWindowTakesOverWhenTheFirstIsGone() {
    auto first = std::make_unique<Project>(path().toStdString());
    first->setLayouts({.versions = {}, .edited = loadPriorConfig("ssd300-coco"), .baseline = {}});
    ProjectStore store;
    store.open(path());
    QVERIFY(!store.isWritable());
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    const LayoutKeeper keeper(document, store);
    QVERIFY(!store.hasUnsavedEdits());  // looking is not editing
    setScale(document, 0.06F);
    document.saveVersion(QStringLiteral("v1"));
    QVERIFY(store.hasUnsavedEdits());
    QSignalSpy saved(&store, &ProjectStore::saved);
    QVERIFY(!saved.wait(1000));
    first.reset();
    QVERIFY(saved.wait(8000));
    QVERIFY(store.isWritable());
    QVERIFY(!store.hasUnsavedEdits());
    QCOMPARE(document.config().maps[0].scale, 0.06F);
    QCOMPARE(found().edited, std::optional(document.config()));
    const std::vector<PriorConfig> versions = found().versions;
    QVERIFY(std::any_of(versions.begin(), versions.end(),
                        [](const PriorConfig& each) { return each.name == "v1"; }));
    setScale(document, 0.07F);
    QVERIFY(saved.wait(2000));
}

void ProjectStoreTest::projectsComeTogether() {
    PriorConfig other = loadPriorConfig("ssd300-coco");
    other.name = "v1";
    PriorConfig draft = other;
    draft.maps[0].scale = 0.09F;
    const ProjectLayouts there{.versions = {other}, .edited = draft, .baseline = other};
    for (const char* name : {"other.sqlite", "third.sqlite"}) {
        Project(path(name).toStdString()).setLayouts(there);
    }
    ProjectStore store;
    store.open(path());
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    const LayoutKeeper keeper(document, store);
    QVERIFY(store.keepElsewhere(path("other.sqlite")));  // no edits here: the other file's layout is used
    QCOMPARE(document.config(), draft);
    QCOMPARE(document.baseline(), other);
    QCOMPARE(found("other.sqlite"), there);

    const PriorConfig mine = loadPriorConfig("ssd300-voc");
    document.edit(QStringLiteral("test"), mine);
    document.saveVersion(QStringLiteral("mine"));
    QVERIFY(store.keepElsewhere(path("third.sqlite")));  // both edited: this one stays, the other is kept
    QCOMPARE(document.config().name, std::string("mine"));
    std::vector<std::string> names;
    for (const PriorConfig& each : document.versions()) {
        names.push_back(each.name);
    }
    QCOMPARE(names, (std::vector<std::string>{"v1", "mine", "v1 (edited there)"}));
    QCOMPARE(document.versions()[2].maps, draft.maps);
    QCOMPARE(found("third.sqlite").versions, document.versions());
}

void ProjectStoreTest::importedVersionsAreSavedInTheProject() {
    PriorDocument before(loadPriorConfig("ssd300-voc"));
    before.saveVersion(QStringLiteral("old"));
    ProjectStore store;
    store.open(path());
    PriorDocument document(loadPriorConfig("ssd300-voc"));
    LayoutKeeper keeper(document, store);
    QSignalSpy saved(&keeper, &LayoutKeeper::importSaved);
    keeper.importVersions(before.versionsAsJson());
    QCOMPARE(keeper.pendingImport(), before.versionsAsJson());
    QVERIFY(saved.wait(2000));
    QVERIFY(keeper.pendingImport().isEmpty());
    QCOMPARE(found().versions, before.versions());
    keeper.importVersions(before.versionsAsJson());  // again, as after a kill: nothing is added twice
    QVERIFY(saved.wait(2000));
    QCOMPARE(document.versions(), before.versions());
}

QTEST_MAIN(ProjectStoreTest)
#include "project_store_test.moc"
