// Named figures, one per row: before, after, change.
#pragma once

#include <QGridLayout>
#include <QLabel>
#include <QWidget>
#include <vector>

#include "widgets/components/text.hpp"
#include "widgets/theme/theme.hpp"

namespace priorscope {

class FigureRows : public QWidget {
    Q_OBJECT

  public:
    explicit FigureRows(const Theme& theme, QWidget* parent = nullptr);
    void setTheme(const Theme& theme);
    /// @return the index for setFigures()
    int addRow(const QString& name, const QString& tool_tip);
    /// A control in place of figures.
    void addControl(const QString& name, QWidget* control);
    /// @param before  empty: only the current value is shown
    void setFigures(int row, const QString& before, const QString& after, const QString& change);
    void setName(int row, const QString& name);

    QString before(int row) const { return at(row).before->text(); }
    QString after(int row) const { return at(row).after->text(); }
    QString change(int row) const { return at(row).change->text(); }

  private:
    struct Row {
        QLabel* name = nullptr;
        FigureLabel* before = nullptr;
        FigureLabel* after = nullptr;
        FigureLabel* change = nullptr;
    };
    const Row& at(int row) const { return m_rows.at(static_cast<std::size_t>(row)); }

    Theme m_theme;
    QGridLayout* m_grid = nullptr;
    std::vector<Row> m_rows;
};

}  // namespace priorscope
