// How the tables of the dataset workspace look and behave.
#pragma once

#include <QTableView>
#include <QWidget>

namespace priorscope {

/// One row at a time, no grid, rows of the theme's height.
void setUpTable(QTableView& table);

/// The table in a holder, so that its first column starts at the panel's margin.
/// @param ground  the holder's: "base" or "window"
QWidget* indentedTable(QTableView* table, const char* ground);

}  // namespace priorscope
