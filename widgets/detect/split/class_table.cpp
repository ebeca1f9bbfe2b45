#include "widgets/detect/split/class_table.hpp"

#include <QHeaderView>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <cmath>

#include "widgets/components/table_style.hpp"
#include "widgets/components/text.hpp"
#include "widgets/detect/split/class_table_model.hpp"

namespace priorscope {
namespace {

constexpr int kFigureWidth = 62;
constexpr int kCellMargins = 20;

}  // namespace

QTableView* classTable(ClassTableModel& model, QWidget* parent) {
    auto* sorted = new QSortFilterProxyModel(parent);
    sorted->setSourceModel(&model);
    sorted->setSortRole(ClassTableModel::SortRole);
    auto* table = new QTableView(parent);
    table->setModel(sorted);
    setUpTable(*table);
    table->setSortingEnabled(true);
    table->setProperty("dense", true);
    table->sortByColumn(ClassTableModel::Voc07Column, Qt::AscendingOrder);
    auto* figures = new FigureDelegate(table);
    table->setIconSize({10, 10});
    table->horizontalHeader()->setMinimumSectionSize(44);
    table->horizontalHeader()->setSectionResizeMode(ClassTableModel::NameColumn, QHeaderView::Stretch);
    for (int column = ClassTableModel::ObjectsColumn; column < ClassTableModel::ColumnCount; ++column) {
        table->setItemDelegateForColumn(column, figures);
        table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Fixed);
        const QString interval =
            ClassTableModel::intervalText(ConfidenceInterval{.low = 0.888, .high = 0.888});
        const int figures_width =
            column == ClassTableModel::IntervalColumn
                ? kCellMargins +
                      static_cast<int>(std::ceil(tabularWidth(QFontMetricsF(table->font()), interval)))
                : kFigureWidth;
        table->horizontalHeader()->resizeSection(column, columnWidth(*table, column, figures_width));
    }
    table->setAccessibleName(ClassTableModel::tr("Figures by class"));
    return table;
}

}  // namespace priorscope
