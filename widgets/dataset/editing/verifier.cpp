#include "widgets/dataset/editing/verifier.hpp"

#include <QApplication>
#include <QKeyEvent>
#include <algorithm>
#include <utility>

#include "widgets/session/label_edits.hpp"
#include "widgets/session/workbench.hpp"

namespace priorscope {

Verifier::Verifier(const WorkspaceContext& context, std::vector<const QWidget*> views, QObject* parent)
    : QObject(parent),
      m_context(context),
      m_views(std::move(views)),
      m_one(new QAction(tr("Image verified or not"), this)),
      m_all(new QAction(tr("All images shown verified or not"), this)) {
    m_one->setShortcut(QKeySequence(Qt::Key_Space));
    m_all->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Space));
    for (QAction* action : {m_one, m_all}) {
        action->setAutoRepeat(false);  // a key that is held marks nothing unseen
    }
    connect(m_one, &QAction::triggered, this,
            [this] { toggle({static_cast<std::size_t>(m_context.workbench.currentImage())}); });
    connect(m_all, &QAction::triggered, this, [this] { toggle(m_context.workbench.browsed()); });
    for (const auto signal : {&Workbench::datasetChanged, &Workbench::imagesChanged}) {
        connect(&context.workbench, signal, this, &Verifier::refresh);
    }
    connect(&context.workbench, &Workbench::currentImageChanged, this, &Verifier::refresh);
    refresh();
}

void Verifier::guard(QWidget* window) {
    window->installEventFilter(this);
}

bool Verifier::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<const QKeyEvent*>(event);
        const QWidget* focus = QApplication::focusWidget();
        const bool is_view =
            focus == nullptr || std::find(m_views.begin(), m_views.end(), focus) != m_views.end();
        const bool is_shown = !m_views.empty() && m_views.front()->window()->isAncestorOf(focus);
        if (key->key() == Qt::Key_Space && key->modifiers() == Qt::NoModifier && !is_view && is_shown) {
            event->accept();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

bool Verifier::mark(bool is_verified) {
    const int image = m_context.workbench.currentImage();
    const bool is_done =
        image >= 0 && m_context.edits.setVerified({static_cast<std::size_t>(image)}, is_verified);
    if (is_done) {
        Q_EMIT done();
    }
    return is_done;
}

/// Marks those that are not verified; where all are, takes the mark away.
void Verifier::toggle(const std::vector<std::size_t>& images) {
    const bool are_all = std::all_of(images.begin(), images.end(), [this](std::size_t image) {
        return m_context.workbench.isVerified(static_cast<int>(image));
    });
    if (m_context.edits.setVerified(images, !are_all)) {
        Q_EMIT done();
    }
}

void Verifier::refresh() {
    const Workbench& workbench = m_context.workbench;
    m_one->setEnabled(workbench.currentImage() >= 0);
    m_all->setEnabled(workbench.dataset() && !workbench.browsed().empty());
}

}  // namespace priorscope
