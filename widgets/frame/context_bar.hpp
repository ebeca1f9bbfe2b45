// The bar at the top: dataset, split, filters, the resulting counts, and a search field.
#pragma once

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QStackedWidget>
#include <QStringList>
#include <QWidget>

#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme_manager.hpp"

class QMenu;

namespace priorscope {

class NamePicker;
class ProjectStore;
class SearchField;

class ContextBar : public QWidget {
    Q_OBJECT

  public:
    ContextBar(Workbench& workbench, ThemeManager& themes, QWidget* parent = nullptr);

    /// Filters are saved in a project, which must outlive this.
    void keepFiltersIn(ProjectStore& project) { m_project = &project; }
    /// Listed in the dataset box after the open one.
    void setRecentFolders(const QStringList& folders);
    /// Widgets contributed by a workspace; index -1 shows none.
    int addContextWidget(QWidget* widget);
    void setContextWidget(int index);

    QComboBox* datasetBox() const { return m_dataset; }
    QComboBox* splitBox() const { return m_split; }
    QLineEdit* searchEdit() const;
    QString countText() const { return m_count->text(); }

  Q_SIGNALS:
    void openRequested();
    void folderChosen(const QString& folder);

  private:
    void refillDatasets();
    void refillSplits();
    void refillChips();
    void refillCount();
    void addChip(const QString& label, const QString& tool_tip,
                 const std::function<void(ImageFilter&)>& remove);
    void chooseDataset(int index);
    void buildSearch();
    void offerConditions(QWidget* below);
    void offerMarks(QMenu& menu);
    /// @param place  where a name is asked for, on the screen
    void offerSavedFilters(QMenu& menu, const QPoint& place);
    void applySaved(const QString& name);
    void askNameOfFilter(const QPoint& place);
    void refuse(const QString& why);
    void setCountRole(const char* role);

    Workbench& m_workbench;
    ProjectStore* m_project = nullptr;
    QStringList m_recent;
    QComboBox* m_dataset = nullptr;
    QComboBox* m_split = nullptr;
    QWidget* m_chips = nullptr;
    QStackedWidget* m_context = nullptr;
    QLabel* m_count = nullptr;
    SearchField* m_search = nullptr;
    NamePicker* m_names = nullptr;  ///< for a filter that is saved
    QAction* m_search_icon = nullptr;
};

}  // namespace priorscope
