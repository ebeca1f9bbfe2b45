// Recall of each class, before and after.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include "widgets/priors/coverage_service.hpp"

namespace priorscope {

/// Lowest of the baseline first, so that rows stay in place while the layout changes. Classes without objects
/// are left out.
class ClassRecallModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { LabelRole = Qt::UserRole + 1, BeforeRole, AfterRole, ObjectsRole };

    explicit ClassRecallModel(Workbench& workbench, QObject* parent = nullptr);
    void setViews(const CoverageViewPtr& before, const CoverageViewPtr& after);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    struct Row {
        int label = 0;
        std::int64_t objects = 0;
        double before = 1.0;
        double after = 1.0;
    };
    Workbench& m_workbench;
    std::vector<Row> m_rows;
};

/// Square, name, dumbbell (hollow: before, filled: after), value; ▽ where it got worse.
class ClassRecallList : public QListView {
    Q_OBJECT

  public:
    ClassRecallList(Workbench& workbench, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    ClassRecallModel* recalls() const { return m_model; }

  private:
    ClassRecallModel* m_model = nullptr;
    QStyledItemDelegate* m_delegate = nullptr;
};

}  // namespace priorscope
