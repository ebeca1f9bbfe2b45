// Who has chosen the split that is shown.
#pragma once

#include <QObject>
#include <QString>
#include <filesystem>

namespace priorscope {

class Workbench;

/// Proposes splits to the workbench for as long as the user has not chosen one. Lives on the GUI thread, from
/// before the first choice.
class SplitChoice : public QObject {
    Q_OBJECT

  public:
    /// @param workbench  must outlive it
    explicit SplitChoice(Workbench& workbench, QObject* parent = nullptr);

    /// Whether the split of the open dataset was chosen otherwise than by propose(), or by opening it.
    bool isUsers() const { return m_is_users; }
    /// @return whether another split is shown now
    bool propose(const QString& split);

  private:
    void followDataset();
    void followSplit(const QString& split);

    Workbench& m_workbench;
    std::filesystem::path m_root;  ///< of the dataset
    QString m_split;               ///< that is shown
    QString m_before;              ///< reading the dataset again: what was shown before
    bool m_is_opening = false;     ///< the split that follows is the one with which every dataset opens
    bool m_is_returning = false;   ///< the one after that may be m_before
    bool m_is_proposing = false;
    bool m_is_users = false;
};

}  // namespace priorscope
