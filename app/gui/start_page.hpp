// The page shown while no dataset is open.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace priorscope {

/// Offers to open a folder, a recent one, or to write the sample dataset; while a folder is being read, it
/// says so.
class StartPage : public QWidget {
    Q_OBJECT

  public:
    explicit StartPage(QWidget* parent = nullptr);
    /// @param folder  empty: nothing is being read
    void setReading(const QString& folder);
    /// @param folders  the latest first; only the first few are shown
    void setRecentFolders(const QStringList& folders);

    QPushButton* openButton() const { return m_open; }
    QPushButton* sampleButton() const { return m_sample; }
    /// One for each recent folder.
    QList<QPushButton*> recentButtons() const;

  Q_SIGNALS:
    void openRequested();
    void sampleRequested();
    void folderChosen(const QString& folder);

  private:
    QLabel* m_sentence = nullptr;
    QWidget* m_choices = nullptr;  ///< hidden while a folder is being read
    QPushButton* m_open = nullptr;
    QPushButton* m_sample = nullptr;
    QWidget* m_recent = nullptr;  ///< heading and buttons
    QVBoxLayout* m_recent_rows = nullptr;
};

}  // namespace priorscope
