// Tells the desktop what happens to a run while nobody looks at the window.
#pragma once

#include <QObject>
#include <QString>
#include <functional>

namespace priorscope {

class Runs;

/// At the end of a run, when it fails, and at each trouble: of the run in progress here and of one that is
/// watched. An end that was asked for in this window is none.
class RunNotices : public QObject {
    Q_OBJECT

  public:
    using Show = std::function<void(const QString& title, const QString& text)>;

    /// @param runs      must outlive it
    /// @param is_seen   whether the user looks at the window: then nothing is shown
    RunNotices(Runs& runs, std::function<bool()> is_seen, Show show, QObject* parent = nullptr);

  private:
    void tellTroubles();
    void tellEnd();
    QString name() const;

    Runs& m_runs;
    std::function<bool()> m_is_seen;
    Show m_show;
    std::size_t m_told_troubles = 0;  ///< of the run in progress
};

/// Through the desktop's notification service; nothing happens where there is none.
void showNotification(const QString& title, const QString& text);

}  // namespace priorscope
