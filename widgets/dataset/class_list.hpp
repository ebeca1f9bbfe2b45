// The facet of classes: how many objects of each are shown, and how many there are.
#pragma once

#include <QAbstractListModel>
#include <QListView>
#include <QStyledItemDelegate>
#include <cstdint>
#include <vector>

#include "widgets/session/workbench.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

/// One row per class, most frequent first. Follows the workbench.
class ClassListModel : public QAbstractListModel {
    Q_OBJECT

  public:
    enum Role {
        LabelRole = Qt::UserRole + 1,  ///< 1-based label
        ShownRole,                     ///< objects in the filtered images
        AllRole,                       ///< objects in the split
        MostRole,                      ///< the largest AllRole
        ChosenRole,                    ///< whether the filter selects it
    };

    explicit ClassListModel(Workbench& workbench, QObject* parent = nullptr);
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

  private:
    struct Row {
        int label = 0;
        std::int64_t shown = 0;
        std::int64_t all = 0;
    };
    void reset();
    void refresh();

    Workbench& m_workbench;
    std::vector<Row> m_rows;
};

/// Swatch, name, dumbbell (hollow: all, filled: shown, on a logarithmic axis), shown, all.
class ClassDelegate : public QStyledItemDelegate {
    Q_OBJECT

  public:
    ClassDelegate(const Workbench& workbench, QObject* parent = nullptr);
    void setTheme(const Theme& theme) { m_theme = theme; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// Width of each of the two columns of counts, pixels: the largest fits.
    static int countColumn(const QAbstractItemModel& classes, const QFont& font);

  private:
    void paintDumbbell(QPainter& painter, const QRectF& area, const QModelIndex& index,
                       const QColor& color) const;

    const Workbench& m_workbench;
    Theme m_theme;
};

/// A click, Space or Enter adds a class to the filter or removes it.
class ClassList : public QListView {
    Q_OBJECT

  public:
    ClassList(Workbench& workbench, const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    QSize sizeHint() const override;

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void toggle(const QModelIndex& index);

    Workbench& m_workbench;
    ClassDelegate* m_delegate = nullptr;
};

}  // namespace priorscope
