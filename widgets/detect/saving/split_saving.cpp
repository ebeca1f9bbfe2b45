#include "widgets/detect/saving/split_saving.hpp"

#include <QAction>
#include <QDir>

#include "widgets/detect/detector_source.hpp"
#include "widgets/detect/split/live_scores.hpp"

namespace priorscope {

SplitSaving::SplitSaving(const WorkspaceContext& context, const DetectorSource& source,
                         const LiveScores& scores, const Texts& texts, const QKeySequence& keys,
                         QWidget* parent)
    : QObject(parent),
      m_context(context),
      m_source(source),
      m_scores(scores),
      m_texts(texts),
      m_parent(parent),
      m_runner(&context.jobs) {
    m_action = new QAction(texts.name, this);
    m_action->setData(QStringLiteral("save"));
    m_action->setShortcut(keys);
    connect(m_action, &QAction::triggered, this, &SplitSaving::ask);
    connect(&m_runner, &JobRunner::failed, this, &SplitSaving::failed);
    connect(&m_runner, &JobRunner::failed, this, &SplitSaving::refresh);
    for (const auto signal : {&JobRunner::started, &JobRunner::finished, &JobRunner::cancelled}) {
        connect(&m_runner, signal, this, &SplitSaving::refresh);
    }
    connect(&scores, &LiveScores::countsChanged, this, &SplitSaving::refresh);
    refresh();
}

void SplitSaving::refresh() {
    const bool has_counts = m_scores.counted() != nullptr;
    m_action->setEnabled(has_counts && !m_runner.isRunning());
    m_action->setToolTip(!has_counts            ? tr("Evaluate the split in Detect first")
                         : m_runner.isRunning() ? m_texts.busy
                                                : m_texts.meaning);
}

QString SplitSaving::folder() const {
    const QString folder = m_source.exportFolder();
    return folder.isEmpty() ? QDir::homePath() : folder;
}

}  // namespace priorscope
