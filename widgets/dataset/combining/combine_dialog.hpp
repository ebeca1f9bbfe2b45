// Several folders as one dataset: chosen, their classes mapped, and written as a file that opens them.
#pragma once

#include <QDialog>
#include <QString>
#include <QStringList>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/formats/combined/dataset_file.hpp"
#include "widgets/jobs/job_runner.hpp"

class QLabel;
class QListWidget;
class QPushButton;
class QTableWidget;

namespace priorscope {

class ErrorBanner;

/// Each folder is read when it is added, for its classes and their objects.
class CombineDialog : public QDialog {
    Q_OBJECT

  public:
    /// @param first  a folder that is among them, or a file of this kind that is edited; empty: none
    CombineDialog(const QString& first, JobList& jobs, QWidget* parent = nullptr);

    void addFolder(const QString& folder);
    QStringList folders() const;
    /// Class, objects, new name; a class without a check mark is left out.
    QTableWidget* classes() const { return m_classes; }
    QPushButton* saveButton() const { return m_save; }
    ErrorBanner* banner() const { return m_banner; }
    bool isReading() const { return m_reader.isRunning(); }
    /// As the table has it.
    DatasetFile contents() const;
    /// @return whether it was written; if not, the banner tells why
    bool save(const QString& file);

  Q_SIGNALS:
    void saved(const QString& file);

  private:
    void build();
    void askForFolder();
    void removeFolder();
    void askAndSave();
    void readNext();
    void takeRow(int row);
    void refreshClasses();
    void refreshNote();
    std::set<std::string> keptNames() const;

    std::vector<std::filesystem::path> m_parts;
    std::vector<std::filesystem::path> m_waiting;  ///< to be read
    /// By part: classes and their objects, difficult ones too.
    std::map<std::filesystem::path, std::vector<std::pair<std::string, std::int64_t>>> m_counts;
    std::map<std::filesystem::path, std::size_t> m_images;
    std::vector<std::filesystem::path> m_unread;  ///< parts that cannot be read now
    ClassMap m_map;                               ///< of the file that is edited, and what was chosen since
    QString m_file;                               ///< that is edited; empty: a new one
    ErrorBanner* m_banner = nullptr;
    QListWidget* m_list = nullptr;
    QTableWidget* m_classes = nullptr;
    QLabel* m_note = nullptr;
    QPushButton* m_remove = nullptr;
    QPushButton* m_save = nullptr;
    JobRunner m_reader;  // last: its job ends before the other members are destroyed
};

}  // namespace priorscope
