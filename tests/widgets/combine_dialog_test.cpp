// Folders are combined in the window, and their classes mapped.
#include "widgets/dataset/combining/combine_dialog.hpp"

#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/annotation_folder.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/text.hpp"
#include "widgets/jobs/job_list.hpp"

using namespace priorscope;
using fixture::object;

class CombineDialogTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void init();
    void foldersBecomeOne();
    void aFileIsEdited();
    void whatCannotBeReadStaysListed();

  private:
    QString path(const char* name) const {
        return QString::fromStdString(m_folder->path(QLatin1String(name)));
    }
    static void settle(const CombineDialog& dialog) {
        QTest::qWait(1);
        QTRY_VERIFY(!dialog.isReading());
        QTest::qWait(1);
        QTRY_VERIFY(!dialog.isReading());
    }
    std::unique_ptr<fixture::AnnotationFolder> m_folder;
    JobList m_jobs;
};

void CombineDialogTest::init() {
    m_folder = std::make_unique<fixture::AnnotationFolder>();
    m_folder->write("a/Annotations/one.xml",
                    fixture::annotation(fixture::size(100, 50) + object("cat", "1 2 30 40") +
                                        object("dog", "1 2 30 41")));
    m_folder->write("b/Annotations/two.xml",
                    fixture::annotation(fixture::size(100, 50) + object("Cat", "1 2 30 40") +
                                        object("cat", "1 2 30 41")));
}

void CombineDialogTest::foldersBecomeOne() {
    CombineDialog dialog(path("a"), m_jobs);
    dialog.addFolder(path("b"));
    dialog.addFolder(path("a"));  // is among them
    QVERIFY(!dialog.banner()->isHidden());
    settle(dialog);
    QCOMPARE(dialog.folders(), (QStringList{path("a"), path("b")}));
    QTableWidget* table = dialog.classes();
    QCOMPARE(table->rowCount(), 3);  // cat, dog, Cat
    QCOMPARE(table->item(0, 0)->text(), QStringLiteral("cat"));
    QCOMPARE(table->item(0, 1)->text(), countText(2));
    table->item(2, 2)->setText(QStringLiteral(" cat "));
    table->item(1, 0)->setCheckState(Qt::Unchecked);
    QVERIFY(dialog.saveButton()->isEnabled());
    QSignalSpy saved(&dialog, &CombineDialog::saved);
    QVERIFY(dialog.save(path("both.json")));
    QCOMPARE(saved.front().front().toString(), path("both.json"));
    const Dataset dataset = *readDataset(m_folder->path("both.json"));
    QCOMPARE(dataset.classes, std::vector<std::string>{"cat"});
    QCOMPARE(dataset.images.objects().size(), 3U);
}

void CombineDialogTest::aFileIsEdited() {
    writeDatasetFile(m_folder->path("both.json"),
                     {.parts = {m_folder->path("a"), m_folder->path("b")},
                      .classes = {.renamed = {{"Cat", "cat"}}, .dropped = {"dog"}, .order = {}}});
    CombineDialog dialog(path("both.json"), m_jobs);
    settle(dialog);
    QCOMPARE(dialog.classes()->item(1, 0)->checkState(), Qt::Unchecked);
    QCOMPARE(dialog.classes()->item(2, 2)->text(), QStringLiteral("cat"));
    dialog.classes()->item(1, 0)->setCheckState(Qt::Checked);
    const DatasetFile contents = dialog.contents();
    QVERIFY(contents.classes.dropped.empty());
    QCOMPARE(contents.classes.renamed.size(), 1U);
    // Another file is not overwritten.
    m_folder->write("coco.json", "{}");
    QVERIFY(!dialog.save(path("coco.json")));
    QVERIFY(!dialog.banner()->isHidden());
}

void CombineDialogTest::whatCannotBeReadStaysListed() {
    CombineDialog dialog(path("a"), m_jobs);
    dialog.addFolder(path("nowhere"));
    settle(dialog);
    QCOMPARE(dialog.folders().size(), 2);
    QVERIFY(!dialog.saveButton()->isEnabled());
    QVERIFY(!dialog.banner()->isHidden());
}

QTEST_MAIN(CombineDialogTest)
#include "combine_dialog_test.moc"
