#include "widgets/components/table_style.hpp"

#include <QHBoxLayout>
#include <QHeaderView>

#include "widgets/theme/theme.hpp"

namespace priorscope {

void setUpTable(QTableView& table) {
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.setTextElideMode(Qt::ElideMiddle);  // what tells names apart is often at the end
    table.verticalHeader()->hide();
    table.verticalHeader()->setDefaultSectionSize(Metrics::kRow);
    table.verticalHeader()->setMinimumSectionSize(Metrics::kRow);
    table.horizontalHeader()->setHighlightSections(false);
    table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table.setTabKeyNavigation(false);
}

QWidget* indentedTable(QTableView* table, const char* ground) {
    auto* holder = new QWidget;
    holder->setAttribute(Qt::WA_StyledBackground);
    holder->setProperty("ground", ground);
    auto* row = new QHBoxLayout(holder);
    row->setContentsMargins(Metrics::kGap, 0, 0, 0);
    row->addWidget(table);
    return holder;
}

}  // namespace priorscope
