// Recall of each class or size, or shares by feature map or number of positives, before and after.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>

#include "widgets/priors/coverage/coverage_service.hpp"

namespace priorscope {

enum class Breakdown {
    by_class,      ///< recall
    by_size,       ///< recall, by the square root of the area in the input
    by_map,        ///< share of the positives
    by_positives,  ///< share of the objects with that many positives
};

/// Classes are sorted by baseline recall, lowest first, so that rows stay in place while the layout changes.
/// Classes without objects are left out.
class ClassRecallModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role { LabelRole = Qt::UserRole + 1, BeforeRole, AfterRole, ObjectsRole, BreakdownRole };

    explicit ClassRecallModel(Workbench& workbench, QObject* parent = nullptr);
    void setViews(const CoverageViewPtr& before, const CoverageViewPtr& after);
    void setBreakdown(Breakdown breakdown);
    Breakdown breakdown() const { return m_breakdown; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    struct Row {
        int label = 0;  ///< of a class; otherwise the 1-based position
        QString name;
        std::int64_t objects = 0;
        double before = 1.0;
        double after = 1.0;
    };
    std::vector<Row> classRows() const;
    std::vector<Row> sizeRows() const;
    std::vector<Row> mapRows() const;
    std::vector<Row> positivesRows() const;
    void refresh();
    QString description(const Row& row) const;

    Workbench& m_workbench;
    Breakdown m_breakdown = Breakdown::by_class;
    CoverageViewPtr m_before;
    CoverageViewPtr m_after;
    std::vector<Row> m_rows;
};

/// Swatch, name, dumbbell (hollow: before, filled: after), value; ▽ if it got worse.
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
