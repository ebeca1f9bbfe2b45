// The planned run as a document: undo, datasets, and persistence in the project.
#include "widgets/session/run_document.hpp"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "widgets/jobs/job_list.hpp"
#include "widgets/session/draft_keeper.hpp"
#include "widgets/session/project_store.hpp"
#include "widgets/session/workbench.hpp"

using namespace priorscope;

namespace {

std::shared_ptr<const Dataset> datasetOf(const char* root, const char* class_name) {
    auto dataset = std::make_shared<Dataset>();
    dataset->root = root;
    dataset->classes = {class_name};
    dataset->splits = {{"train", {}}, {"val", {}}, {"night", {}}};
    return dataset;
}

}  // namespace

class RunDocumentTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void editsOfAFieldAreOneStep();
    void followsTheDataset();
    void tellsWhatHasChanged();
    void aLayoutMayNeedAnotherModel();
    void isKeptInTheProject();
    void aDraftThatCannotBeReadStays();

  private:
    static void setRate(RunDocument& document, double rate) {
        document.edit(QStringLiteral("rate"), QStringLiteral("learning_rate"),
                      [rate](RunDraft& draft) { draft.options.learning_rate = rate; });
    }
};

void RunDocumentTest::editsOfAFieldAreOneStep() {
    Workbench workbench;
    RunDocument document(workbench);
    const double before = document.draft().options.learning_rate;
    for (const double rate : {0.1, 0.2, 0.3}) {
        setRate(document, rate);
    }
    QCOMPARE(document.undoStack().count(), 1);
    document.endGesture();
    setRate(document, 0.4);
    QCOMPARE(document.undoStack().count(), 2);
    setRate(document, 0.3);  // back where the gesture began: no undo step
    QCOMPARE(document.undoStack().count(), 1);
    document.undoStack().undo();
    QCOMPARE(document.draft().options.learning_rate, before);
    document.undoStack().redo();
    QCOMPARE(document.draft().options.learning_rate, 0.3);
}

void RunDocumentTest::followsTheDataset() {
    Workbench workbench;
    RunDocument document(workbench);
    workbench.setDataset(datasetOf("/data/birds", "owl"));
    QCOMPARE(document.draft().options.split, std::string("train"));
    QCOMPARE(document.spec().classes, std::vector<std::string>{"owl"});
    document.edit(QStringLiteral("split"), {}, [](RunDraft& draft) { draft.options.split = "night"; });
    setRate(document, 0.3);
    workbench.setDataset(datasetOf("/data/birds", "owl"));  // read again
    QCOMPARE(document.draft().options.split, std::string("night"));
    QCOMPARE(document.undoStack().count(), 2);
    workbench.setDataset(datasetOf("/data/fish", "carp"));
    QCOMPARE(document.draft().options.split, std::string("train"));
    QCOMPARE(document.draft().options.learning_rate, 0.3);
    QCOMPARE(document.spec().classes, std::vector<std::string>{"carp"});
    QVERIFY(!document.undoStack().canUndo());  // those steps referred to the other dataset's splits
}

void RunDocumentTest::tellsWhatHasChanged() {
    Workbench workbench;
    RunDocument document(workbench);
    QSignalSpy changed(&document, &RunDocument::changed);
    QSignalSpy detector(&document, &RunDocument::detectorChanged);
    setRate(document, 0.3);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(detector.count(), 0);
    document.setResize(ResizeMode::letterbox);
    QCOMPARE(detector.count(), 1);
    QCOMPARE(document.draft().resize, std::optional(ResizeMode::letterbox));
    document.setResize(ResizeMode::stretch);  // ssd-tiny's default
    QCOMPARE(document.draft().resize, std::nullopt);
    document.setModel(QStringLiteral("ssd300-vgg16"));
    QCOMPARE(document.priors(), std::optional(loadPriorConfig("ssd300-voc")));
    document.setModel(QStringLiteral("ssd300-vgg16"));
    QCOMPARE(detector.count(), 3);
    document.undoStack().undo();
    QCOMPARE(document.draft().model, std::string("ssd-tiny"));
    QCOMPARE(document.draft().options.learning_rate, 0.3);
}

void RunDocumentTest::aLayoutMayNeedAnotherModel() {
    Workbench workbench;
    RunDocument document(workbench);
    QCOMPARE(document.draft().model, std::string("ssd-tiny"));
    QVERIFY(document.problemsWith(loadPriorConfig("ssd-tiny")).empty());
    const PriorConfig layout = loadPriorConfig("ssd300-voc");
    QVERIFY(!document.problemsWith(layout).empty());
    const RunDraft before = document.draft();
    document.setLayout(layout, QStringLiteral("ssd300-vgg16"));
    QCOMPARE(document.draft().model, std::string("ssd300-vgg16"));
    QCOMPARE(document.draft().options.batch_size, 32);  // with its recipe
    QVERIFY(document.priors() == layout && document.problemsWith(layout).empty());
    QCOMPARE(document.undoStack().count(), 1);
    document.undoStack().undo();
    QVERIFY(document.draft() == before);
}

void RunDocumentTest::isKeptInTheProject() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("project.sqlite"));
    Workbench workbench;
    RunDraft kept;
    {
        ProjectStore store;
        store.open(file);
        RunDocument document(workbench);
        const DraftKeeper keeper(document, store);
        workbench.setDataset(datasetOf("/data/birds", "owl"));
        document.setModel(QStringLiteral("ssd300-vgg16"));
        document.setLayout(loadPriorConfig("ssd300-coco"));
        QSignalSpy saved(&store, &ProjectStore::saved);
        document.edit(QStringLiteral("split"), {}, [](RunDraft& draft) { draft.options.split = "night"; });
        QVERIFY(saved.wait(2000));
        kept = document.draft();
    }
    ProjectStore store;
    store.open(file);
    Workbench next;
    RunDocument document(next);
    const QSignalSpy unread(&store, &ProjectStore::unread);
    const DraftKeeper keeper(document, store);
    QVERIFY(unread.isEmpty());
    QVERIFY(document.draft() == kept);
    QVERIFY(!document.undoStack().canUndo());
    next.setDataset(datasetOf("/data/birds", "owl"));
    QCOMPARE(document.draft().options.split, std::string("night"));
}

void RunDocumentTest::aDraftThatCannotBeReadStays() {
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("project.sqlite"));
    const std::string text = R"({"model": "of-tomorrow"})";
    Project(file.toStdString()).setRunDraft(text);
    Workbench workbench;
    {
        ProjectStore store;
        store.open(file);
        RunDocument document(workbench);
        const QSignalSpy unread(&store, &ProjectStore::unread);
        const DraftKeeper keeper(document, store);
        QCOMPARE(document.draft().model, std::string("ssd-tiny"));
        QCOMPARE(unread.count(), 1);
        QVERIFY(unread[0][0].toString().contains(QStringLiteral("of-tomorrow")));
    }
    QCOMPARE(Project(file.toStdString()).runDraft(), text);
    ProjectStore store;
    store.open(file);
    RunDocument document(workbench);
    const DraftKeeper keeper(document, store);
    setRate(document, 0.3);
    store.flush();
    QVERIFY(store.runDraft().find("0.3") != std::string::npos);
    QFile bytes(file);
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    QVERIFY(bytes.readAll().contains(text.c_str()));  // the file still holds it
}

QTEST_MAIN(RunDocumentTest)
#include "run_document_test.moc"
