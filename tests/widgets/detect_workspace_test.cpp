// The Detect workspace with a network of random weights: what it detects does not matter, only what follows.
#include "widgets/detect/detect_workspace.hpp"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTableView>
#include <QUrl>
#include <set>

#include "core/checkpoint/checkpoint.hpp"
#include "core/model/ssd/ssd_family.hpp"
#include "core/priors/prior_edit.hpp"
#include "detect_fixture.hpp"
#include "widgets/canvas/image_canvas.hpp"
#include "widgets/components/controls.hpp"
#include "widgets/components/error_banner.hpp"
#include "widgets/components/figure_strip.hpp"
#include "widgets/detect/detection_inspector.hpp"
#include "widgets/detect/export/export_dialog.hpp"
#include "widgets/detect/split/class_table_model.hpp"

using namespace priorscope;

class DetectWorkspaceTest : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void models();
    void emptyUntilACheckpointIsOpened();
    void slidersActWithoutTheNetwork();
    void followsTheCurrentImage();
    void aLateResultOfAnotherDatasetIsDropped();
    void clickOnABoxSelectsItsRow();
    void droppedCheckpointIsOpened();
    void badCheckpointIsReportedAndNothingIsLost();
    void exportAsksBeforeItReplacesAFile();
    void exportIsNotProposedAmongCheckpoints();
    void evaluatesTheSplit();
    void forgetsTheSplitWithTheDetector();
    void exportDialogFollowsTheChoice();
    void exportsThroughTheDialog();
    void exportTakesTheDetectorThatItWasAskedFor();
    void exportTellsOfPriorsThatTorchvisionLacks();
    void failedExportIsReported();

  private:
    /// Opens the dialog as the menu does.
    ExportDialog* openExport();
    void openDetector();
    /// IoU of the two boxes of one class, among those shown, that overlap most.
    float largestOverlap() const;
    int rows() const { return m_workspace->detectionInspector()->model()->rowCount(); }

    DetectFixture m_fixture;
    const std::unique_ptr<SampleFixture>& m_sample = m_fixture.sample;
    const std::shared_ptr<const Detector>& m_detector = m_fixture.detector;
    const std::unique_ptr<WorkspaceSurroundings>& m_around = m_fixture.around;
    const std::unique_ptr<DetectWorkspace>& m_workspace = m_fixture.workspace;
};

void DetectWorkspaceTest::initTestCase() {
    m_fixture.make(12);
}

void DetectWorkspaceTest::init() {
    QVERIFY(m_fixture.show());
}

void DetectWorkspaceTest::cleanup() {
    m_fixture.close();
}

void DetectWorkspaceTest::openDetector() {
    m_workspace->setDetector(m_detector, QStringLiteral("random"), QStringLiteral("step 0"));
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled() && m_workspace->networkRuns() == 1, 60000);
}

float DetectWorkspaceTest::largestOverlap() const {
    const DetectionTableModel& model = *m_workspace->detectionInspector()->model();
    float largest = 0.0F;
    for (int i = 0; i < model.rowCount(); ++i) {
        for (int j = i + 1; j < model.rowCount(); ++j) {
            if (model.row(i).detection.label == model.row(j).detection.label) {
                largest = std::max(
                    largest, intersectionOverUnion(model.row(i).detection.box, model.row(j).detection.box));
            }
        }
    }
    return largest;
}

void DetectWorkspaceTest::models() {
    DetectionTableModel detections;
    const QAbstractItemModelTester first(&detections, QAbstractItemModelTester::FailureReportingMode::Fatal);
    DetectionRow row;
    row.detection.score = 0.756F;
    row.class_name = QStringLiteral("cat");
    row.verdict.outcome = Outcome::duplicate;
    detections.setRows({row, row});
    QCOMPARE(detections.rowCount(), 2);
    QCOMPARE(detections.index(0, DetectionTableModel::ScoreColumn).data().toString(), QStringLiteral("0.76"));
    QCOMPARE(detections.index(0, DetectionTableModel::OutcomeColumn).data().toString(),
             QStringLiteral("Duplicate"));
}

void DetectWorkspaceTest::emptyUntilACheckpointIsOpened() {
    QVERIFY(!m_workspace->canvas()->isVisible());
    QVERIFY(m_workspace->isSettled());
    const DetectionInspector* inspector = m_workspace->detectionInspector();
    QVERIFY2(inspector->explanation().contains(QStringLiteral("Open a checkpoint")),
             qPrintable(inspector->explanation()));
    m_workspace->setDetector(m_detector, QStringLiteral("random"), QStringLiteral("step 0"));
    QCOMPARE(inspector->explanation(), QStringLiteral("Detecting…"));
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled() && m_workspace->networkRuns() == 1, 60000);
    QVERIFY(m_workspace->canvas()->isVisible());
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_End);
    QCOMPARE(inspector->explanation(), QStringLiteral("No detections at these thresholds."));
    m_around->workbench.setDataset(nullptr);
    QVERIFY2(inspector->explanation().contains(QStringLiteral("Open a dataset")),
             qPrintable(inspector->explanation()));
}

void DetectWorkspaceTest::slidersActWithoutTheNetwork() {
    openDetector();
    QSlider* score = m_workspace->scoreSlider()->slider();
    score->setFocus();
    QTest::keyClick(score, Qt::Key_Home);
    QCOMPARE(m_workspace->options().min_score, 0.01F);
    QVERIFY(rows() > 1);
    QTest::keyClick(m_workspace->nmsSlider()->slider(), Qt::Key_End);
    QVERIFY(largestOverlap() > 0.45F);
    QTest::keyClick(m_workspace->nmsSlider()->slider(), Qt::Key_Home);
    QVERIFY(rows() > 0);
    QCOMPARE(largestOverlap(), 0.0F);  // at NMS IoU 0 no two boxes of a class touch
    QTest::keyClick(m_workspace->topKSlider()->slider(), Qt::Key_Home);
    QCOMPARE(rows(), 1);
    QTest::keyClick(m_workspace->topKSlider()->slider(), Qt::Key_End);
    QTest::keyClick(score, Qt::Key_End);
    QVERIFY(rows() == 0);  // no softmax output of random weights reaches 1
    // By mouse as well: a drag over the whole slider.
    const QRect area = score->rect();
    QTest::mousePress(score, Qt::LeftButton, {}, QPoint(area.right() - 2, area.center().y()));
    for (int x = area.right() - 2; x > area.left() + 4; x -= 8) {
        QTest::mouseMove(score, QPoint(x, area.center().y()));
    }
    QTest::mouseMove(score, QPoint(area.left() - 20, area.center().y()));
    QTest::mouseRelease(score, Qt::LeftButton, {}, QPoint(area.left() - 20, area.center().y()));
    QVERIFY(rows() > 0);
    QCOMPARE(m_workspace->networkRuns(), 1);
}

void DetectWorkspaceTest::followsTheCurrentImage() {
    openDetector();
    const int before = m_around->workbench.currentImage();
    m_around->workbench.stepImage(1);
    QVERIFY(m_around->workbench.currentImage() != before);
    QTRY_COMPARE_WITH_TIMEOUT(m_workspace->networkRuns(), 2, 60000);
    QTRY_VERIFY(m_workspace->isSettled());
    const std::optional<ImageRow> record = m_around->workbench.currentRecord();
    QCOMPARE(m_workspace->canvas()->image().size(), QSize(record->width, record->height));
}

void DetectWorkspaceTest::aLateResultOfAnotherDatasetIsDropped() {
    const SampleFixture other(12);
    m_workspace->scoreSlider()->setValue(0.01);
    m_workspace->setDetector(m_detector, QStringLiteral("random"), QStringLiteral("step 0"));
    // The network starts once the image has arrived. Then another workspace is shown, and another dataset
    // opened.
    QTRY_VERIFY(!m_workspace->canvas()->image().isNull());
    m_workspace->hide();
    const int before = m_around->workbench.currentImage();
    m_around->workbench.setDataset(other.dataset);
    QCOMPARE(m_around->workbench.currentImage(), before);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    QCOMPARE(rows(), 0);
    m_workspace->show();
    QTRY_VERIFY_WITH_TIMEOUT(rows() > 0, 60000);
    QCOMPARE(m_workspace->networkRuns(), 1);  // the run for the first dataset did not count
}

void DetectWorkspaceTest::clickOnABoxSelectsItsRow() {
    openDetector();
    m_workspace->scoreSlider()->setValue(0.01);
    Q_EMIT m_workspace->scoreSlider()->valueChanged(0.01);
    QVERIFY(rows() > 0);
    DetectionInspector* inspector = m_workspace->detectionInspector();
    QCOMPARE(inspector->selected(), -1);
    ImageCanvas* canvas = m_workspace->canvas();
    const Box box = inspector->model()->row(0).detection.box;
    const QPointF inside =
        canvas->viewFromFraction({(box.x_min + box.x_max) / 2.0, (box.y_min + box.y_max) / 2.0});
    const int expected = canvas->boxAt(inside);
    QVERIFY(expected >= 0);
    QTest::mouseClick(canvas, Qt::LeftButton, {}, inside.toPoint());
    QCOMPARE(inspector->selected(), expected);
    const auto& layers = canvas->layers();
    int selected = 0;
    for (const CanvasBox& each : layers.back().boxes) {
        selected += each.is_selected ? 1 : 0;
    }
    QCOMPARE(selected, 1);
    inspector->table()->selectRow(expected == 0 && rows() > 1 ? 1 : 0);
    QVERIFY(inspector->selected() >= 0);
}

void DetectWorkspaceTest::droppedCheckpointIsOpened() {
    const QString file = m_sample->path(QStringLiteral("dropped.pt"));
    saveDetector(*m_detector, file.toStdString(), {.step = 1234});
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_workspace.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(m_workspace.get(), &drop);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->detector() != nullptr && m_workspace->networkRuns() == 1, 60000);
    QCOMPARE(m_workspace->detector()->spec(), m_detector->spec());
    const QComboBox* sources = m_workspace->sources();
    QVERIFY2(sources->currentText().contains(QStringLiteral("dropped")), qPrintable(sources->currentText()));
    QVERIFY(sources->currentText().contains(QLocale().toString(1234)));
}

void DetectWorkspaceTest::badCheckpointIsReportedAndNothingIsLost() {
    openDetector();
    const QString file = m_sample->path(QStringLiteral("bad.pt"));
    QFile bad(file);
    QVERIFY(bad.open(QIODevice::WriteOnly));
    bad.write("this is no checkpoint");
    bad.close();
    m_workspace->openCheckpoint(file);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    const auto banners = m_workspace->findChildren<ErrorBanner*>();
    const auto shown =
        std::find_if(banners.begin(), banners.end(), [](ErrorBanner* each) { return each->isVisible(); });
    QVERIFY(shown != banners.end());
    QVERIFY2((*shown)->text().contains(QStringLiteral("bad.pt")), qPrintable((*shown)->text()));
    QCOMPARE(m_workspace->detector(), m_detector);
    QCOMPARE(m_workspace->networkRuns(), 1);
    m_around->workbench.setDataset(std::make_shared<Dataset>(*m_sample->dataset));
    QVERIFY((*shown)->isHidden());
}

void DetectWorkspaceTest::evaluatesTheSplit() {
    m_around->workbench.setSplit(QStringLiteral("val"));
    openDetector();
    QCOMPARE(m_workspace->figures()->figures().at(0).value, QStringLiteral("–"));
    QTest::mouseClick(m_workspace->findChild<QPushButton*>(QStringLiteral("evaluateButton")), Qt::LeftButton);
    const auto has_figures = [this] {
        return m_workspace->figures()->figures().at(4).value != QStringLiteral("–");
    };
    QTRY_VERIFY_WITH_TIMEOUT(has_figures() && m_workspace->isSettled(), 60000);
    // The classes that have non-difficult objects, according to the dataset itself.
    std::set<int> labels;
    for (const std::size_t image : m_sample->dataset->splitIndices("val")) {
        for (const Annotation& object : m_sample->dataset->images[image].objects) {
            if (!object.difficult) {
                labels.insert(object.label);
            }
        }
    }
    int with_objects = 0;
    for (int row = 0; row < m_workspace->classes()->rowCount(); ++row) {
        with_objects +=
            m_workspace->classes()->index(row, ClassTableModel::ObjectsColumn).data().toString() !=
                    QStringLiteral("0")
                ? 1
                : 0;
    }
    QCOMPARE(with_objects, static_cast<int>(labels.size()));
    // Nothing reaches a score of 1: there are no detections, hence no precision, and recall is 0.
    QTest::keyClick(m_workspace->scoreSlider()->slider(), Qt::Key_End);
    QTRY_COMPARE(m_workspace->figures()->figures().at(1).value, QLocale().toString(0.0, 'f', 3));
    QCOMPARE(m_workspace->figures()->figures().at(0).value, QStringLiteral("–"));
    QCOMPARE(m_workspace->figures()->figures().at(3).value, QStringLiteral("0"));
    QCOMPARE(m_workspace->networkRuns(), 1);
}

void DetectWorkspaceTest::forgetsTheSplitWithTheDetector() {
    m_around->workbench.setSplit(QStringLiteral("val"));
    openDetector();
    const std::size_t image = m_sample->dataset->splits.at("val").front();
    QFile file(QString::fromStdString(m_sample->dataset->images[image].image_file.string()));
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray whole = file.readAll();
    QVERIFY(file.resize(whole.size() / 2));
    m_workspace->evaluateSplit();
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->classes()->rowCount() > 0 && m_workspace->isSettled(), 60000);
    QVERIFY(file.seek(0) && file.write(whole) == whole.size());
    // Images left out are reported beside the figures, and the report disappears with them.
    const auto isReported = [this] {
        for (const ErrorBanner* banner : m_workspace->findChildren<ErrorBanner*>()) {
            if (!banner->isHidden() && banner->text().contains(QStringLiteral("left out: 1."))) {
                return true;
            }
        }
        return false;
    };
    QVERIFY(isReported());
    m_around->workbench.setSplit(QStringLiteral("test"));
    QVERIFY(!isReported());
    QCOMPARE(m_workspace->classes()->rowCount(), 0);
    QCOMPARE(m_workspace->figures()->figures().at(4).value, QStringLiteral("–"));
}

ExportDialog* DetectWorkspaceTest::openExport() {
    m_workspace->fileCommands().constFirst()->trigger();
    return m_workspace->findChild<ExportDialog*>();
}

void DetectWorkspaceTest::exportDialogFollowsTheChoice() {
    const QAction* action = m_workspace->fileCommands().constFirst();
    QVERIFY(!action->isEnabled());
    QVERIFY2(action->toolTip().contains(QStringLiteral("checkpoint")), qPrintable(action->toolTip()));
    openDetector();
    QVERIFY(action->isEnabled());
    ExportDialog* dialog = openExport();
    if (dialog == nullptr) {
        QFAIL("Export opens no dialog");
    }
    QVERIFY(dialog->isVisible());
    QVERIFY(!dialog->outputs()->isEnabled());  // a weights file has no outputs
    QVERIFY(dialog->file().endsWith(QStringLiteral("/ssd-tiny-weights.pth")));
    QTest::keyClick(dialog->formats(), Qt::Key_End);
    QVERIFY(dialog->options().format == ExportFormat::onnx);
    QVERIFY(dialog->outputs()->isEnabled() && dialog->batches()->isEnabled());
    QVERIFY(dialog->file().endsWith(QStringLiteral("/ssd-tiny-decoded.onnx")));
    const QString decoded = dialog->explanation();
    QTest::keyClick(dialog->outputs(), Qt::Key_Down);
    QVERIFY(dialog->options().outputs == ExportOutputs::nms);
    QVERIFY(dialog->explanation() != decoded);
    // A name given by the user is kept; its extension follows the format.
    dialog->setFile(m_sample->path(QStringLiteral("mine.onnx")));
    QVERIFY(dialog->exportButton()->isEnabled() && dialog->note().isEmpty());
    QTest::keyClick(dialog->formats(), Qt::Key_Home);
    QCOMPARE(dialog->file(), m_sample->path(QStringLiteral("mine.pth")));
    dialog->setFile(m_sample->path(QStringLiteral("no such folder/mine.pth")));
    QVERIFY(!dialog->exportButton()->isEnabled() && !dialog->note().isEmpty());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void DetectWorkspaceTest::exportsThroughTheDialog() {
    openDetector();
    const QString file = m_sample->path(QStringLiteral("exported.onnx"));
    ExportDialog* dialog = openExport();
    QTest::keyClick(dialog->formats(), Qt::Key_End);
    dialog->setFile(file);
    const QSignalSpy enabled(m_workspace->fileCommands().constFirst(), &QAction::enabledChanged);
    const QSignalSpy notes(&m_around->jobs, &JobList::noteChanged);
    QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(notes.count(), 1, 60000);
    const QString note = notes.at(0).at(0).toString();
    QVERIFY2(note.contains(QStringLiteral("exported.onnx")) && note.contains(QStringLiteral("px")),
             qPrintable(note));
    QVERIFY(QFileInfo(file).size() > 100000);
    QTRY_COMPARE(enabled.count(), 2);  // disabled during one export, then enabled again
    QVERIFY(enabled.at(1).at(0).toBool());
}

void DetectWorkspaceTest::exportAsksBeforeItReplacesAFile() {
    openDetector();
    const QString file = m_sample->path(QStringLiteral("best.pth"));  // of another run
    QFile kept(file);
    QVERIFY(kept.open(QIODevice::WriteOnly));
    kept.write("two days of training");
    kept.close();
    ExportDialog* dialog = openExport();
    dialog->setFile(file);
    const QSignalSpy notes(&m_around->jobs, &JobList::noteChanged);
    const auto answer = [dialog](QMessageBox::StandardButton button) {
        QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
        auto* question = dialog->findChild<QMessageBox*>();
        QVERIFY(question != nullptr && question->isVisible());
        QVERIFY2(question->text().contains(QStringLiteral("best.pth")), qPrintable(question->text()));
        QCOMPARE(question->defaultButton(), question->button(QMessageBox::Cancel));
        QTest::mouseClick(question->button(button), Qt::LeftButton);
        QTRY_VERIFY(dialog->findChild<QMessageBox*>() == nullptr);
    };
    answer(QMessageBox::Cancel);
    QVERIFY(dialog->isVisible());
    QCOMPARE(QFileInfo(file).size(), 20);
    QPointer<ExportDialog> open = dialog;
    QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
    QTest::mouseClick(dialog->findChild<QMessageBox*>()->button(QMessageBox::Yes), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(notes.count(), 1, 60000);
    QVERIFY(!open || !open->isVisible());
    QVERIFY(QFileInfo(file).size() > 100000);
}

void DetectWorkspaceTest::exportIsNotProposedAmongCheckpoints() {
    const QString run = m_sample->path(QStringLiteral("run-007"));
    QVERIFY(QDir().mkpath(run + QStringLiteral("/checkpoints")));
    const QString file = run + QStringLiteral("/checkpoints/best.pt");
    saveDetector(*m_detector, file.toStdString(), {.step = 7});
    m_workspace->openCheckpoint(file);
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->detector() != nullptr && m_workspace->isSettled(), 60000);
    QCOMPARE(QFileInfo(openExport()->file()).path(), run);
}

/// Another checkpoint arrives while the dialog is open.
void DetectWorkspaceTest::exportTakesTheDetectorThatItWasAskedFor() {
    openDetector();
    const QString file = m_sample->path(QStringLiteral("asked.safetensors"));
    ExportDialog* dialog = openExport();
    QTest::keyClick(dialog->formats(), Qt::Key_Down);
    QVERIFY(dialog->options().format == ExportFormat::safetensors);
    dialog->setFile(file);
    const auto other = std::make_shared<const Detector>(Detector::create(m_detector->spec(), 2));
    m_workspace->setDetector(other, QStringLiteral("other"), QStringLiteral("step 0"));
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
    const auto bytes = [](const QString& name) {
        QFile written(name);
        return written.open(QIODevice::ReadOnly) ? written.readAll() : QByteArray();
    };
    const auto exported = [this, &bytes](const Detector& detector, const char* name) {
        const QString direct = m_sample->path(QString::fromLatin1(name));
        exportDetector(detector, {.format = ExportFormat::safetensors}, direct.toStdString());
        return bytes(direct);
    };
    const QSignalSpy notes(&m_around->jobs, &JobList::noteChanged);
    QTRY_COMPARE_WITH_TIMEOUT(notes.count(), 1, 60000);
    const QByteArray asked = exported(*m_detector, "first.safetensors");
    QVERIFY(asked.size() > 100000);
    QVERIFY(bytes(file) == asked);
    QVERIFY(exported(*other, "second.safetensors") != asked);
}

void DetectWorkspaceTest::exportTellsOfPriorsThatTorchvisionLacks() {
    DetectorSpec spec = m_detector->spec();
    freeMapShapes(ssdOf(spec).priors, 1);
    m_workspace->setDetector(std::make_shared<const Detector>(Detector::create(spec, 1)),
                             QStringLiteral("free"), QStringLiteral("step 0"));
    QTRY_VERIFY_WITH_TIMEOUT(m_workspace->isSettled(), 60000);
    ExportDialog* dialog = openExport();
    dialog->setFile(m_sample->path(QStringLiteral("free.pth")));
    const QSignalSpy notes(&m_around->jobs, &JobList::noteChanged);
    QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(notes.count(), 1, 60000);
    const QAbstractItemModel& log = m_around->jobs.log();
    const QString last = log.index(log.rowCount() - 1, log.columnCount() - 1).data().toString();
    QVERIFY2(last.contains(QStringLiteral("torchvision's default box")) &&
                 last.contains(QString::fromStdString(ssdOf(spec).priors.maps[1].name)),
             qPrintable(last));
}

void DetectWorkspaceTest::failedExportIsReported() {
    openDetector();
    const QString folder = m_sample->path(QStringLiteral("vanishes"));
    QVERIFY(QDir().mkpath(folder));
    ExportDialog* dialog = openExport();
    dialog->setFile(folder + QStringLiteral("/weights.pth"));
    QVERIFY(QDir().rmdir(folder));
    QTest::mouseClick(dialog->exportButton(), Qt::LeftButton);
    const auto shown = [this]() -> ErrorBanner* {
        for (ErrorBanner* banner : m_workspace->findChildren<ErrorBanner*>()) {
            if (banner->isVisible()) {
                return banner;
            }
        }
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(shown() != nullptr, 60000);
    QVERIFY2(shown()->text().contains(QStringLiteral("weights.pth")), qPrintable(shown()->text()));
    QTest::mouseClick(shown()->remedyButton(), Qt::LeftButton);
    QTRY_VERIFY(openExport() != nullptr);
}

QTEST_MAIN(DetectWorkspaceTest)
#include "detect_workspace_test.moc"
