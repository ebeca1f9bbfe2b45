// Proposes label patches that mend findings.
#pragma once

#include <QAction>
#include <QObject>
#include <QPushButton>
#include <vector>

#include "core/project/label_patch.hpp"
#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

/// Its action adds the patches to the project, as one step of undo; they are written like others.
class Mender : public QObject {
    Q_OBJECT

  public:
    /// @param parent  of the button too
    Mender(const WorkspaceContext& context, QWidget* parent);

    /// Of the open dataset.
    void setFindings(const std::vector<DatasetIssue>& findings);
    QAction* action() const { return m_action; }
    /// Does the same; hidden where there is nothing to mend.
    QPushButton* button() const { return m_button; }
    /// Where there is no room for the button, the key remains.
    void setButtonWanted(bool wanted);
    /// How many findings can be mended that no patch mends yet.
    int count() const { return static_cast<int>(m_proposed.size()); }
    bool isRunning() const { return m_runner.isRunning(); }

  Q_SIGNALS:
    void added();  ///< the patches wait to be written

  private:
    void refresh();
    void add();

    WorkspaceContext m_context;
    QAction* m_action = nullptr;
    QPushButton* m_button = nullptr;
    bool m_is_button_wanted = true;
    std::vector<LabelPatch> m_all;
    std::vector<LabelPatch> m_proposed;  ///< without those that the project has
    JobRunner m_runner;
};

}  // namespace priorscope
