// The list of findings, the check of every image, and rotated pictures.
#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QSignalSpy>
#include <QTest>

#include "core/dataset/issue_kind.hpp"
#include "tests/support/exif.hpp"
#include "tests/support/voc_fixture.hpp"
#include "tests/widgets/sample_fixture.hpp"
#include "widgets/dataset/findings_panel.hpp"

using namespace priorscope;

namespace {

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

}  // namespace

class FindingsPanelTest : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        // The second object of image 3 reaches outside; image 2 is truncated; image 6 has no file.
        const QString xml = m_folder.path() + "/Annotations/000003.xml";
        QFile file(xml);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray text = file.readAll();
        file.close();
        const auto last = text.lastIndexOf("<xmax>285</xmax>");
        write(xml, text.replace(last, 16, "<xmax>333</xmax>"));
        QFile image(m_folder.path() + "/JPEGImages/000002.jpg");
        QVERIFY(image.resize(image.size() / 2));
    }

    void readingIsListedAndRowsLeadToObjects() {
        WorkspaceSurroundings around;
        FindingsPanel panel(around.context);
        QVERIFY(!panel.checkAction()->isEnabled());
        around.workbench.setDataset(m_folder.read());
        QVERIFY(panel.checkAction()->isEnabled());
        const QAbstractItemModelTester tester(panel.table()->model(),
                                              QAbstractItemModelTester::FailureReportingMode::Fatal);
        panel.kindChoice()->setCurrentIndex(0);
        Q_EMIT panel.kindChoice()->activated(0);
        QCOMPARE(panel.table()->model()->rowCount(), 2);
        const QModelIndex outside = panel.table()->model()->index(0, IssueTableModel::FileColumn);
        QCOMPARE(outside.data().toString(), QStringLiteral("000003.xml"));
        panel.table()->setCurrentIndex(outside);
        QCOMPARE(around.workbench.currentImage(), 2);
        QCOMPARE(around.workbench.selectedObject(), 1);
        // A click on the current row goes there again.
        around.workbench.setCurrentImage(0);
        QTest::mouseClick(panel.table()->viewport(), Qt::LeftButton, Qt::NoModifier,
                          panel.table()->visualRect(outside).center());
        QCOMPARE(around.workbench.currentImage(), 2);
        QVERIFY(panel.csv().startsWith(QStringLiteral("kind,file,line,object,detail\noutside,")));
        QCOMPARE(panel.csv().count(u'\n'), 3);
    }

    void decodingJoinsTheList() {
        WorkspaceSurroundings around;
        FindingsPanel panel(around.context);
        around.workbench.setDataset(m_folder.read());
        QVERIFY(!panel.check());
        panel.checkAction()->trigger();
        QVERIFY(panel.isChecking());
        QTRY_VERIFY(!panel.isChecking());
        QVERIFY(panel.check());
        QCOMPARE(panel.check()->decoded, std::size_t{4});
        const int choice = panel.kindChoice()->findData(static_cast<int>(IssueKind::bad_image));
        QVERIFY(choice >= 0);
        panel.kindChoice()->setCurrentIndex(choice);
        Q_EMIT panel.kindChoice()->activated(choice);
        QCOMPARE(panel.table()->model()->rowCount(), 1);
        const QModelIndex bad = panel.table()->model()->index(0, IssueTableModel::FileColumn);
        QCOMPARE(bad.data().toString(), QStringLiteral("000002.jpg"));
        panel.table()->setCurrentIndex(bad);
        QCOMPARE(around.workbench.currentImage(), 1);
        panel.table()->setFocus();
        for (QAction* action : panel.table()->actions()) {
            if (action->shortcut() == QKeySequence(QKeySequence::Copy)) {
                action->trigger();
            }
        }
        QVERIFY(QApplication::clipboard()->text().contains(QStringLiteral("000002.jpg: The image cannot")));
        // Findings disappear with their dataset.
        around.workbench.setDataset(m_sound.read());
        QVERIFY(!panel.check());
    }

    void whatTrainingFindsJoinsTheList() {
        WorkspaceSurroundings around;
        FindingsPanel panel(around.context);
        around.workbench.setDataset(m_sound.read());
        const int before = panel.table()->model()->rowCount();
        const DatasetIssue bad{.kind = IssueKind::bad_image,
                               .file = around.workbench.dataset()->images[1].image_file,
                               .detail = "The image cannot be read: the file is cut off."};
        around.workbench.reportFinding(bad);
        around.workbench.reportFinding(bad);  // reported again: still one row
        around.workbench.reportFinding({.kind = IssueKind::bad_image, .file = "/of/another/dataset.jpg"});
        QCOMPARE(around.workbench.laterFindings().size(), std::size_t{1});
        panel.kindChoice()->setCurrentIndex(0);
        Q_EMIT panel.kindChoice()->activated(0);
        QCOMPARE(panel.table()->model()->rowCount(), before + 1);
        // Its line and object are unknown; if no row has them, these columns are hidden.
        for (const DatasetIssue& issue : around.workbench.dataset()->issues) {
            QCOMPARE(issue.line, 0);
        }
        QVERIFY(panel.table()->isColumnHidden(IssueTableModel::LineColumn));
        for (int row = 0; row <= before; ++row) {
            const QModelIndex file = panel.table()->model()->index(row, IssueTableModel::FileColumn);
            if (file.data().toString() == QStringLiteral("000002.jpg")) {
                panel.table()->setCurrentIndex(file);
            }
        }
        QCOMPARE(around.workbench.currentImage(), 1);
        QVERIFY(panel.detail()->text().endsWith(
            QStringLiteral("000002.jpg: The image cannot be read: the file is cut off.")));
        QVERIFY(!panel.detail()->isHidden());
        around.workbench.setDataset(m_folder.read());
        QVERIFY(around.workbench.laterFindings().empty());
        QVERIFY(panel.detail()->isHidden());
    }

    void nothingWrongSaysWhatWasLookedAt() {
        QVERIFY(QFile::remove(m_sound.path() + "/Annotations/000006.xml"));
        write(m_sound.path() + "/ImageSets/Main/train.txt", "000001\n");
        WorkspaceSurroundings around;
        FindingsPanel panel(around.context);
        around.workbench.setDataset(m_sound.read());
        const auto sentence = [&panel] { return panel.emptyState()->findChild<QLabel*>()->text(); };
        QVERIFY(sentence().contains(QStringLiteral("have not been decoded")));
        QVERIFY(!panel.emptyState()->button()->isHidden());
        panel.emptyState()->button()->click();
        QTRY_VERIFY(panel.check() && !panel.isChecking());
        QVERIFY2(sentence().contains(QStringLiteral("5 images decoded")), qPrintable(sentence()));
        QVERIFY(panel.emptyState()->button()->isHidden());
    }

    /// Opened, then moved away: no image is there to be decoded, and none is called fine.
    void aFolderThatIsGoneIsNotFine() {
        fixture::VocFolder gone;
        WorkspaceSurroundings around;
        FindingsPanel panel(around.context);
        around.workbench.setDataset(gone.read());
        const std::size_t images = around.workbench.dataset()->images.size();
        QVERIFY(QDir(gone.path()).removeRecursively());
        panel.checkAction()->trigger();
        QTRY_VERIFY(!panel.isChecking());
        QVERIFY(panel.check());
        QCOMPARE(panel.check()->decoded, std::size_t{0});
        QVERIFY(panel.table()->isVisibleTo(&panel));
        QVERIFY(panel.check()->issues.size() >= images - panel.check()->absent);
    }

    void checkingStops() {
        WorkspaceSurroundings around;
        FindingsPanel panel(around.context);
        around.workbench.setDataset(m_folder.read());
        panel.checkAction()->trigger();
        panel.checkAction()->trigger();  // now it stops the check
        QTRY_VERIFY(!panel.isChecking());
        QVERIFY(!panel.check());
        QCOMPARE(panel.checkAction()->text(), QStringLiteral("Check images"));
    }

    void aLateCheckOfAnotherDatasetIsDropped() {
        WorkspaceSurroundings around;
        FindingsPanel panel(around.context);
        around.workbench.setDataset(m_folder.read());
        panel.checkAction()->trigger();
        around.workbench.setDataset(m_sound.read());
        QVERIFY(!panel.isChecking());
        // The check of the second dataset ends after that of the first, on the same thread.
        panel.checkAction()->trigger();
        QTRY_VERIFY(!panel.isChecking());
        QVERIFY(panel.check());
        QCOMPARE(panel.check()->decoded, std::size_t{5});
        for (const DatasetIssue& issue : panel.check()->issues) {
            QVERIFY(issue.kind != IssueKind::bad_image);
        }
    }

    /// Canvas and thumbnails show the image rotated as the record says.
    void picturesAreTurned() {
        auto dataset = std::make_shared<Dataset>(*m_sound.read());
        const QString file = m_sound.path() + "/JPEGImages/000001.jpg";
        QImage picture(300, 200, QImage::Format_RGB32);
        picture.fill(QColor(0, 0, 255));
        for (int y = 0; y < 200; ++y) {
            for (int x = 0; x < 150; ++x) {
                picture.setPixelColor(x, y, QColor(255, 0, 0));
            }
        }
        QVERIFY(picture.save(file, "JPG", 95));
        dataset->images.change(0, [](ImageRecord& record) { record.orientation = 6; });
        ImageStore store;
        store.setDataset(dataset);
        std::shared_ptr<const LoadedImage> loaded;
        connect(&store, &ImageStore::imageReady, this,
                [&loaded](int, const std::shared_ptr<const LoadedImage>& image) { loaded = image; });
        store.image(0);
        QSignalSpy thumbnails(&store, &ImageStore::thumbnailReady);
        store.thumbnail(0);
        QTRY_VERIFY(loaded && !thumbnails.isEmpty());
        const QImage thumbnail = store.thumbnail(0);
        for (const QImage& shown : {loaded->picture, thumbnail}) {
            QVERIFY(shown.height() > shown.width());
            QVERIFY(shown.pixelColor(shown.width() / 2, shown.height() / 8).red() > 200);
            QVERIFY(shown.pixelColor(shown.width() / 2, shown.height() * 7 / 8).blue() > 200);
        }
        QCOMPARE(loaded->pixels->width, 200);
    }

  private:
    fixture::VocFolder m_folder;
    fixture::VocFolder m_sound;
};

QTEST_MAIN(FindingsPanelTest)
#include "findings_panel_test.moc"
