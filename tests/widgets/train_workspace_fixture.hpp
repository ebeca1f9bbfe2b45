// The Train workspace with its inspector on a small sample dataset, for tests of its parts.
#pragma once

#include <QLatin1String>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>

#include "sample_fixture.hpp"
#include "widgets/training/form/training_form.hpp"
#include "widgets/training/train_workspace.hpp"

namespace priorscope {

class TrainWorkspaceFixture {
  protected:
    void makeSample() {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));  // as the expected texts
        m_sample = std::make_unique<SampleFixture>(24);
        QCOMPARE(m_sample->dataset->splits.at("train").size(), 16U);
    }

    void open() {
        m_runs = std::make_unique<QTemporaryDir>();
        m_around = std::make_unique<WorkspaceSurroundings>();
        m_workspace = std::make_unique<TrainWorkspace>(m_around->context);
        m_around->workbench.setDataset(m_sample->dataset);
        m_workspace->form()->setRunsFolder(m_runs->path());
        Q_EMIT m_workspace->form()->runsFolderChanged(m_runs->path());
        m_workspace->resize(900, 700);
        m_workspace->show();
        // The window moves the inspector into a column of its own.
        m_inspector.reset(m_workspace->inspector());
        m_inspector->setParent(nullptr);
        m_inspector->resize(360, 800);
        m_inspector->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_inspector.get()));
        QTRY_VERIFY(m_workspace->isSettled());
    }

    void close() {
        m_workspace.reset();
        m_inspector.reset();
        m_around.reset();
        m_runs.reset();
    }

    void setRun(int steps, int checkpoint_every = 500) {
        m_workspace->form()->setModel(QStringLiteral("ssd-tiny"));
        m_workspace->form()->findChildren<QSpinBox*>().first()->setValue(steps);
        editor<QSpinBox>("batch_size")->setValue(4);
        editor<QSpinBox>("checkpoint_every")->setValue(checkpoint_every);
        QCOMPARE(options().steps, steps);
    }

    const TrainingOptions& options() const { return m_around->draft.draft().options; }
    QPushButton* button(const char* name) const {
        return m_workspace->inspector()->findChild<QPushButton*>(QLatin1String(name));
    }
    template <class Editor>
    Editor* editor(const char* field) const {
        return qobject_cast<Editor*>(m_workspace->form()->editor(QLatin1String(field)));
    }

    std::unique_ptr<SampleFixture> m_sample;
    std::unique_ptr<WorkspaceSurroundings> m_around;
    std::unique_ptr<QTemporaryDir> m_runs;
    std::unique_ptr<TrainWorkspace> m_workspace;
    std::unique_ptr<QWidget> m_inspector;
};

}  // namespace priorscope
