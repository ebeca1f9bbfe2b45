#include "app/gui/render.hpp"

#include <QDir>
#include <QPixmap>
#include <cstdio>
#include <utility>

namespace priorscope {
namespace {

constexpr int kLookEveryMs = 50;
constexpr int kMostLooks = 1200;  ///< one minute
constexpr int kLooksSettled = 4;  ///< a workspace may start the next job when one ends

}  // namespace

Renderer::Renderer(MainWindow& window, ThemeManager& themes, RenderRequest request, QObject* parent)
    : QObject(parent), m_window(window), m_themes(themes), m_request(std::move(request)) {
    connect(&m_timer, &QTimer::timeout, this, &Renderer::look);
}

void Renderer::start() {
    if (!QDir().mkpath(m_request.folder)) {
        Q_EMIT finished(tr("writing pictures to %1: the folder cannot be made").arg(m_request.folder));
        return;
    }
    m_window.setMinimumSize(0, 0);
    Workbench& workbench = m_window.workbench();
    if (workbench.dataset() && !m_request.image.isEmpty()) {
        const auto& images = workbench.dataset()->images;
        const auto found = std::find_if(images.begin(), images.end(), [this](const ImageRow& record) {
            return record.id == m_request.image.toStdString();
        });
        if (found != images.end()) {
            workbench.setCurrentImage(static_cast<int>(found - images.begin()));
        }
    }
    if (!m_request.run.isEmpty()) {
        for (Workspace* workspace : m_window.workspaces()) {
            workspace->showRun(m_request.run);
        }
    }
    next();
}

void Renderer::next() {
    ++m_step;
    if (m_step >= 2 * static_cast<int>(m_window.workspaces().size())) {
        m_timer.stop();
        Q_EMIT finished({});
        return;
    }
    m_themes.setChoice(m_step % 2 == 0 ? ThemeChoice::light : ThemeChoice::dark);
    m_window.showWorkspace(m_step / 2);
    m_settled = 0;
    m_looks = 0;
    m_timer.start(kLookEveryMs);
}

void Renderer::look() {
    m_settled = m_window.isSettled() ? m_settled + 1 : 0;
    if (m_settled == 1) {
        m_window.resize(m_request.size);  // what needs room before its first layout needs none after it
    }
    if (m_settled < kLooksSettled) {
        if (++m_looks > kMostLooks) {
            m_timer.stop();
            Q_EMIT finished(tr("drawing %1: it is still busy after a minute")
                                .arg(m_window.workspaces()[static_cast<std::size_t>(m_step / 2)]->title()));
        }
        return;
    }
    if (save()) {
        next();
    }
}

bool Renderer::save() {
    const QString name = QStringLiteral("%1-%2.png")
                             .arg(m_window.workspaces()[static_cast<std::size_t>(m_step / 2)]->key(),
                                  m_themes.theme().dark ? QStringLiteral("dark") : QStringLiteral("light"));
    const QString path = QDir(m_request.folder).filePath(name);
    if (!m_window.grab().save(path)) {
        m_timer.stop();
        Q_EMIT finished(tr("writing the picture %1: it cannot be saved").arg(path));
        return false;
    }
    std::printf("%s\n", qPrintable(path));
    return true;
}

}  // namespace priorscope
