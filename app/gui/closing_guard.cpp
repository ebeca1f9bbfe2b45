#include "app/gui/closing_guard.hpp"

#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <algorithm>
#include <utility>

#include "widgets/session/project_store.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {
namespace {

constexpr int kRefresh_ms = 500;

}  // namespace

ClosingGuard::ClosingGuard(QWidget* window, const std::vector<Workspace*>& workspaces, ProjectStore& project,
                           std::function<void()> keep_elsewhere)
    : m_window(window),
      m_workspaces(workspaces),
      m_project(project),
      m_keep_elsewhere(std::move(keep_elsewhere)) {}

bool ClosingGuard::mayClose() {
    const auto busy = std::find_if(m_workspaces.begin(), m_workspaces.end(),
                                   [](const Workspace* workspace) { return workspace->isBusy(); });
    if (busy != m_workspaces.end()) {
        if (!m_is_closing) {  // otherwise the question was already asked, and the run is stopping
            m_is_unattended ? stopThenClose(*busy) : ask(*busy);
        }
        return false;
    }
    m_project.flush();
    if (m_is_unattended || m_may_lose_edits || !m_project.hasUnsavedEdits()) {
        return true;
    }
    askAboutEdits();
    return false;
}

QMessageBox* ClosingGuard::question(const QString& text, const QString& accept) {
    if (m_question != nullptr) {
        m_question->activateWindow();
        return nullptr;
    }
    auto* box = new QMessageBox(QMessageBox::Question, m_window->windowTitle(), text,
                                QMessageBox::Ok | QMessageBox::Cancel, m_window);
    m_question = box;
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->button(QMessageBox::Ok)->setText(accept);
    box->setDefaultButton(QMessageBox::Cancel);
    return box;
}

void ClosingGuard::ask(Workspace* workspace) {
    QMessageBox* box = question(workspace->closingQuestion(), tr("&Stop and close"));
    if (box == nullptr) {
        return;
    }
    connect(box, &QDialog::accepted, this, [this, workspace] { stopThenClose(workspace); });
    if (const QString offer = workspace->backgroundOffer(); !offer.isEmpty()) {
        auto* go_on = box->addButton(offer, QMessageBox::ActionRole);
        go_on->setObjectName(QStringLiteral("goOnButton"));
        connect(go_on, &QPushButton::clicked, this, [this, workspace] { goOnThenClose(workspace); });
    }
    auto* refresh = new QTimer(box);  // the work continues behind the question
    connect(refresh, &QTimer::timeout, box, [box, workspace] {
        box->setText(workspace->isBusy() ? workspace->closingQuestion()
                                         : tr("It has ended in the meantime. Close Priorscope?"));
    });
    refresh->start(kRefresh_ms);
    box->open();
}

void ClosingGuard::askAboutEdits() {
    QMessageBox* box = question(tr("The project cannot be saved: your changes to layouts, versions and "
                                   "reviews will be lost. Close anyway?"),
                                tr("&Close without saving"));
    if (box == nullptr) {
        return;
    }
    auto* elsewhere = box->addButton(tr("&Keep the project elsewhere…"), QMessageBox::ActionRole);
    connect(elsewhere, &QPushButton::clicked, this, [this] { m_keep_elsewhere(); });
    connect(box, &QDialog::accepted, this, [this] {
        m_may_lose_edits = true;
        m_window->close();
        m_may_lose_edits = false;
    });
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
    closeWhenStopped(workspace);
    workspace->requestStop();
}

void ClosingGuard::goOnThenClose(Workspace* workspace) {
    if (m_is_closing || workspace->backgroundOffer().isEmpty()) {
        stopThenClose(workspace);  // it ended while the question was open
        return;
    }
    closeWhenStopped(workspace);
    workspace->goOnInBackground();
}

void ClosingGuard::closeWhenStopped(Workspace* workspace) {
    m_is_closing = true;
    auto* waiting = new QObject(this);  // goes with either end
    const auto end = [this, workspace, waiting](bool closes) {
        workspace->disconnect(waiting);  // the first end counts
        waiting->deleteLater();
        m_is_closing = false;
        if (closes || m_is_unattended) {
            m_window->close();
        }
    };
    connect(workspace, &Workspace::stopped, waiting, [end] { end(true); });
    connect(workspace, &Workspace::mustStay, waiting, [end] { end(false); });
}

}  // namespace priorscope
