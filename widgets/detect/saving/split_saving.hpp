// What saves something of the evaluated split at the thresholds that the sliders show.
#pragma once

#include <QKeySequence>
#include <QObject>
#include <QString>

#include "widgets/jobs/job_runner.hpp"
#include "widgets/workspace.hpp"

namespace priorscope {

class DetectorSource;
class LiveScores;

/// An action that is there once the split is evaluated, and not while its job runs.
class SplitSaving : public QObject {
    Q_OBJECT

  public:
    QAction* action() const { return m_action; }
    /// Asks what to save, and where.
    virtual void ask() = 0;
    bool isRunning() const { return m_runner.isRunning(); }

  Q_SIGNALS:
    void started();
    void failed(const priorscope::JobFailure& failure);

  protected:
    struct Texts {
        QString name{};     ///< of the action
        QString meaning{};  ///< its tooltip
        QString busy{};     ///< the tooltip while the job runs
    };
    /// @param source  provides the suggested folder
    /// @param scores  whose counted state is saved
    /// @param parent  the dialog opens on its window
    SplitSaving(const WorkspaceContext& context, const DetectorSource& source, const LiveScores& scores,
                const Texts& texts, const QKeySequence& keys, QWidget* parent);

    const LiveScores& scores() const { return m_scores; }
    JobList& jobs() const { return m_context.jobs; }
    JobRunner& runner() { return m_runner; }
    QWidget* window() const { return m_parent->window(); }
    /// Where files about the split are suggested to go.
    QString folder() const;

  private:
    void refresh();

    WorkspaceContext m_context;
    const DetectorSource& m_source;
    const LiveScores& m_scores;
    Texts m_texts;
    QWidget* m_parent;
    QAction* m_action = nullptr;
    JobRunner m_runner;
};

}  // namespace priorscope
