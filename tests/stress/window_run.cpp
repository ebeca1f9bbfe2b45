// A training run in the window's own process, for kill_runs.py: window_run DATASET RUNS OPTIONS
// Opens the dataset, starts a run in the folder RUNS (or resumes the one that is there) by the workspace's
// own commands, and ends with 0 when the run has ended.
#include <QApplication>
#include <QComboBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSpinBox>
#include <QTemporaryDir>
#include <cstdio>

#include "app/gui/process/unattended_ends.hpp"
#include "app/gui/settings.hpp"
#include "core/compute/compute_settings.hpp"
#include "widgets/training/form/training_form.hpp"
#include "widgets/training/train_workspace.hpp"

using namespace priorscope;

namespace {

void fill(TrainingForm& form, const QJsonObject& options) {
    form.setModel(QStringLiteral("ssd-tiny"));
    const auto choose = [&](const char* field, const QString& text) {
        auto* box = qobject_cast<QComboBox*>(form.editor(QLatin1String(field)));
        box->setCurrentIndex(box->findText(text, Qt::MatchStartsWith));
    };
    choose("split", options[QLatin1String("split")].toString());
    choose("val_split", options[QLatin1String("val_split")].toString());
    form.findChildren<QSpinBox*>().first()->setValue(options[QLatin1String("steps")].toInt());
    for (const char* field : {"seed", "checkpoint_every", "evaluate_every"}) {
        qobject_cast<QSpinBox*>(form.editor(QLatin1String(field)))
            ->setValue(options[QLatin1String(field)].toInt());
    }
}

}  // namespace

int main(int argc, char** argv) {
    QApplication application(argc, argv);
    if (argc != 4) {
        std::fprintf(stderr, "usage: window_run DATASET RUNS OPTIONS\n");
        return 2;
    }
    const QJsonObject options = QJsonDocument::fromJson(QByteArray(argv[3])).object();
    const QString runs = QString::fromLocal8Bit(argv[2]);
    configureCompute(options[QLatin1String("threads")].toInt());
    QTemporaryDir scratch;
    Settings settings(scratch.filePath(QStringLiteral("s.ini")));
    settings.setValue(Settings::kProject, scratch.filePath(QStringLiteral("project.sqlite")));
    ThemeManager themes(ThemeChoice::light);
    MainWindow window(settings, themes);
    const UnattendedEnds ends(application, window);
    auto* train = qobject_cast<TrainWorkspace*>(window.workspaces().at(2));
    QObject::connect(&window, &MainWindow::folderOpened, train, [&](bool succeeded) {
        if (!succeeded) {
            QApplication::exit(1);
            return;
        }
        fill(*train->form(), options);
        // The table of runs is read in the background.
        QObject::connect(
            &train->context().runs, &Runs::listChanged, train,
            [train] {
                train->runs()->rowCount() > 0 ? train->resumeRun() : train->startRun();
                if (!train->isBusy()) {
                    QApplication::exit(0);  // the run is complete already
                }
            },
            Qt::SingleShotConnection);
        train->form()->setRunsFolder(runs);
        Q_EMIT train->form()->runsFolderChanged(runs);
    });
    QObject::connect(&train->controller(), &TrainingController::ended, &window, [&] {
        if (train->controller().phase() == TrainingController::Phase::failed) {
            std::fprintf(stderr, "window_run: %s\n", qPrintable(train->controller().errorText()));
            QApplication::exit(1);
        } else if (train->controller().phase() == TrainingController::Phase::finished) {
            QApplication::exit(0);
        }
    });
    window.show();
    window.openFolder(QString::fromLocal8Bit(argv[1]));
    return QApplication::exec();
}
