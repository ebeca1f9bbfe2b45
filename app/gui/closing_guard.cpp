#include "app/gui/closing_guard.hpp"

#include <QMessageBox>
#include <QPushButton>
#include <algorithm>

#include "widgets/workspace.hpp"

namespace priorscope {

ClosingGuard::ClosingGuard(QWidget* window, const std::vector<Workspace*>& workspaces)
    : m_window(window), m_workspaces(workspaces) {}

bool ClosingGuard::mayClose() {
    const auto busy = std::find_if(m_workspaces.begin(), m_workspaces.end(),
                                   [](const Workspace* workspace) { return workspace->isBusy(); });
    if (busy == m_workspaces.end()) {
        return true;
    }
    if (m_is_closing) {
        return false;  // the question was already asked, and the run is stopping
    }
    m_is_unattended ? stopThenClose(*busy) : ask(*busy);
    return false;
}

void ClosingGuard::ask(Workspace* workspace) {
    if (m_question != nullptr) {
        m_question->activateWindow();
        return;
    }
    auto* box = new QMessageBox(QMessageBox::Question, m_window->windowTitle(), workspace->closingQuestion(),
                                QMessageBox::Ok | QMessageBox::Cancel, m_window);
    m_question = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Ok)->setText(tr("Stop and close"));
    box->setDefaultButton(QMessageBox::Cancel);
    connect(box, &QDialog::accepted, this, [this, workspace] { stopThenClose(workspace); });
    box->open();
}

void ClosingGuard::stopThenClose(Workspace* workspace) {
    if (m_is_closing) {
        return;
    }
    if (!workspace->isBusy()) {  // it ended while the question was open
        m_window->close();
        return;
    }
    m_is_closing = true;
    connect(
        workspace, &Workspace::stopped, this,
        [this] {
            m_is_closing = false;
            m_window->close();
        },
        Qt::SingleShotConnection);
    workspace->requestStop();
}

}  // namespace priorscope
